import { testMeshRule } from './mesh-rule-tester';

const policy = (source: string, more = '', version = 'v1') => `
apiVersion: security.istio.io/${version}
kind: AuthorizationPolicy
metadata: {name: orders, namespace: shop}
spec:
  rules:
    - from: [{source: ${source}}]${more}
---`;
const namespace = (name: string) => `
apiVersion: v1
kind: Namespace
metadata: {name: ${name}}
---`;

const CONTEXT = ', or name what the cluster has already with --context';
const finding = (path: string, message: string, advice: string) => ({
  on: 'AuthorizationPolicy shop/orders',
  path: `spec.rules[0].${path}`,
  message,
  fix: advice + CONTEXT,
  refType: 'namespace',
});

testMeshRule('authorization-policy-namespace', {
  valid: [
    {
      name: 'Namespaces of the input, of the context, of objects in them, and those of every cluster',
      objects:
        policy('{namespaces: [front, back, shop, default, kube-system, istio-system], notNamespaces: [other]}') +
        namespace('front'),
      context: `${namespace('back')}
apiVersion: v1
kind: ConfigMap
metadata: {name: a, namespace: other}`,
    },
    {
      name: 'wildcards that some Namespace matches, and the one that any does',
      objects: policy('{namespaces: ["fr*", "*ont", "*"]}') + namespace('front'),
    },
    {
      name: 'the root namespace of the mesh config',
      objects: policy('{namespaces: [mesh]}') + namespace('a'),
      mesh: { rootNamespace: 'mesh' },
    },
    { name: 'no Namespaces given', objects: policy('{namespaces: [gone]}'), undecided: ['Namespaces'] },
    { name: 'nothing asked', objects: `${policy('{}')}${namespace('front')}` },
    {
      name: 'other conditions',
      objects: policy('{}', '\n      when: [{key: source.ip, values: [gone]}]') + namespace('front'),
    },
    {
      name: 'policies of the context are not judged',
      objects: namespace('front'),
      context: policy('{namespaces: [gone]}'),
    },
  ],
  invalid: [
    {
      name: 'each value, in lists of both kinds and in conditions',
      objects:
        policy(
          '{namespaces: [front, gone], notNamespaces: ["x*"]}',
          '\n      when: [{key: source.namespace, values: [lost], notValues: ["*z"]}]',
          'v1beta1',
        ) + namespace('front'),
      findings: [
        finding(
          'from[0].source.namespaces[1]',
          'There is no Namespace "gone", so that no caller is from there',
          'Name a Namespace that exists',
        ),
        finding(
          'from[0].source.notNamespaces[0]',
          'There is no Namespace like "x*", so that it excludes nobody',
          'Name a Namespace that exists',
        ),
        finding(
          'when[0].values[0]',
          'There is no Namespace "lost", so that no caller is from there',
          'Name a Namespace that exists',
        ),
        finding(
          'when[0].notValues[0]',
          'There is no Namespace like "*z", so that it excludes nobody',
          'Name a Namespace that exists',
        ),
      ],
    },
    {
      name: 'misspelled, in letters or in case',
      objects: policy('{namespaces: [forntend, Frontend]}') + namespace('frontend'),
      findings: [
        finding(
          'from[0].source.namespaces[0]',
          'There is no Namespace "forntend", so that no caller is from there',
          'Write "frontend"',
        ),
        finding(
          'from[0].source.namespaces[1]',
          'There is no Namespace "Frontend", so that no caller is from there',
          'Write "frontend"',
        ),
      ],
    },
  ],
});
