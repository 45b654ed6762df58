import type { ObjectRule } from './rule';

/** Every rule on one object alone. Rules that are not in this list do not run. */
export const OBJECT_RULES: readonly ObjectRule[] = [];
