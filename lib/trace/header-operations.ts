import type { Field } from '../manifest/field';

type Headers = Readonly<Record<string, string>>;

/** The headers of a request after what a route, and then a destination, set, add and remove (`headers.request`). */
export function headersAfter(operations: readonly Field[], headers: Headers): Headers {
  const after = new Map(Object.entries(headers));
  for (const operation of operations) {
    for (const { text } of operation.get('remove').items) after.delete(text.toLowerCase());
    for (const [name, { text }] of operation.get('set').entries) after.set(name.toLowerCase(), text);
    for (const [name, { text }] of operation.get('add').entries) {
      const before = after.get(name.toLowerCase());
      after.set(name.toLowerCase(), before === undefined ? text : `${before},${text}`);
    }
  }
  for (const name of HOST) after.delete(name);
  return Object.fromEntries(after);
}

const HOST = ['host', ':authority'];

/** The host that they set; that of the route counts before that of a destination. Empty for none. */
export function hostIn(operations: readonly Field[]): string {
  const found = operations.flatMap((operation) =>
    ['set', 'add'].flatMap((key) =>
      operation
        .get(key)
        .entries.filter(([name]) => HOST.includes(name.toLowerCase()))
        .map(([, { text }]) => text),
    ),
  );
  return found[0] ?? '';
}
