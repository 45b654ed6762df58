import { Field } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';

/** On the object: a line for each rule, `RULE-ID: why the finding is accepted`. */
export const ACKNOWLEDGE = 'secure-ingress/acknowledge';

/** Istio's own: codes with commas between them, or `*` for all of Istio's. It has no place for a reason. */
const SUPPRESS = 'galley.istio.io/analyze-suppress';

/** One acknowledgement, as an annotation has it. */
export interface Entry {
  readonly path: Path;
  /** A rule's id, a code, or `*`. */
  readonly subject: string;
  /** Why; empty where none is given. */
  readonly reason: string;
  /** Whose annotation it is. */
  readonly by: 'rule' | 'code';
}

export function entriesOf(manifest: Manifest): Entry[] {
  const annotations = Field.root(manifest).get('metadata', 'annotations');
  if (!annotations.isSet) return [];
  return [...ownEntries(annotations.get(ACKNOWLEDGE)), ...istioEntries(annotations.get(SUPPRESS))];
}

function ownEntries({ path, text }: Field): Entry[] {
  return partsOf(text, '\n').map((line) => {
    const colon = line.indexOf(':');
    const [subject, reason] = colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)];
    return { path, subject: subject.trim(), reason: reason.trim(), by: 'rule' };
  });
}

function istioEntries({ path, text }: Field): Entry[] {
  return partsOf(text, ',').map((subject) => ({ path, subject, reason: '', by: 'code' }));
}

function partsOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
