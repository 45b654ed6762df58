import type { Json } from '../../scripts/canonical';
import { compact } from '../../scripts/compact-schema';

const address = {
  type: 'object',
  properties: { street: { type: 'string', maxLength: 80 }, town: { type: 'string', maxLength: 40 } },
};

function only(schema: Json, definitions = {}): Json | undefined {
  return compact([{ key: 'example.com/v1/Widget', scope: 'Namespaced', schema }], definitions).$defs['0'];
}

test('documentation is dropped', () => {
  const documented = { type: 'string', description: 'A name.', example: 'a', examples: ['a'], externalDocs: {} };
  expect(only({ description: 'A widget.', type: 'object', properties: { name: documented } })).toEqual({
    type: 'object',
    properties: { name: { type: 'string' } },
  });
});

test('properties, defaults and enums that bear the name of a dropped keyword stay', () => {
  const properties = {
    description: { type: 'string' },
    example: { type: 'object', properties: { examples: { type: 'string' }, externalDocs: { type: 'string' } } },
    named: { type: 'object', default: { description: 'none' }, enum: [{ description: 'none' }] },
  };
  expect(only({ type: 'object', properties })).toEqual({ type: 'object', properties });
});

test('CRD extensions and CEL rules stay', () => {
  const schema = {
    type: 'object',
    properties: { ports: { type: 'array', items: { type: 'integer' }, 'x-kubernetes-list-type': 'set' } },
    'x-kubernetes-preserve-unknown-fields': true,
    'x-kubernetes-validations': [{ rule: 'self.ports.size() > 0', message: 'no ports', fieldPath: '.ports' }],
  };
  expect(only(schema)).toEqual(schema);
});

test('the status of the kind is noted and dropped, a status further down stays', () => {
  const spec = { type: 'object', properties: { status: { type: 'string' } } };
  const schema = { type: 'object', properties: { spec, status: { type: 'object' } }, required: ['spec', 'status'] };
  expect(only(schema)).toEqual({ type: 'object', properties: { spec }, required: ['spec'] });
  const { kinds } = compact([
    { key: 'v1/Pod', scope: 'Namespaced', schema },
    { key: 'v1/Namespace', scope: 'Cluster', schema: { type: 'object' } },
  ]);
  expect(kinds).toEqual({
    'v1/Namespace': { scope: 'Cluster', status: false, schema: '#/$defs/0' },
    'v1/Pod': { scope: 'Namespaced', status: true, schema: '#/$defs/1' },
  });
});

test('equal versions of a kind are one schema', () => {
  const schema = { type: 'object', properties: { spec: address } };
  const kinds = ['v1', 'v1beta1'].map((version) => ({
    key: `example.com/${version}/Widget`,
    scope: 'Namespaced' as const,
    schema: { ...schema, description: version },
  }));
  const document = compact(kinds);
  expect(Object.keys(document.$defs)).toEqual(['0']);
  expect(document.kinds['example.com/v1/Widget']).toEqual(document.kinds['example.com/v1beta1/Widget']);
});

test('equal subtrees are stored once, wherever schemas may stand', () => {
  const schema = {
    type: 'object',
    properties: {
      home: address,
      others: { type: 'array', items: { ...address, description: 'Another.' } },
      named: { type: 'object', additionalProperties: address },
      either: { anyOf: [address, { type: 'string' }], not: address },
    },
  };
  const { $defs } = compact([{ key: 'example.com/v1/Widget', scope: 'Namespaced', schema }]);
  const reference = { $ref: '#/$defs/1' };
  expect($defs['0']).toEqual({
    type: 'object',
    properties: {
      home: reference,
      others: { type: 'array', items: reference },
      named: { type: 'object', additionalProperties: reference },
      either: { anyOf: [reference, { type: 'string' }], not: reference },
    },
  });
  expect($defs['1']).toEqual(address);
});

test('definitions are referred to, also by themselves, and only those in use are kept', () => {
  const definitions = {
    Tree: { type: 'object', properties: { child: { $ref: '#/definitions/Tree', description: 'Below.' } } },
    Unused: { type: 'object' },
  };
  const schema = { type: 'object', properties: { tree: { $ref: '#/definitions/Tree' } } };
  expect(compact([{ key: 'v1/Garden', scope: 'Namespaced', schema }], definitions).$defs).toEqual({
    0: { type: 'object', properties: { tree: { $ref: '#/$defs/1' } } },
    1: { type: 'object', properties: { child: { $ref: '#/$defs/1' } } },
  });
});

test('a reference to nowhere is refused', () => {
  expect(() => only({ type: 'object', properties: { tree: { $ref: '#/definitions/Tree' } } })).toThrow(
    '#/definitions/Tree, which its source does not define',
  );
});
