import type { Explanations } from './explanation';

const WAYPOINT = 'https://istio.io/latest/docs/ambient/usage/waypoint/';
const ADD = 'https://istio.io/latest/docs/ambient/usage/add-workloads/';

function object(apiVersion: string, kind: string, rest: string, labels: readonly string[] = []): string {
  const lines = labels.map((label) => `    ${label}\n`).join('');
  const labelled = labels.length === 0 ? '' : `  labels:\n${lines}`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\n  namespace: shop\n${labelled}${rest}`;
}

const MODE = 'istio.io/dataplane-mode: ambient';
const USE = 'istio.io/use-waypoint: waypoint';

function namespace(...labels: readonly string[]): string {
  const lines = labels.map((label) => `    ${label}\n`).join('');
  return `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n${lines}`;
}

function service(...labels: readonly string[]): string {
  const spec = 'spec:\n  selector:\n    app: web\n  ports:\n    - name: http\n      port: 80\n';
  return object('v1', 'Service', spec, labels);
}

function pod(...labels: readonly string[]): string {
  const spec = 'spec:\n  containers:\n    - name: web\n      image: example.com/web:1.0\n';
  return object('v1', 'Pod', spec, ['app: web', ...labels]);
}

const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: waypoint
  namespace: shop
spec:
  gatewayClassName: istio-waypoint
  listeners:
    - name: mesh
      port: 15008
      protocol: HBONE
`;

const TARGET = '  targetRefs:\n    - group: ""\n      kind: Service\n      name: web\n';
const SELECTOR = '  selector:\n    matchLabels:\n      app: web\n';

const documents = (...texts: readonly string[]): string => texts.join('---\n');

/** With a waypoint for the whole namespace, a Service and its Pod. */
function captured(policy: string): string {
  return documents(namespace(MODE, USE), GATEWAY, service(), pod(), policy);
}

function uncaptured(policy: string): string {
  return documents(namespace(MODE), service(), pod(), policy);
}

type MakePolicy = (target: string) => string;

const authorization: MakePolicy = (target) =>
  object(
    'security.istio.io/v1',
    'AuthorizationPolicy',
    `spec:\n${target}  rules:\n    - to:\n        - operation:\n            methods: ["GET"]\n`,
  );

const authentication: MakePolicy = (target) =>
  object(
    'security.istio.io/v1',
    'RequestAuthentication',
    `spec:\n${target}  jwtRules:\n    - issuer: https://login.example.com\n      jwksUri: https://login.example.com/keys\n`,
  );

const plugin: MakePolicy = (target) =>
  object(
    'extensions.istio.io/v1alpha1',
    'WasmPlugin',
    `spec:\n${target}  url: oci://registry.example.com/plugin:1.0\n`,
  );

const telemetry: MakePolicy = (target) =>
  object('telemetry.istio.io/v1', 'Telemetry', `spec:\n${target}  tracing:\n    - randomSamplingPercentage: 10\n`);

const TARGET_FIX = 'Name the Service, or the Gateway of its waypoint, in targetRefs instead of a selector.';
const WAYPOINT_FIX =
  'Set the label istio.io/use-waypoint of the Service or of its namespace to the name of a waypoint.';

function untargeted(make: MakePolicy, why: string, source: string) {
  return {
    why: `In ambient mode requests are looked at by waypoints alone, and waypoints take only policies that name them or their Services. ${why}`,
    fix: TARGET_FIX,
    bad: captured(make(SELECTOR)),
    good: captured(make(TARGET)),
    source: `${WAYPOINT} ${source}`,
  };
}

function unserved(make: MakePolicy, why: string, source: string) {
  return {
    why: `A policy that targets a Service is enforced by the waypoint of the Service and by nothing else. ${why}`,
    fix: WAYPOINT_FIX,
    bad: uncaptured(make(TARGET)),
    good: captured(make(TARGET)),
    source: `${WAYPOINT} ${source}`,
  };
}

const SECURITY = 'https://istio.io/latest/docs/ambient/usage/l7-features/';
const WASM = 'https://istio.io/latest/docs/ambient/usage/extend-waypoint-wasm/';

function destinationRule(host: string): string {
  const spec = `spec:\n  host: ${JSON.stringify(host)}\n  trafficPolicy:\n    outlierDetection:\n      consecutive5xxErrors: 5\n`;
  return object('networking.istio.io/v1', 'DestinationRule', spec);
}

function virtualService(host: string): string {
  const route = `  http:\n    - retries:\n        attempts: 2\n      route:\n        - destination:\n            host: ${host}\n`;
  return object('networking.istio.io/v1', 'VirtualService', `spec:\n  hosts:\n    - ${host}\n${route}`);
}

function entry(...labels: readonly string[]): string {
  const spec =
    'spec:\n  hosts:\n    - api.example.com\n  location: MESH_EXTERNAL\n  resolution: DNS\n  ports:\n    - name: http\n      number: 80\n      protocol: HTTP\n';
  return object('networking.istio.io/v1', 'ServiceEntry', spec, labels);
}

/** All but the settings in the namespace `back`. */
function elsewhere(texts: string): string {
  return documents(
    namespace(MODE),
    captured('')
      .replace(/---\n$/, '')
      .replaceAll('shop', 'back'),
    texts,
  );
}

function settings(make: (host: string) => string, kind: string) {
  const clients = `Clients in ambient mode have no proxy of their own that could apply a ${kind} to their requests`;
  return {
    host: {
      why: `${clients}: only a waypoint of the destination can, and without one the settings are in force nowhere.`,
      fix: 'Set the label istio.io/use-waypoint of the ServiceEntry, or of its namespace, to the name of a waypoint.',
      bad: documents(namespace(MODE), GATEWAY, entry(), make('api.example.com')),
      good: documents(namespace(MODE), GATEWAY, entry(USE), make('api.example.com')),
      source: SECURITY,
    },
    service: {
      why: `${clients}: the waypoint of the Service does, and a Service without one gets plain connections.`,
      fix: WAYPOINT_FIX,
      bad: uncaptured(make('web')),
      good: captured(make('web')),
      source: SECURITY,
    },
    namespace: {
      why: `${clients}. The waypoint of the Service takes what is in the namespace of the Service or in its own, and nothing from that of a client.`,
      fix: `Put the ${kind} into the namespace of the Service.`,
      bad: elsewhere(make('web.back.svc.cluster.local')),
      good: elsewhere(make('web.back.svc.cluster.local').replace('namespace: shop', 'namespace: back')),
      source: SECURITY,
    },
  };
}

const RULES = settings(destinationRule, 'DestinationRule');
const ROUTES = settings(virtualService, 'VirtualService');

export const AMBIENT_EXPLANATIONS: Explanations = {
  'ambient-authorization-policy-no-target': untargeted(
    authorization,
    'ztunnels enforce the others as far as connections go: they leave out rules about requests that allow, which locks callers out, and what rules that deny say of requests, which denies more than was meant.',
    'https://istio.io/latest/docs/ambient/usage/l4-policy/',
  ),
  'ambient-authorization-policy-no-waypoint': unserved(
    authorization,
    'Without a waypoint it protects nothing, and all callers are let in.',
    'https://istio.io/latest/docs/ambient/usage/l4-policy/',
  ),
  'ambient-destination-rule-no-waypoint': RULES.host,
  'ambient-destination-rule-outside-service-namespace': RULES.namespace,
  'ambient-destination-rule-service-without-waypoint': RULES.service,
  'ambient-request-authentication-no-target': {
    ...untargeted(authentication, 'A RequestAuthentication that no waypoint takes checks no token at all.', SECURITY),
    bad: documents(namespace(MODE, USE), GATEWAY, authentication('')),
    good: documents(namespace(MODE, USE), GATEWAY, service(), authentication(TARGET)),
  },
  'ambient-request-authentication-no-waypoint': unserved(
    authentication,
    'Without a waypoint no token is checked.',
    SECURITY,
  ),
  'ambient-sidecar-conflict': {
    why: 'Pods with a sidecar are left out of ambient mode, whatever their labels say. What was written for ztunnels and waypoints is not in force for them, and the injected sidecars may not have been meant at all.',
    fix: 'Keep sidecars from the Pods by their label sidecar.istio.io/inject, or remove the label for ambient mode.',
    bad: documents(namespace('istio-injection: enabled'), pod(MODE)),
    good: documents(namespace('istio-injection: enabled'), pod(MODE, 'sidecar.istio.io/inject: "false"')),
    source: ADD,
  },
  'ambient-sidecar-workload': {
    why: 'A Pod with a sidecar in an ambient namespace does not take part in ambient mode. Policies that target its Services by waypoint do not reach it, and those with a selector are enforced by its sidecar instead.',
    fix: 'Leave out the sidecar, or say on the Pods that they are to stay out of ambient mode.',
    bad: documents(namespace(MODE), pod('sidecar.istio.io/inject: "true"')),
    good: documents(namespace(MODE), pod('sidecar.istio.io/inject: "true"', 'istio.io/dataplane-mode: none')),
    source: ADD,
  },
  'ambient-telemetry-no-target': untargeted(
    telemetry,
    'A Telemetry with a selector changes nothing in ambient mode; one for the whole namespace does, in its waypoints.',
    SECURITY,
  ),
  'ambient-telemetry-no-waypoint': unserved(telemetry, 'Without a waypoint it changes nothing.', SECURITY),
  'ambient-virtual-service-no-waypoint': ROUTES.host,
  'ambient-virtual-service-outside-service-namespace': ROUTES.namespace,
  'ambient-virtual-service-service-without-waypoint': ROUTES.service,
  'ambient-wasm-plugin-no-target': untargeted(plugin, 'A plugin that no waypoint takes does not run.', WASM),
  'ambient-wasm-plugin-no-waypoint': unserved(plugin, 'Without a waypoint the plugin does not run.', WASM),
  'ambient-waypoint-missing': {
    why: 'A label that names a waypoint which is not there, or which does not take the namespace, is ignored: requests go past it, and with them all policies and routes that the waypoint was to enforce.',
    fix: 'Create the Gateway, or correct the name and namespace in the labels; for another namespace, let a listener of it allow this one.',
    bad: documents(namespace(MODE, 'istio.io/use-waypoint: web'), GATEWAY),
    good: documents(namespace(MODE, USE), GATEWAY),
    source: WAYPOINT,
  },
  'ambient-waypoint-unused': {
    why: 'Waypoints stand before workloads in ambient mode. The label on others has no effect, and neither have the policies that rely on it.',
    fix: 'Put the Pods or their namespace into ambient mode, or remove the label.',
    bad: documents(namespace('istio-injection: disabled'), GATEWAY, pod(USE)),
    good: documents(namespace(MODE), GATEWAY, pod(USE)),
    source: `${WAYPOINT} ${ADD}`,
  },
};
