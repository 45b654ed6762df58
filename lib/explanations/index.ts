import type { Explanations } from './explanation';

/** Of every rule, by its id. */
export const EXPLANATIONS: Explanations = {};
