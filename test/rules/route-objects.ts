/*
 * Objects of routing as YAML, with the parts that a case is about in flow style. Keys are NAMESPACE/NAME, or NAME for
 * objects that say no namespace.
 */

function object(apiVersion: string, kind: string, key: string, rest: string, metadata = ''): string {
  const [name, home] = key.split('/').toReversed();
  const place = home === undefined ? '' : `, namespace: ${home}`;
  return `\n---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}${place}${metadata} }\n${rest}\n`;
}

const ISTIO = 'networking.istio.io/v1';

export function virtualService(key: string, spec: string, apiVersion = ISTIO): string {
  return object(apiVersion, 'VirtualService', key, `spec: { ${spec} }`);
}

export const HTTP = '{ number: 80, name: http, protocol: HTTP }';
export const HTTPS = '{ number: 443, name: https, protocol: HTTPS }';

/** On the Pods of `edgePods`, with one plain HTTP server. */
export function gateway(key: string, hosts: string, apiVersion = ISTIO): string {
  return gatewayWith(key, `{ port: ${HTTP}, hosts: [${hosts}] }`, 'istio: edge', apiVersion);
}

export function gatewayWith(key: string, servers: string, selector = 'istio: edge', apiVersion = ISTIO): string {
  return object(apiVersion, 'Gateway', key, `spec: { selector: { ${selector} }, servers: [${servers}] }`);
}

export function edgePods(home = 'edge', label = 'edge'): string {
  return deployment(`${home}/edge`, `{ istio: ${label} }`);
}

export function deployment(key: string, labels: string): string {
  const template = `{ metadata: { labels: ${labels} }, spec: { containers: [] } }`;
  return object('apps/v1', 'Deployment', key, `spec: { template: ${template} }`);
}

export function service(key: string, ports = '{ port: 80 }', exportTo?: string): string {
  const annotation = exportTo === undefined ? '' : `, annotations: { networking.istio.io/exportTo: '${exportTo}' }`;
  return object('v1', 'Service', key, `spec: { ports: [${ports}] }`, annotation);
}

export function serviceEntry(key: string, spec: string): string {
  return object(ISTIO, 'ServiceEntry', key, `spec: { ${spec} }`);
}

export function destinationRule(key: string, spec: string): string {
  return object(ISTIO, 'DestinationRule', key, `spec: { ${spec} }`);
}

export function requestAuthentication(key: string, spec = ''): string {
  return object('security.istio.io/v1', 'RequestAuthentication', key, `spec: { ${spec} }`);
}

export function namespace(name: string): string {
  return object('v1', 'Namespace', name, '');
}

/** An http route to a host. */
export function to(host: string, rest = ''): string {
  return `{ route: [{ destination: { host: ${host}${rest === '' ? '' : `, ${rest}`} } }] }`;
}
