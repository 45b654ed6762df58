import type { Field } from '../manifest/field';
import { type Answer, allOf } from './answer';

/** What an object has under a key; undefined when the input does not have the object. */
export type LabelLookup = (key: string) => { readonly value: string | undefined } | undefined;

/** Whether a LabelSelector, `matchLabels` and `matchExpressions`, selects what has these labels; an empty one does. */
export function selects(selector: Field, labels: LabelLookup): Answer {
  const equal = selector.get('matchLabels').entries;
  const expressions = selector.get('matchExpressions').items;
  return allOf([
    ...equal.map(([key, { text }]) => holds(labels(key), 'In', [text])),
    ...expressions.map((expression) => {
      const values = expression.get('values').items.map(({ text }) => text);
      return holds(labels(expression.get('key').text), expression.get('operator').text, values);
    }),
  ]);
}

function holds(label: ReturnType<LabelLookup>, operator: string, values: readonly string[]): Answer {
  if (label === undefined) return undefined;
  const { value } = label;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return undefined;
  }
}
