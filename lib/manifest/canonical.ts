import { isObject } from './fields';
import type { Json } from './manifest';

/** One text for equal values, in whatever order their keys are. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_, each: Json) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}
