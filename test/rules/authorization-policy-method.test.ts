import { testMeshRule } from './mesh-rule-tester';

const policy = (operation: string, version = 'v1') => `
apiVersion: security.istio.io/${version}
kind: AuthorizationPolicy
metadata: {name: orders, namespace: shop}
spec: {rules: [{to: [{operation: ${operation}}]}]}
---`;

const at = (list: string) => ({ on: 'AuthorizationPolicy shop/orders', path: `spec.rules[0].to[0].operation.${list}` });
const inCapitals = (text: string, list: string) => ({
  ...at(list),
  message: `No request has the method "${text}": Istio compares methods with case, and they are sent in capitals`,
  fix: `Write "${text.toUpperCase()}"`,
  replacement: { path: at(list).path, value: text.toUpperCase() },
});

testMeshRule('authorization-policy-method', {
  valid: [
    {
      name: 'methods of HTTP and WebDAV',
      objects: policy(
        '{methods: [GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE, PROPFIND], notMethods: [QUERY]}',
      ),
    },
    { name: 'any, and beginnings and ends of some', objects: policy('{methods: ["*", "P*", "*ET"]}') },
    { name: 'none', objects: `${policy('{paths: [/get]}')}${policy('{methods: []}')}` },
    { name: 'an empty one, of which the webhook speaks', objects: policy('{methods: [""]}') },
  ],
  invalid: [
    {
      name: 'small letters',
      objects: policy('{methods: [GET, get], notMethods: [Post, "p*"]}', 'v1beta1'),
      findings: [
        inCapitals('get', 'methods[1]'),
        inCapitals('Post', 'notMethods[0]'),
        inCapitals('p*', 'notMethods[1]'),
      ],
    },
    {
      name: 'calls of gRPC',
      objects: policy('{methods: [/shop.Orders/List]}'),
      findings: [
        {
          ...at('methods[0]'),
          message:
            '"/shop.Orders/List" is no method of HTTP, so that it matches no request: a call of gRPC is a POST to a path of that name',
          fix: 'Put it into `paths`',
        },
      ],
    },
    {
      name: 'no method, and no part of one',
      objects: policy('{methods: [GETT, "X*", "GET, POST"]}'),
      findings: ['GETT', 'X*', 'GET, POST'].map((text, index) => ({
        ...at(`methods[${index}]`),
        message: `"${text}" is no method of HTTP, so that it matches no request`,
        fix: 'Write a method such as "GET" or "POST"',
      })),
    },
  ],
});
