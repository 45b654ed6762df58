import type { Severity } from '../finding';
import type { FaultKind } from '../schema/fault';

/** What is judged by the verifier's steps themselves, and by no rule of a list. */
export interface EngineRule {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
}

/** The steps of the API server. */
export const SCHEMA_RULES = {
  'unknown-field': {
    id: 'schema-unknown-field',
    code: 'SI0001',
    severity: 'error',
    summary: 'Every field is one that the API has.',
  },
  structure: {
    id: 'schema-structure',
    code: 'SI0002',
    severity: 'error',
    summary: 'Fields have the type, size, format and values of the schema, and the required ones are there.',
  },
  'list-type': {
    id: 'schema-list-type',
    code: 'SI0003',
    severity: 'error',
    summary: 'Lists that are sets or maps hold no item twice.',
  },
  cel: {
    id: 'schema-cel',
    code: 'SI0004',
    severity: 'error',
    summary: 'The CEL rules of the CustomResourceDefinition hold.',
  },
  metadata: {
    id: 'schema-metadata',
    code: 'SI0005',
    severity: 'error',
    summary: 'Names, labels, annotations and the rest of the metadata are what the API server takes.',
  },
  scope: {
    id: 'schema-scope',
    code: 'SI0006',
    severity: 'warning',
    summary: 'Objects of cluster-scoped kinds name no namespace.',
  },
  'obsolete-api': {
    id: 'api-obsolete',
    code: 'SI0007',
    severity: 'error',
    summary: 'The API version is one that clusters still serve.',
  },
  'unknown-version': {
    id: 'api-unknown-version',
    code: 'SI0008',
    severity: 'error',
    summary: 'The API version is one that its kind has.',
  },
  'unknown-kind': {
    id: 'api-unknown-kind',
    code: 'SI0009',
    severity: 'error',
    summary: 'The kind is one that its API group has.',
  },
} as const satisfies Record<FaultKind, EngineRule>;

export const YAML_WIDE_INTEGER = {
  id: 'yaml-wide-integer',
  code: 'SI0010',
  severity: 'warning',
  summary: 'Integers are small enough for every reader.',
} as const satisfies EngineRule;

export const YAML_READ_DIFFERENTLY = {
  id: 'yaml-read-differently',
  code: 'SI0011',
  severity: 'info',
  summary: 'Values mean the same to kubectl and to readers of YAML 1.2.',
} as const satisfies EngineRule;

export const ACKNOWLEDGEMENT_STALE = {
  id: 'acknowledgement-stale',
  code: 'SI0012',
  severity: 'warning',
  summary: 'What is acknowledged is found.',
} as const satisfies EngineRule;

export const ACKNOWLEDGEMENT_FORM = {
  id: 'acknowledgement-form',
  code: 'SI0013',
  severity: 'error',
  summary: 'An acknowledgement names a rule and gives a reason.',
} as const satisfies EngineRule;

export const OBJECT_REPEATED = {
  id: 'object-repeated',
  code: 'SI0014',
  severity: 'error',
  summary: 'One file defines an object once.',
} as const satisfies EngineRule;

export const ENGINE_RULES: readonly EngineRule[] = [
  ...Object.values(SCHEMA_RULES),
  YAML_WIDE_INTEGER,
  YAML_READ_DIFFERENTLY,
  ACKNOWLEDGEMENT_STALE,
  ACKNOWLEDGEMENT_FORM,
  OBJECT_REPEATED,
];
