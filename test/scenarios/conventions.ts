import { stringsIn, titleOf, valueAt, waveOf } from './manifests';
import type { Manifest } from './rendering';

/** A rule for all scenarios: the titles of the objects that break it. */
export type Convention = (objects: readonly Manifest[]) => string[];

/** For rules that look at one object at a time. */
function each(breaks: (object: Manifest, objects: readonly Manifest[]) => boolean): Convention {
  return (objects) => objects.filter((object) => breaks(object, objects)).map(titleOf);
}

/** The value at the path; undefined too when there is nothing for it to be in. */
function at(object: unknown, path: string): unknown {
  try {
    return valueAt(object, path);
  } catch {
    return undefined;
  }
}

function listAt(object: unknown, path: string): unknown[] {
  const list = at(object, path);
  return Array.isArray(list) ? list : [];
}

function ofKind(objects: readonly Manifest[], kind: string): Manifest[] {
  return objects.filter((object) => object.kind === kind);
}

interface Server {
  readonly hosts: readonly string[];
  readonly port: { readonly number: number; readonly protocol: string };
  readonly tls?: Readonly<Record<string, unknown>>;
}

function serversOf(object: Manifest): Server[] {
  return object.kind === 'Gateway' ? (listAt(object, 'spec.servers') as Server[]) : [];
}

interface Route {
  readonly route?: readonly { readonly destination: { readonly host: string } }[];
}

/** The names of the backends, such as `httpbin.httptools.svc.cluster.local`. */
function backendsOf(object: Manifest): string[] {
  const routes = object.kind === 'VirtualService' ? (listAt(object, 'spec.http') as Route[]) : [];
  return routes.flatMap(({ route = [] }) => route.map(({ destination }) => destination.host));
}

function publicHosts(object: Manifest): unknown[] {
  const rules = object.kind === 'Ingress' ? listAt(object, 'spec.rules') : [];
  return [
    ...serversOf(object).flatMap(({ hosts }) => hosts.map((host) => host.split('/')[1])),
    ...(object.kind === 'VirtualService' ? listAt(object, 'spec.hosts') : []),
    ...rules.map((rule) => at(rule, 'host')),
    ...(object.kind === 'Certificate' ? listAt(object, 'spec.dnsNames') : []),
  ];
}

function isCa(object: Manifest): boolean {
  return object.kind === 'Certificate' && at(object, 'spec.isCA') === true;
}

function isLeaf(object: Manifest): boolean {
  return object.kind === 'Certificate' && !isCa(object);
}

/** `namespace/name` of the Secret that cert-manager writes. */
function secretOf(certificate: Manifest): string {
  return `${certificate.metadata.namespace}/${String(at(certificate, 'spec.secretName'))}`;
}

function issuerOf(certificate: Manifest): unknown {
  return at(certificate, 'spec.issuerRef.name');
}

function hasUsage(certificate: Manifest, usage: string): boolean {
  return listAt(certificate, 'spec.usages').includes(usage);
}

/** The credentials that the Gateways name. */
function credentialNames(objects: readonly Manifest[]): unknown[] {
  return objects.flatMap(serversOf).flatMap(({ tls }) => tls?.['credentialName'] ?? []);
}

function byHttp01(certificate: Manifest, objects: readonly Manifest[]): boolean {
  const issuer = ofKind(objects, 'ClusterIssuer').find(({ metadata }) => metadata.name === issuerOf(certificate));
  return listAt(issuer, 'spec.acme.solvers').some((solver) => at(solver, 'http01') !== undefined);
}

/** Undefined for kinds that no scenario has. */
function expectedWave(object: Manifest, objects: readonly Manifest[]): number | undefined {
  const ofGateway = object.metadata.labels?.['istio'] !== undefined;
  switch (object.kind) {
    case 'Namespace':
      return -20;
    case 'ServiceAccount':
    case 'Role':
    case 'RoleBinding':
    case 'SecretStore':
      return -15;
    case 'ClusterIssuer':
      return at(object, 'spec.selfSigned') === undefined ? -10 : -15;
    case 'Certificate':
      if (isCa(object)) return -12;
      // After the routes, which the challenges need.
      return byHttp01(object, objects) ? 15 : 0;
    case 'PeerAuthentication':
    case 'DestinationRule':
    case 'AuthorizationPolicy':
      return -8;
    case 'HorizontalPodAutoscaler':
    case 'PodDisruptionBudget':
      return -5;
    case 'Deployment':
    case 'Service':
      return ofGateway ? -5 : 0;
    case 'ExternalSecret':
    case 'ServersTransport':
      return 0;
    case 'Gateway':
      return 5;
    case 'VirtualService':
    case 'Ingress':
      return 10;
    default:
      return undefined;
  }
}

/** Wave, Namespaces first, kind, namespace, name. */
function orderKey(object: Manifest): readonly (string | number)[] {
  const { namespace = '', name } = object.metadata;
  return [waveOf(object), object.kind === 'Namespace' ? 0 : 1, object.kind, namespace, name];
}

function comesAfter(one: Manifest, other: Manifest): boolean {
  const [before, after] = [orderKey(other), orderKey(one)];
  const differs = before.findIndex((part, index) => part !== after[index]);
  return (before[differs] ?? '') < (after[differs] ?? '');
}

const HASH = /(^|[-.])[0-9a-f]{8,}$|-c8[0-9a-f]{6}|metadata\.addr/;
const OTHERS_NAMESPACES = /^(default|kube-.*|istio-system|cert-manager)$/;

export const CONVENTIONS = {
  'a sync wave by kind': each((object, objects) => waveOf(object) !== expectedWave(object, objects)),

  'ordered by wave, Namespaces first, kind, namespace, name': (objects) =>
    objects.filter((object, index) => index > 0 && !comesAfter(object, objects[index - 1] as Manifest)).map(titleOf),

  'labels say what it belongs to': each(({ metadata: { labels = {} } }, objects) => {
    const partOf = labels['app.kubernetes.io/part-of'];
    const same = partOf !== undefined && partOf === objects[0]?.metadata.labels?.['app.kubernetes.io/part-of'];
    return !same || labels['app.kubernetes.io/managed-by'] !== 'cdk8s-secure-ingress';
  }),

  'no hash in a name or label': each((object) => {
    const { name, namespace = '' } = object.metadata;
    const labels = [...stringsIn(object)].filter(({ path }) => /labels|matchLabels|selector/i.test(path));
    return [name, namespace, ...labels.map(({ text }) => text)].some((text) => HASH.test(text));
  }),

  'Deployments select their own pods': each((object) => {
    const pods = (at(object, 'spec.template.metadata.labels') ?? {}) as Readonly<Record<string, unknown>>;
    const selected = Object.entries(at(object, 'spec.selector.matchLabels') ?? {});
    return (
      object.kind === 'Deployment' && (selected.length === 0 || selected.some(([key, value]) => pods[key] !== value))
    );
  }),

  'no Secret, no key': each(
    (object) =>
      object.kind === 'Secret' ||
      [...stringsIn(object)].some(({ text }) => text.includes('PRIVATE KEY') || text === 'stringData'),
  ),

  "no namespace that is somebody else's": each(
    ({ kind, metadata }) => kind === 'Namespace' && OTHERS_NAMESPACES.test(metadata.name),
  ),

  'hosts of Gateways name the namespace of their routes': each((object) =>
    serversOf(object).some(({ hosts }) => hosts.some((host) => !/^[a-z0-9-]+\/[^/]+$/.test(host))),
  ),

  'hosts are exact': each((object) => publicHosts(object).some((host) => String(host).includes('*'))),

  'TLS has a mode, a credential and TLS 1.2 at least': each((object) =>
    serversOf(object).some(({ port, tls = {} }) => {
      if (port.protocol === 'HTTP') return Object.keys(tls).some((key) => key !== 'httpsRedirect');
      const known = ['SIMPLE', 'MUTUAL'].includes(String(tls['mode'])) && Boolean(tls['credentialName']);
      return !known || !['TLSV1_2', 'TLSV1_3'].includes(String(tls['minProtocolVersion']));
    }),
  ),

  'VirtualServices name a Gateway of this file with its namespace': each(
    (object, objects) =>
      object.kind === 'VirtualService' &&
      !listAt(object, 'spec.gateways').every((gateway) =>
        objects.some((other) => titleOf(other) === `Gateway ${String(gateway)}`),
      ),
  ),

  'VirtualServices are bound for each host by a Gateway that they name': each(
    (object, objects) =>
      object.kind === 'VirtualService' &&
      !listAt(object, 'spec.hosts').every((host) =>
        ofKind(objects, 'Gateway').some(
          (gateway) =>
            listAt(object, 'spec.gateways').includes(`${gateway.metadata.namespace}/${gateway.metadata.name}`) &&
            serversOf(gateway).some(({ hosts }) => hosts.includes(`${object.metadata.namespace}/${String(host)}`)),
        ),
      ),
  ),

  'VirtualServices lie beside their backends': each((object) =>
    backendsOf(object).some((host) => host.split('.')[1] !== object.metadata.namespace),
  ),

  'a certificate is for servers or for clients': each(
    (object) => isLeaf(object) && hasUsage(object, 'server auth') === hasUsage(object, 'client auth'),
  ),

  'what a Gateway serves is for servers': each(
    (object, objects) =>
      isLeaf(object) &&
      credentialNames(objects).includes(at(object, 'spec.secretName')) &&
      !hasUsage(object, 'server auth'),
  ),

  'a client CA comes by a certificate for servers': each(
    (object) => isLeaf(object) && secretOf(object).endsWith('-cacert') && !hasUsage(object, 'server auth'),
  ),

  'a client CA of its own is another than that of the server': each((object, objects) => {
    const credential = objects.find((other) => isLeaf(other) && `${secretOf(other)}-cacert` === secretOf(object));
    return isLeaf(object) && credential !== undefined && issuerOf(credential) === issuerOf(object);
  }),

  'a private CA keeps its key for 10 years and has a subject': each(
    (object) =>
      isCa(object) &&
      (at(object, 'spec.duration') !== '87600h' ||
        at(object, 'spec.privateKey.rotationPolicy') !== 'Never' ||
        listAt(object, 'spec.subject.organizations').length === 0),
  ),

  "a CA's key lies with nothing but other CAs' keys": each(
    (object, objects) =>
      isCa(object) && objects.some((other) => other.metadata.namespace === object.metadata.namespace && !isCa(other)),
  ),

  'with HTTP-01 port 80 does not redirect by itself': each(
    (object, objects) =>
      ofKind(objects, 'Certificate').some((certificate) => byHttp01(certificate, objects)) &&
      serversOf(object).some(({ tls }) => tls?.['httpsRedirect'] === true),
  ),
} satisfies Record<string, Convention>;
