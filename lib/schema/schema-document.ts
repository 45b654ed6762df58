import type { Json } from '../manifest/manifest';

/** One CEL rule of a schema, as a CustomResourceDefinition writes it under `x-kubernetes-validations`. */
export interface RawRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  /** Where, below the node that carries the rule, the fault is: `.spec.host` or `['a.b']`. */
  readonly fieldPath?: string;
}

/** A schema as `imports/schemas` stores it: OpenAPI v3 in the dialect of Kubernetes, equal subtrees by reference. */
export interface RawSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly default?: Json;
  readonly enum?: readonly Json[];
  readonly properties?: Readonly<Record<string, RawSchema>>;
  readonly additionalProperties?: RawSchema | boolean;
  readonly items?: RawSchema;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly allOf?: readonly RawSchema[];
  readonly anyOf?: readonly RawSchema[];
  readonly oneOf?: readonly RawSchema[];
  readonly not?: RawSchema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly RawRule[];
}

export type Scope = 'Namespaced' | 'Cluster';

/** A file of `imports/schemas`: `kinds` says, by `group/version/Kind`, where in `$defs` each schema is. */
export interface SchemaDocument {
  readonly $defs: Readonly<Record<string, RawSchema>>;
  readonly kinds: Readonly<
    Record<string, { readonly schema: string; readonly scope: Scope; readonly status: boolean }>
  >;
}
