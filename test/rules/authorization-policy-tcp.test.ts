import { testMeshRule } from './mesh-rule-tester';

const policy = (rules: string, action = 'ALLOW', namespace = 'shop') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: db, namespace: ${namespace}}
spec: {action: ${action}, selector: {matchLabels: {app: db}}, rules: ${rules}}
---`;
const deployment = (name = 'db', labels = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec: {template: {metadata: {labels: {app: db, sidecar.istio.io/inject: "true"${labels}}}, spec: {containers: [{name: app, image: app}]}}}
---`;
const service = (ports: string, name = 'db', selector = '{app: db}') => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {selector: ${selector}, ports: ${ports}}
---`;
const DB =
  deployment() +
  service('[{name: mysql, port: 3306}, {name: tcp-admin, port: 33060}, {name: dns, port: 53, protocol: UDP}]');
const GET = '[{to: [{operation: {methods: [GET]}}]}]';

const finding = (index: number) => ({
  on: 'AuthorizationPolicy shop/db',
  path: `spec.rules[${index}]`,
  message: `The rule asks for parts of HTTP requests, and all ports of the Pods of Deployment shop/db are TCP to Istio, so that it lets nobody in`,
  fix: 'Name the ports of the Service by what they speak, such as "http" or "grpc", or ask for callers and ports alone',
});

testMeshRule('authorization-policy-tcp', {
  valid: [
    {
      name: 'callers and ports',
      objects:
        policy(
          '[{from: [{source: {namespaces: [shop], ipBlocks: [10.0.0.0/8]}}], to: [{operation: {ports: ["3306"]}}]}]',
        ) + DB,
    },
    { name: 'all, or nobody', objects: policy('[{}]') + policy('[{}]', 'DENY') + policy('[]') + DB },
    {
      name: 'one port is HTTP',
      objects: policy(GET) + deployment() + service('[{name: tcp, port: 1}, {name: http, port: 2}]'),
    },
    { name: 'Istio looks for itself', objects: policy(GET) + deployment() + service('[{name: web, port: 8080}]') },
    { name: 'no Service', objects: policy(GET) + deployment() },
    {
      name: 'another workload is HTTP',
      objects:
        policy(GET) + DB + deployment('other', ', v: a') + service('[{name: http, port: 80}]', 'other', '{v: a}'),
    },
    { name: 'no Pods', objects: policy(GET) + service('[{name: tcp, port: 1}]') },
    {
      name: 'a sidecar that is not there, or ambient',
      objects: policy(GET) + service('[{name: tcp, port: 1}]') + deployment().replace('"true"', '"false"'),
    },
    { name: 'denials', objects: policy(GET, 'DENY') + DB },
    { name: 'audited', objects: policy(GET, 'AUDIT') + DB },
  ],
  invalid: [
    {
      name: 'methods, paths, tokens and headers',
      objects:
        policy(
          '[{to: [{operation: {methods: [GET]}}]}, {from: [{source: {namespaces: [shop]}}]}, {to: [{operation: {ports: ["3306"], paths: [/a]}}]}, {from: [{source: {requestPrincipals: ["*"]}}]}, {when: [{key: "request.headers[x]", values: [a]}]}]',
        ) + DB,
      findings: [0, 2, 3, 4].map((index) => finding(index)),
    },
    { name: 'without an action, which is to allow', objects: policy(GET, '""') + DB, findings: [finding(0)] },
    {
      name: 'by appProtocol, and TLS that the workload ends',
      objects:
        policy(GET) + deployment() + service('[{name: http, appProtocol: tcp, port: 1}, {name: https, port: 443}]'),
      findings: [finding(0)],
    },
    { name: 'workloads of the context', objects: policy(GET), context: DB, findings: [finding(0)] },
  ],
});
