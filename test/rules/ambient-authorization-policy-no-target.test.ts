import { AMBIENT, AMBIENT_WAYPOINT, deployment, namespace, pod, policy, service, waypoint } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const authorization = (spec: string, place?: string) => policy('AuthorizationPolicy', spec, place);
const SELECTOR = 'selector: {matchLabels: {app: web}}, ';
const METHODS = 'rules: [{to: [{operation: {methods: [GET]}}]}]';
const gatewayPod = pod('{app: web, gateway.networking.k8s.io/gateway-name: web}');
const ALLOW = 'ztunnels see no requests, so that they leave out the rules about them, and nobody is let in by those';

const finding = (whom: string, why: string, path = 'spec.selector') => ({
  on: 'AuthorizationPolicy shop/web',
  path,
  message: `The AuthorizationPolicy is for ${whom} in ambient mode and names no waypoint or Service in targetRefs: ${why}`,
  fix: `Write targetRefs with the Service, or the Gateway that is its waypoint${path === 'spec.selector' ? ', instead of the selector' : ''}`,
});

const connection = (rule: string) => ({
  name: `about connections: ${rule}`,
  objects: authorization(`{${SELECTOR}rules: [${rule}]}`) + namespace(AMBIENT) + pod(),
});
const request = (rule: string) => ({
  name: `about requests: ${rule}`,
  objects: authorization(`{${SELECTOR}rules: [${rule}]}`) + namespace(AMBIENT) + pod(),
  findings: [finding('Pod shop/web', ALLOW)],
});

testMeshRule('ambient-authorization-policy-no-target', {
  valid: [
    ...[
      '{}',
      '{from: [{source: {principals: [a], namespaces: [b], serviceAccounts: [c], ipBlocks: [10.0.0.0/8]}}]}',
      '{to: [{operation: {ports: ["80"]}}]}',
      '{when: [{key: source.principal, values: [a]}, {key: destination.port, values: ["80"]}]}',
    ].map(connection),
    {
      name: 'for a Service by targetRefs',
      objects:
        authorization(`{targetRefs: [{kind: Service, group: "", name: web}], ${METHODS}}`) + namespace(AMBIENT) + pod(),
    },
    {
      name: 'Pods with sidecars',
      objects: authorization(`{${METHODS}}`) + namespace('{istio-injection: enabled}') + pod(),
    },
    {
      name: 'Pods that opt out',
      objects:
        authorization(`{${SELECTOR}${METHODS}}`) +
        namespace(AMBIENT) +
        pod('{app: web, istio.io/dataplane-mode: none}'),
    },
    {
      name: 'a gateway in an ambient namespace',
      objects: authorization(`{${METHODS}}`) + namespace(AMBIENT) + gatewayPod,
    },
    {
      name: 'a gateway that istiod will make there',
      objects: authorization(`{${METHODS}}`) + namespace(AMBIENT) + waypoint('shop', 'Same', 'istio'),
    },
    { name: 'no Namespace given', objects: authorization(`{${METHODS}}`) + pod() },
    {
      name: 'no Pods given, of which the selector speaks',
      objects: authorization(`{${SELECTOR}${METHODS}}`) + namespace(AMBIENT),
      undecided: ['the Pods of namespace "shop"'],
    },
    {
      name: 'the whole mesh, without ambient Pods',
      objects: authorization(`{${METHODS}}`, 'istio-system') + namespace(AMBIENT, 'istio-system') + pod(),
    },
    {
      name: 'audits',
      objects: authorization(`{action: AUDIT, ${METHODS}}`) + namespace(AMBIENT) + pod(),
    },
  ],
  invalid: [
    ...[
      '{to: [{operation: {methods: [GET]}}]}',
      '{to: [{operation: {notPaths: [/a]}}]}',
      '{to: [{operation: {hosts: [a.example.com]}}]}',
      '{from: [{source: {requestPrincipals: ["*"]}}]}',
      '{from: [{source: {remoteIpBlocks: [10.0.0.0/8]}}]}',
      '{when: [{key: "request.headers[x]", values: [a]}]}',
      '{when: [{key: source.serviceAccount, values: [a]}]}',
      '{when: [{key: "request.auth.claims[iss]", values: [a]}]}',
    ].map(request),
    {
      name: 'for the whole namespace, although it has a waypoint',
      objects: authorization(`{${METHODS}}`) + namespace(AMBIENT_WAYPOINT) + pod() + waypoint() + service(),
      findings: [finding('Pod shop/web', ALLOW, 'spec.targetRefs')],
    },
    {
      name: 'a namespace without Pods, in the context',
      objects: authorization(`{${METHODS}}`),
      context: namespace(AMBIENT),
      findings: [finding('namespace "shop"', ALLOW, 'spec.targetRefs')],
    },
    {
      name: 'the Pods of a Deployment, denied',
      objects: authorization(`{action: DENY, ${SELECTOR}${METHODS}}`) + namespace(AMBIENT) + deployment('{app: web}'),
      findings: [
        finding(
          'the Pods of Deployment shop/web',
          'ztunnels see no requests, so that they deny by the rest of the rules alone',
        ),
      ],
    },
    {
      name: 'by their own label, left to an external authorizer',
      objects:
        authorization(`{action: CUSTOM, provider: {name: opa}, ${SELECTOR}rules: [{}]}`) +
        pod('{app: web, istio.io/dataplane-mode: ambient}'),
      findings: [finding('Pod shop/web', 'ztunnels ask no external authorizer, so that requests are let in unasked')],
    },
    {
      name: 'for the whole mesh, with ambient Pods in it',
      objects: authorization(`{${METHODS}}`, 'istio-system') + namespace(AMBIENT) + pod(),
      findings: [{ ...finding('Pod shop/web', ALLOW, 'spec.targetRefs'), on: 'AuthorizationPolicy istio-system/web' }],
    },
  ],
});
