import { Catalog } from '../../lib/manifest/catalog';
import type { JsonObject } from '../../lib/manifest/manifest';
import { pathText } from '../../lib/manifest/manifest';
import { readClient, type RequestOptions } from '../../lib/trace/client-options';
import { isEncrypted, type TracedRequest } from '../../lib/trace/request';
import { trace } from '../../lib/trace/trace';
import { Mesh } from '../../lib/traffic/mesh';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { objectsOf } from '../manifest/reading';

/** Where a gateway is: its Pods, and a load balancer that leads 80 to 8080 and 443 to 8443. */
export const EDGE = `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: gw, namespace: edge }
spec:
  template:
    metadata: { labels: { istio: ingressgateway, app: gw } }
    spec:
      serviceAccountName: gw
      containers: [ { name: istio-proxy, image: proxy, args: [ proxy, router ] } ]
---
apiVersion: v1
kind: Service
metadata: { name: gw, namespace: edge }
spec:
  type: LoadBalancer
  selector: { app: gw }
  ports: [ { name: http, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 } ]
`;

/** A namespace with sidecars that takes mutual TLS alone, and the workload web with its Service. */
export const SHOP = `
---
{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
---
{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: default, namespace: shop }, spec: { mtls: { mode: STRICT } } }
${workload('web')}
${service('web')}
`;

export function workload(name: string, { namespace = 'shop', labels = `{ app: ${name} }`, spec = '{}' } = {}): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec: { template: { metadata: { labels: ${labels} }, spec: ${spec} } }
`;
}

export function service(
  name: string,
  {
    namespace = 'shop',
    ports = '[ { name: http, port: 80, targetPort: 8080 } ]',
    spec = `selector: { app: ${name} }`,
  } = {},
): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${spec}, ports: ${ports} }
`;
}

/** @param servers items of \`spec.servers\` */
export function gateway(servers: string, name = 'edge/public', selector = '{ istio: ingressgateway }'): string {
  const [namespace, own] = name.split('/');
  return `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${own}, namespace: ${namespace} }
spec: { selector: ${selector}, servers: [ ${servers} ] }
`;
}

export const HTTP = '{ port: { number: 80, name: http, protocol: HTTP }, hosts: [ "*" ] }';

/** An HTTPS server with a certificate. */
export function https(hosts: string, tls = 'mode: SIMPLE, credentialName: cert', name = 'https'): string {
  return `{ port: { number: 443, name: ${name}, protocol: HTTPS }, hosts: [ ${hosts} ], tls: { ${tls} } }`;
}

/** @param spec what follows the gateways */
export function routes(spec: string, name = 'shop/web', gateways = '[ edge/public ]'): string {
  const [namespace, own] = name.split('/');
  return `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${own}, namespace: ${namespace} }
spec: { gateways: ${gateways}, ${spec} }
`;
}

/** All of a host goes to web. */
export const TO_WEB = '{ route: [ { destination: { host: web } } ] }';

export function object(kind: string, name: string, spec: string): string {
  const [namespace, own] = name.split('/');
  const version = VERSIONS[kind] ?? 'networking.istio.io/v1';
  return `
---
apiVersion: ${version}
kind: ${kind}
metadata: { name: ${own}, namespace: ${namespace} }
spec: ${spec}
`;
}

const VERSIONS: Readonly<Record<string, string>> = {
  PeerAuthentication: 'security.istio.io/v1',
  AuthorizationPolicy: 'security.istio.io/v1',
  RequestAuthentication: 'security.istio.io/v1',
  Certificate: 'cert-manager.io/v1',
  Issuer: 'cert-manager.io/v1',
  Ingress: 'networking.k8s.io/v1',
};

/** What becomes of a request: a line for each hop, then the end, for each of its ways. */
export function ways(text: string, url: string, options: RequestOptions = {}, config: JsonObject = {}): string[] {
  return traced(text, url, options, config).flatMap(told);
}

export function traced(text: string, url: string, options: RequestOptions = {}, config: JsonObject = {}) {
  const { client, problems } = readClient(url, options);
  if (client === undefined) throw new Error(problems.join(' '));
  return trace(new Mesh(new Catalog(objectsOf(text)), meshConfigOf(config)), client);
}

function told(request: TracedRequest): string[] {
  const { hops, end, backend, weight } = request;
  const lines = hops.map(
    ({ from, to, protection, because }) => `${from} -> ${to}: ${protection}${because === '' ? '' : ` (${because})`}`,
  );
  const place = backend === undefined ? '' : ` at ${backend.namespace}/${backend.service}:${backend.port}`;
  const part = weight === undefined ? '' : ` (${weight} %)`;
  if (end === undefined) return [...lines, `arrives${place}${part}, encrypted: ${isEncrypted(request) ?? 'unknown'}`];
  const what = end.arrives === false ? (end.failure ?? 'ends') : 'unknown';
  return [...lines, `${what}${part}: ${end.why}`];
}

/** The fields that decide, as `KIND NAME: PATH`, hop by hop. */
export function deciders(text: string, url: string, options: RequestOptions = {}): string[][] {
  return traced(text, url, options).flatMap(({ hops, end }) =>
    [...hops.map(({ decidedBy }) => decidedBy), ...(end === undefined ? [] : [end.decidedBy])].map((list) =>
      list.map(({ manifest, path }) => `${manifest.kind} ${manifest.name}: ${pathText(path)}`),
    ),
  );
}
