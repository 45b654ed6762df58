import {
  type CelInput,
  CelScalar,
  type CelValue,
  celEnv,
  celUint,
  isCelError,
  isCelList,
  isCelMap,
  isCelType,
  isCelUint,
  parse,
  plan,
} from '@bufbuild/cel';
import { type SimpleTest, SimpleTestSchema } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import type { Value } from '@bufbuild/cel-spec/cel/expr/value_pb.js';
import { tests as suites } from '@bufbuild/cel-spec/testdata/conformance.js';
import { getTestRegistry } from '@bufbuild/cel-spec/testdata/registry.js';
import { type JsonValue, type Message, fromJson, isMessage, toJson } from '@bufbuild/protobuf';
import { type ReflectMessage, isReflectMessage } from '@bufbuild/protobuf/reflect';
import { anyUnpack } from '@bufbuild/protobuf/wkt';
import { FUNCTIONS } from '../../lib/schema/cel/environment';

export interface ConformanceCase {
  /** Suite, section and name, such as `basic/self_eval_zeroish/self_eval_int_zero`. */
  readonly id: string;
  readonly test: SimpleTest;
}

interface Section {
  readonly name: string;
  readonly suites?: readonly Section[];
  readonly tests?: readonly { readonly original?: unknown }[];
}

const registry = getTestRegistry();

/** The cases of these suites of the CEL specification. */
export function conformanceCases(names: readonly string[]): ConformanceCase[] {
  const all = (suites as unknown as Section).suites ?? [];
  return all.filter(({ name }) => names.includes(name)).flatMap((suite) => casesOf(suite, ''));
}

function casesOf({ name, suites: inner = [], tests = [] }: Section, prefix: string): ConformanceCase[] {
  const own = tests.map(({ original }) => {
    const test = fromJson(SimpleTestSchema, original as never, { registry });
    return { id: `${prefix}${name}/${test.name}`, test };
  });
  return [...own, ...inner.flatMap((section) => casesOf(section, `${prefix}${name}/`))];
}

/** What comes out of a case beside what should; undefined when they agree. */
export function disagreement({ test }: ConformanceCase): string | undefined {
  const got = outcome(test);
  const wanted = expectation(test);
  return got === wanted || (wanted === 'error' && got.startsWith('error')) ? undefined : `${got}, not ${wanted}`;
}

function expectation({ resultMatcher: { case: kind, value } }: SimpleTest): string {
  if (kind === 'evalError' || kind === 'anyEvalErrors') return 'error';
  if (kind === 'value') return show(inputOf(value));
  if (kind === 'typedResult') return value.result === undefined ? 'anything' : show(inputOf(value.result));
  return show(true);
}

function outcome(test: SimpleTest): string {
  const names = [...test.typeEnv.map(({ name }) => name), ...Object.keys(test.bindings)];
  const variables = Object.fromEntries(names.map((name) => [name, CelScalar.DYN]));
  try {
    const environment = celEnv({ namespace: test.container, registry, funcs: FUNCTIONS, variables });
    const result = plan(environment, parse(test.expr))(bindingsOf(test));
    return isCelError(result) ? `error: ${result.message}` : show(result);
  } catch (error) {
    return `error: ${String(error)}`;
  }
}

function bindingsOf({ bindings }: SimpleTest): Record<string, CelInput> {
  const entries = Object.entries(bindings).map(([name, { kind }]) => {
    if (kind.case !== 'value') throw new Error('Unknown values are not part of these suites.');
    return [name, inputOf(kind.value)] as const;
  });
  return Object.fromEntries(entries);
}

function inputOf({ kind }: Value): CelInput {
  switch (kind.case) {
    case 'uint64Value':
      return celUint(kind.value);
    case 'nullValue':
      return null;
    case 'listValue':
      return kind.value.values.map(inputOf);
    case 'mapValue':
      return new Map(
        kind.value.entries.map(({ key, value }) => [key && inputOf(key), value && inputOf(value)] as never),
      );
    case 'objectValue':
      return anyUnpack(kind.value, registry) ?? null;
    case 'typeValue':
      return `type ${kind.value}`;
    case 'enumValue':
      return BigInt(kind.value.value);
    case undefined:
      throw new Error('A case has no value.');
    default:
      return kind.value;
  }
}

/** One text for equal values of equal types. */
function show(value: CelInput | CelValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return `int ${value}`;
  if (typeof value === 'number') return `double ${Object.is(value, -0) ? 0 : value}`;
  if (typeof value === 'string') return value.startsWith('type ') ? value : JSON.stringify(value);
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (isCelUint(value)) return `uint ${value.value}`;
  if (isCelType(value)) return `type ${value.name}`;
  if (Array.isArray(value) || isCelList(value)) return `[${[...value].map(show).join(', ')}]`;
  if (value instanceof Map || isCelMap(value)) return showMap(value);
  return showMessage(value as Message | ReflectMessage);
}

function showMap(map: ReadonlyMap<CelInput, CelInput>): string {
  const entries = [...map].map(([key, value]) => `${show(key)}: ${show(value)}`);
  return `{${entries.toSorted().join(', ')}}`;
}

function showMessage(value: Message | ReflectMessage): string {
  const message = isReflectMessage(value) ? value.message : value;
  if (!isMessage(message)) throw new Error('A value is none of the kinds of CEL.');
  const description = registry.getMessage(message.$typeName);
  if (description === undefined) return message.$typeName;
  return `${message.$typeName} ${JSON.stringify(sorted(toJson(description, message, { registry })))}`;
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] ?? null)]));
}
