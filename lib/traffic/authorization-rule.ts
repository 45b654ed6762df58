import type { Field } from '../manifest/field';
import { isObject } from '../manifest/fields';
import { allOf, type Answer, anyOf, not } from './answer';
import { oppositeOf } from './authorization-policy-fields';
import {
  type Asked,
  type Attribute,
  conditionAttribute,
  OPERATION_ATTRIBUTES,
  SOURCE_ATTRIBUTES,
} from './request-attributes';

/** Values that a request must have one of, and values that it must have none of. */
interface Ask {
  readonly attribute: Attribute;
  readonly values: readonly string[];
  readonly notValues: readonly string[];
}

/** One of the sources, one of the operations, and all conditions. */
interface RuleAsks {
  readonly from: readonly (readonly Ask[])[];
  readonly to: readonly (readonly Ask[])[];
  readonly when: readonly Ask[];
}

export interface Reading {
  /** Whether the traffic is read as HTTP. */
  readonly protocol: 'http' | 'tcp';
  /** Whether istiod drops the whole rule, and not just what it cannot ask for: it errs on the side of less access. */
  readonly isAllow: boolean;
}

/** Whether a rule of an AuthorizationPolicy matches. Source: authz/model of istiod. */
export function matchRule(rule: Field, asked: Asked, reading: Reading): Answer {
  const asks = asksOf(rule);
  if (asks === undefined) return false;
  const { from, to, when } = asks;
  if (reading.isAllow && ![...from.flat(), ...to.flat(), ...when].every((ask) => isWhole(ask, reading))) return false;
  const meets = (ask: Ask) => meetsAsk(ask, asked, reading);
  const meetsOne = (alternatives: readonly (readonly Ask[])[]) =>
    anyOf(alternatives.map((one) => allOf(one.map(meets))));
  return allOf([meetsOne(from), meetsOne(to), ...when.map(meets)]);
}

/** Undefined for rules that istiod leaves out: what is no object, or asks for something that Istio does not know. */
function asksOf(rule: Field): RuleAsks | undefined {
  if (!isObject(rule.value)) return undefined;
  const when = rule.get('when').items.map((condition) => {
    const attribute = conditionAttribute(condition.get('key').text);
    return attribute && askOf(attribute, condition.get('values'), condition.get('notValues'));
  });
  const known = when.filter((ask) => ask !== undefined);
  if (known.length < when.length) return undefined;
  return {
    from: partsOf(rule.get('from'), 'source', SOURCE_ATTRIBUTES),
    to: partsOf(rule.get('to'), 'operation', OPERATION_ATTRIBUTES),
    when: known,
  };
}

/** An empty list asks for nothing, as an empty item of it does. */
function partsOf(list: Field, part: string, attributes: typeof SOURCE_ATTRIBUTES): readonly (readonly Ask[])[] {
  if (list.items.length === 0) return [[]];
  return list.items
    .map((item) => item.get(part))
    .map((owner) =>
      attributes
        .map(([key, attribute]) => askOf(attribute, owner.get(key), owner.get(oppositeOf(key))))
        .filter(({ values, notValues }) => values.length + notValues.length > 0),
    );
}

function askOf(attribute: Attribute, values: Field, notValues: Field): Ask {
  return { attribute, values: textsOf(values), notValues: textsOf(notValues) };
}

function textsOf({ items }: Field): readonly string[] {
  return items.map(({ text }) => text);
}

/** Whether all of it can be asked for. */
function isWhole({ attribute, values, notValues }: Ask, { protocol }: Reading): boolean {
  if (values.length + notValues.length === 0) return true;
  const isThere = protocol === 'http' || !attribute.isHttpOnly;
  return isThere && [...values, ...notValues].every((value) => attribute.isReadable(value));
}

function meetsAsk({ attribute, values, notValues }: Ask, asked: Asked, { protocol }: Reading): Answer {
  if (protocol === 'tcp' && attribute.isHttpOnly) return true;
  const hasOneOf = (texts: readonly string[]) => anyOf(texts.map((text) => attribute.has(text, asked)));
  const [wanted, unwanted] = [values, notValues].map((texts) => texts.filter((text) => attribute.isReadable(text)));
  return allOf([
    wanted === undefined || wanted.length === 0 || hasOneOf(wanted),
    unwanted === undefined || not(hasOneOf(unwanted)),
  ]);
}
