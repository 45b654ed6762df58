/*
 * The objects that examples on routes are made of: a Gateway in namespace `edge`, and in namespace `prod` a shop with
 * its VirtualService. Each begins a YAML document.
 */

const ISTIO = 'networking.istio.io/v1';

function document(kind: string, home: string, name: string, rest: string, apiVersion = ISTIO): string {
  return `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: ${home}\n${rest}`;
}

/** Lines of YAML, each at the depth at which it is to stand. */
export function lines(...texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

export function edgeGateway(
  host: string,
  port = 'number: 80, name: http, protocol: HTTP',
  ...tls: readonly string[]
): string {
  const server = [`    - port: { ${port} }`, `      hosts: ["${host}"]`, ...tls.map((line) => `      ${line}`)];
  return document(
    'Gateway',
    'edge',
    'public',
    lines('spec:', '  selector:', '    istio: edge', '  servers:', ...server),
  );
}

/** The Pods of the Gateway. */
export const EDGE_PODS = document(
  'Pod',
  'edge',
  'edge',
  lines(
    '  labels:',
    '    istio: edge',
    'spec:',
    '  containers:',
    '    - name: istio-proxy',
    '      image: istio/proxyv2:1.30.3',
    '      args: [proxy, router]',
  ),
  'v1',
);

export function service(name: string, exportTo?: string, port = 80): string {
  const annotations =
    exportTo === undefined ? [] : ['  annotations:', `    networking.istio.io/exportTo: "${exportTo}"`];
  const ports = ['spec:', '  ports:', `    - name: http`, `      port: ${port}`];
  return document('Service', 'prod', name, lines(...annotations, ...ports), 'v1');
}

export function namespace(name: string): string {
  return `---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`;
}

export function destinationRule(...spec: readonly string[]): string {
  return document(
    'DestinationRule',
    'prod',
    'shop',
    lines('spec:', '  host: shop', ...spec.map((line) => `  ${line}`)),
  );
}

export const SUBSETS: readonly string[] = ['subsets:', '  - name: v1', '    labels:', '      version: v1'];

export function requestAuthentication(home: string): string {
  const spec = lines(
    'spec:',
    '  jwtRules:',
    '    - issuer: https://login.example.com',
    '      jwksUri: https://login.example.com/keys',
  );
  return document('RequestAuthentication', home, 'login', spec, 'security.istio.io/v1');
}

/** `NAME` of namespace `prod`, with these fields below `spec`. */
export function virtualService(name: string, ...spec: readonly string[]): string {
  return document('VirtualService', 'prod', name, lines('spec:', ...spec.map((line) => `  ${line}`)));
}

export function hosts(...names: readonly string[]): string {
  return `hosts: [${names.join(', ')}]`;
}

export function gateways(...names: readonly string[]): string {
  return `gateways: [${names.join(', ')}]`;
}

/** An http route to a destination, with what goes before `route`. */
export function http(destination: string, ...before: readonly string[]): readonly string[] {
  const fields = [...before, 'route:', `  - destination: { ${destination} }`];
  return ['http:', ...fields.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`)];
}

/** The shop, on the Gateway of namespace `edge`. */
export function shop(...spec: readonly string[]): string {
  return virtualService('shop', hosts('shop.example.com'), gateways('edge/public'), ...spec);
}
