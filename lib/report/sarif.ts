import { pathToFileURL } from 'node:url';
import type { Finding, ResourceRef, Severity } from '../finding';
import type { RuleEntry } from '../rule-book';
import { jsonText } from './json';

/** What of an acknowledged finding a report needs. */
export interface Accepted extends Pick<Finding, 'rule' | 'code' | 'severity' | 'resource' | 'path' | 'file' | 'line'> {
  readonly reason: string;
}

export interface SarifInput {
  readonly version: string;
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly Accepted[];
  /** Of all findings, and more. */
  readonly rules: readonly RuleEntry[];
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** A SARIF log (version 2.1.0), as code scanning of GitHub and others read it. What is acknowledged is suppressed in it. */
export function sarifReport({ version, findings, acknowledged, rules }: SarifInput): string {
  const named = new Set([...findings, ...acknowledged].map(({ rule }) => rule));
  const told = rules.filter(({ id }) => named.has(id));
  const indexes = new Map(told.map(({ id }, index) => [id, index]));
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-secure-ingress', version, rules: told.map(ruleObject) } },
        columnKind: 'utf16CodeUnits',
        results: [
          ...findings.map((finding) => findingObject(finding, indexes)),
          ...acknowledged.map((finding) => acceptedObject(finding, indexes)),
        ],
      },
    ],
  });
}

function ruleObject({ id, code, severity, summary, why, fix, source }: RuleEntry): object {
  return {
    id,
    name: code,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: fix },
    helpUri: source.split(' ')[0],
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function findingObject(finding: Finding, indexes: ReadonlyMap<string, number>): object {
  const { message, fix, line, column } = finding;
  return { ...resultOf(finding, `${message}. ${fix}.`, { startLine: line, startColumn: column }, indexes) };
}

function acceptedObject(finding: Accepted, indexes: ReadonlyMap<string, number>): object {
  const { rule, line, reason } = finding;
  const suppression = { kind: 'inSource', ...(reason === '' ? {} : { justification: reason }) };
  return { ...resultOf(finding, `Acknowledged: ${rule}.`, { startLine: line }, indexes), suppressions: [suppression] };
}

function resultOf(
  { rule, code, severity, resource, path, file }: Omit<Accepted, 'reason' | 'line'>,
  text: string,
  region: object,
  indexes: ReadonlyMap<string, number>,
): object {
  const title = titleOf(resource);
  return {
    ruleId: rule,
    ruleIndex: indexes.get(rule),
    level: LEVELS[severity],
    message: { text: `${title}: ${text}` },
    locations: [
      {
        ...(file === '' || file === '-'
          ? {}
          : { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }),
        logicalLocations: [{ fullyQualifiedName: path === '' ? title : `${title} ${path}`, kind: 'object' }],
      },
    ],
    // Where a finding is moves with every line above it; what it is of does not.
    partialFingerprints: { 'object/v1': `${code} ${rule} ${resource.apiVersion} ${title} ${path}` },
  };
}

function titleOf({ kind, namespace, name }: ResourceRef): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** Relative paths stay so, with what is not allowed in a URI escaped. */
function uriOf(file: string): string {
  if (file.startsWith('/') || /^[A-Za-z]:/.test(file)) return pathToFileURL(file).href;
  return file.split('/').map(encodeURIComponent).join('/');
}
