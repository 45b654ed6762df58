import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RawRule, SchemaDocument } from '../../lib/schema/schema-document';

export const SOURCES = ['argo-cd', 'cert-manager', 'external-secrets', 'gateway-api', 'istio', 'kubernetes', 'traefik'];

export function shippedDocument(source: string): SchemaDocument {
  return JSON.parse(readFileSync(join(__dirname, '../../imports/schemas', `${source}.json`), 'utf8'));
}

/** Every CEL rule in the schemas of a source. */
export function shippedRules(source: string): RawRule[] {
  const rules: RawRule[] = [];
  JSON.stringify(shippedDocument(source), (key, value: unknown) => {
    if (key === 'x-kubernetes-validations' && Array.isArray(value)) rules.push(...(value as RawRule[]));
    return value;
  });
  return rules;
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
