import { type CelError, type CelInput, CelScalar, type CelValue, celEnv, celError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { ADDRESS_FUNCTIONS } from './address-functions';
import { CONVERSIONS } from './conversions';
import { URL_FUNCTIONS } from './url-functions';

type Plan = (bindings: { self: CelInput }) => CelValue | CelError;

/** CEL as the API server offers it to CustomResourceDefinitions, as far as the schemas of this package use it. */
export const FUNCTIONS = [...strings, ...CONVERSIONS, ...URL_FUNCTIONS, ...ADDRESS_FUNCTIONS];

const environment = celEnv({ variables: { self: CelScalar.DYN }, funcs: FUNCTIONS });

const plans = new Map<string, Plan>();

/** The value of an expression, or the error of evaluating it. An expression is planned once. */
export function evaluate(expression: string, self: CelInput): CelValue | CelError {
  try {
    return planOf(expression)({ self });
  } catch (error) {
    return celError(error);
  }
}

function planOf(expression: string): Plan {
  const known = plans.get(expression);
  if (known !== undefined) return known;
  const planned = plan(environment, parse(expression));
  plans.set(expression, planned);
  return planned;
}
