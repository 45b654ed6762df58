import type { Schema } from './schema';

/** Tells of which schemas the test is true, or of any for a field or item somewhere below. Each is looked at once. */
export function anywhere(test: (schema: Schema) => boolean): (schema: Schema) => boolean {
  const known = new WeakMap<Schema, boolean>();
  const isAnywhere = (schema: Schema): boolean => {
    const before = known.get(schema);
    if (before !== undefined) return before;
    // Until proven otherwise, for a schema that contains itself.
    known.set(schema, false);
    const parts = [...schema.properties.values(), schema.additional, schema.items].filter((part) => part !== undefined);
    const found = test(schema) || parts.some(isAnywhere);
    known.set(schema, found);
    return found;
  };
  return isAnywhere;
}
