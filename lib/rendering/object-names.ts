import type { Manifest } from './rendered-file';

/** cdk8s's name for the file of an object, and more telling ones for when it is taken; the last says what object it is. */
export function objectNames(kind: string | undefined, name: string | undefined, manifest: Manifest = {}): string[] {
  const { apiVersion = '', metadata = {} } = manifest;
  const [group] = apiVersion.includes('/') ? apiVersion.split('/', 1) : [];
  const plain = `${kind}.${name}`;
  const spaced = metadata.namespace ? `${plain}.${metadata.namespace}` : plain;
  const full = group ? `${spaced}.${group}` : spaced;
  return [plain, spaced, full].map((text) => text.replace(/[^0-9a-zA-Z-_.]/g, ''));
}

/** The beginning of a name that files are sorted by. */
export function ordinal(index: number): string {
  return `${index.toString().padStart(4, '0')}-`;
}
