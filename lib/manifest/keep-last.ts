import type { Manifest } from './manifest';

/** The same reader, which keeps what it read last: rules ask about one object in turn. Nothing older is held. */
export function keepLast<T>(read: (manifest: Manifest) => T): (manifest: Manifest) => T {
  let last: { readonly manifest: Manifest; readonly answer: T } | undefined;
  return (manifest) => {
    if (last?.manifest !== manifest) last = { manifest, answer: read(manifest) };
    return last.answer;
  };
}
