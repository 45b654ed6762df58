import type { Finding } from './finding';
import type { Note } from './manifest/problem';
import type { FaultKind } from './schema/fault';

/** What a finding says, apart from where. */
export type Opinion = Pick<Finding, 'rule' | 'code' | 'severity' | 'message' | 'fix'>;

/** How the steps of the API server are named in findings. */
export const SCHEMA_OPINIONS: Readonly<Record<FaultKind, Omit<Opinion, 'message' | 'fix'>>> = {
  'unknown-field': { rule: 'schema-unknown-field', code: 'SI0001', severity: 'error' },
  structure: { rule: 'schema-structure', code: 'SI0002', severity: 'error' },
  'list-type': { rule: 'schema-list-type', code: 'SI0003', severity: 'error' },
  cel: { rule: 'schema-cel', code: 'SI0004', severity: 'error' },
  metadata: { rule: 'schema-metadata', code: 'SI0005', severity: 'error' },
  scope: { rule: 'schema-scope', code: 'SI0006', severity: 'warning' },
  'obsolete-api': { rule: 'api-obsolete', code: 'SI0007', severity: 'error' },
  'unknown-version': { rule: 'api-unknown-version', code: 'SI0008', severity: 'error' },
  'unknown-kind': { rule: 'api-unknown-kind', code: 'SI0009', severity: 'error' },
};

/** A value that kubectl sends as it is judged here, and that other readers of the file see differently. */
export function describeNote({ kind, written, sent, elsewhere, key }: Note): Opinion {
  const what = key ? 'key' : 'value';
  if (kind === 'wide-integer') {
    return {
      rule: 'yaml-wide-integer',
      code: 'SI0010',
      severity: 'warning',
      message: `The ${what} ${written} is beyond 2^53, and what reads it as a double takes it for ${JSON.stringify(sent)}`,
      fix: 'Put it into quotes where a text is meant',
    };
  }
  const message =
    kind === 'merge-order'
      ? `The ${what} ${written} stands before "<<", which overrides it for kubectl and for no other reader`
      : `kubectl sends the ${what} ${written} as ${JSON.stringify(sent)}, and readers of YAML 1.2 take it for ${JSON.stringify(elsewhere)}`;
  const fix = kind === 'merge-order' ? 'Write it after "<<"' : 'Put it into quotes, or write what is meant';
  return { rule: 'yaml-read-differently', code: 'SI0011', severity: 'info', message, fix };
}
