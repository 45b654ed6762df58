/** Suites of the CEL specification that ask for what rules of CustomResourceDefinitions can use. */
export const SUITES = [
  'basic',
  'comparisons',
  'conversions',
  'dynamic',
  'fields',
  'fp_math',
  'integer_math',
  'lists',
  'logic',
  'macros',
  'namespace',
  'parse',
  'plumbing',
  'string',
  'string_ext',
  'timestamps',
  'wrappers',
];

/** Suites that are left out, and why. */
export const OTHER_SUITES: Readonly<Record<string, string>> = {
  bindings_ext: 'cel.bind is an extension that no shipped rule uses',
  block_ext: 'cel.block is what optimizers write, not people',
  encoders_ext: 'base64 is an extension that no shipped rule uses',
  enums: 'protobuf enums: objects of Kubernetes have none',
  macros2: 'macros with two variables: an extension that no shipped rule uses',
  math_ext: 'the math extension is not what Kubernetes offers',
  optionals: 'optional values: no shipped rule uses them; rules on an old value are not evaluated',
  proto2: 'protobuf messages: objects of Kubernetes are maps',
  proto2_ext: 'protobuf extensions',
  proto3: 'protobuf messages: objects of Kubernetes are maps',
  type_deductions: 'for the type checker: the API server checks rules when a CustomResourceDefinition is made',
  unknowns: 'has no cases',
};

const QUOTED =
  'the parser does not know names in back-ticks; Kubernetes escapes such names instead (a-b is a__dash__b)';

/** Cases that do not come out as specified, and why that may be. */
export const FAILURES: Readonly<Record<string, string>> = {
  'fields/quoted_map_fields/field_access_slash': QUOTED,
  'fields/quoted_map_fields/field_access_dash': QUOTED,
  'fields/quoted_map_fields/field_access_dot': QUOTED,
  'fields/quoted_map_fields/has_field_slash': QUOTED,
  'fields/quoted_map_fields/has_field_dash': QUOTED,
  'fields/quoted_map_fields/has_field_dot': QUOTED,
  'fields/qualified_identifier_resolution/map_value_repeat_key_heterogeneous':
    'a map literal with the keys 0 and 0u is taken; keys of objects are strings',
};
