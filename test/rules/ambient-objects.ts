/** Objects of tests on ambient mode, as YAML documents. */
export const AMBIENT = '{istio.io/dataplane-mode: ambient}';
export const AMBIENT_WAYPOINT = '{istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint}';

function object(apiVersion: string, kind: string, metadata: string, rest: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata}}\n${rest}\n---\n`;
}

/** In namespace `shop`, as all here that are not told otherwise. */
export function policy(kind: string, spec: string, place = 'shop'): string {
  const [group = '', version = ''] = VERSIONS[kind] ?? [];
  return object(`${group}/${version}`, kind, `name: web, namespace: ${place}`, `spec: ${spec}`);
}

const VERSIONS: Readonly<Record<string, readonly [string, string]>> = {
  AuthorizationPolicy: ['security.istio.io', 'v1'],
  RequestAuthentication: ['security.istio.io', 'v1'],
  Telemetry: ['telemetry.istio.io', 'v1'],
  WasmPlugin: ['extensions.istio.io', 'v1alpha1'],
  DestinationRule: ['networking.istio.io', 'v1'],
  VirtualService: ['networking.istio.io', 'v1'],
};

export function namespace(labels: string, name = 'shop'): string {
  return object('v1', 'Namespace', `name: ${name}, labels: ${labels}`, '');
}

export function pod(labels = '{app: web}', place = 'shop', annotations = '{}'): string {
  return object(
    'v1',
    'Pod',
    `name: web, namespace: ${place}, labels: ${labels}, annotations: ${annotations}`,
    'spec: {containers: [{name: app, image: app}]}',
  );
}

export function deployment(labels: string, place = 'shop'): string {
  const template = `{metadata: {labels: ${labels}}, spec: {containers: [{name: app, image: app}]}}`;
  return object('apps/v1', 'Deployment', `name: web, namespace: ${place}`, `spec: {template: ${template}}`);
}

/** Selects `app: web`. */
export function service(labels = '{}', place = 'shop', name = 'web'): string {
  return object(
    'v1',
    'Service',
    `name: ${name}, namespace: ${place}, labels: ${labels}`,
    'spec: {selector: {app: web}, ports: [{name: http, port: 80}]}',
  );
}

export function serviceEntry(labels = '{}'): string {
  return object(
    'networking.istio.io/v1',
    'ServiceEntry',
    `name: api, namespace: shop, labels: ${labels}`,
    'spec: {hosts: [api.example.com], ports: [{number: 80, name: http, protocol: HTTP}], resolution: DNS}',
  );
}

export function waypoint(place = 'shop', allowed = 'Same', gatewayClass = 'istio-waypoint'): string {
  const listener = `{name: mesh, port: 15008, protocol: HBONE, allowedRoutes: {namespaces: {from: ${allowed}}}}`;
  return object(
    'gateway.networking.k8s.io/v1',
    'Gateway',
    `name: waypoint, namespace: ${place}`,
    `spec: {gatewayClassName: ${gatewayClass}, listeners: [${listener}]}`,
  );
}
