import { Catalog } from '../../lib/manifest/catalog';
import { type JsonObject, pathText } from '../../lib/manifest/manifest';
import type { Place } from '../../lib/traffic/ingress-annotations';
import type { NamedSource } from '../../lib/traffic/ingress-connection';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

type Annotations = Readonly<Record<string, string>>;

interface Setting {
  readonly className?: string;
  readonly onIngress?: Annotations;
  readonly onService?: Annotations;
  readonly port?: JsonObject;
  readonly more?: readonly object[];
}

const metadata = (name: string, annotations: Annotations = {}) => ({ name, namespace: 'edge', annotations });

function ingressOf({ className = 'nginx', onIngress = {} }: Setting): JsonObject {
  const backend = { service: { name: 'gw', port: { name: 'web' } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata('shop', onIngress),
    spec: { ingressClassName: className, defaultBackend: backend },
  };
}

function meshOf(...objects: readonly unknown[]): Mesh {
  return new Mesh(new Catalog(objectsOf(objects.map((object) => JSON.stringify(object)).join('\n---\n'))));
}

const text = ({ manifest, path }: Place) => `${manifest.kind} ${manifest.name} ${pathText(path)}`;
const named = (sources: readonly NamedSource[] | undefined) =>
  sources?.map(({ kind, namespace, name, at }) => `${kind} ${namespace}/${name} at ${text(at)}`);

/** The connection of an Ingress `shop` to port `web` of Service `gw`, in words. */
function connection(setting: Setting) {
  const port = { name: 'web', port: 8443, ...setting.port };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata('gw', setting.onService),
    spec: { ports: [port] },
  };
  const { ingresses } = meshOf(ingressOf(setting), service, ...(setting.more ?? []));
  const [backend] = ingresses.all.flatMap((one) => ingresses.backendsOf(one));
  const found = backend && ingresses.connectionTo(backend);
  if (found === undefined) throw new Error('no backend');
  const { protocolAt, serverNameAt, clientAt, clientSecrets, trusts, ...rest } = found;
  return {
    ...rest,
    clientSecrets: named(clientSecrets),
    trusts: named(trusts),
    at: [protocolAt, serverNameAt, clientAt].map(text),
  };
}

const NGINX = 'nginx.ingress.kubernetes.io/';
const nginx = (annotations: Annotations) =>
  Object.fromEntries(Object.entries(annotations).map(([key, value]) => [NGINX + key, value]));
const nginxPath = (key: string) => `Ingress shop metadata.annotations["${NGINX}${key}"]`;

const PLAIN_NGINX = {
  follows: 'nginx',
  protocol: 'http',
  serverName: '',
  clientSecrets: [],
  verifies: false,
  trusts: [],
  tlsVersions: undefined,
  host: '',
  at: ['backend-protocol', 'proxy-ssl-secret', 'proxy-ssl-secret'].map(nginxPath),
};

/** What can be said of the server name only where there is a Secret. */
const AT = ['backend-protocol', 'proxy-ssl-server-name', 'proxy-ssl-secret'].map(nginxPath);

const HOP = { 'backend-protocol': 'HTTPS', 'proxy-ssl-secret': 'edge/client' };
const SECRET = [`Secret edge/client at ${nginxPath('proxy-ssl-secret')}`];
const WITH_SECRET = {
  ...PLAIN_NGINX,
  protocol: 'https',
  clientSecrets: SECRET,
  trusts: SECRET,
  tlsVersions: ['TLSv1.2'],
  at: AT,
};

describe('ingress-nginx', () => {
  test.each<[string, Annotations, object]>([
    ['speaks HTTP', {}, PLAIN_NGINX],
    ['speaks HTTPS', { 'backend-protocol': 'https' }, { ...PLAIN_NGINX, protocol: 'https' }],
    ['speaks HTTP for an unknown protocol', { 'backend-protocol': 'TLS' }, PLAIN_NGINX],
    ['speaks what the client speaks', { 'backend-protocol': 'AUTO_HTTP' }, { ...PLAIN_NGINX, protocol: undefined }],
    ['sends a Host of its own', { 'upstream-vhost': 'b.com' }, { ...PLAIN_NGINX, host: 'b.com' }],
    ['presents a certificate', HOP, WITH_SECRET],
    [
      'verifies, with a name',
      {
        ...HOP,
        'proxy-ssl-verify': 'on',
        'proxy-ssl-name': 'a.com',
        'proxy-ssl-server-name': 'on',
        'proxy-ssl-protocols': 'TLSv1.2 TLSv1.3 x',
      },
      { ...WITH_SECRET, verifies: true, serverName: 'a.com', tlsVersions: ['TLSv1.2', 'TLSv1.3'] },
    ],
    [
      'sends its upstream for a name',
      { ...HOP, 'proxy-ssl-server-name': 'on' },
      { ...WITH_SECRET, serverName: 'upstream_balancer' },
    ],
    [
      'needs the word on',
      { ...HOP, 'proxy-ssl-verify': 'true', 'proxy-ssl-server-name': 'true', 'proxy-ssl-name': 'a' },
      WITH_SECRET,
    ],
    [
      'reads no more without the Secret',
      { 'backend-protocol': 'HTTPS', 'proxy-ssl-verify': 'on', 'proxy-ssl-name': 'a', 'proxy-ssl-server-name': 'on' },
      { ...PLAIN_NGINX, protocol: 'https' },
    ],
    [
      'takes no Secret without a namespace',
      { ...HOP, 'proxy-ssl-secret': 'client' },
      { ...PLAIN_NGINX, protocol: 'https', at: AT },
    ],
    [
      'takes no Secret of others',
      { ...HOP, 'proxy-ssl-secret': 'b/client' },
      { ...PLAIN_NGINX, protocol: 'https', at: AT },
    ],
  ])('%s', (_, annotations, expected) => {
    expect(connection({ onIngress: nginx(annotations) })).toEqual(expected);
  });

  test('snippets on TLS, and TLS that is passed on, leave it open', () => {
    const open = { serverName: undefined, clientSecrets: undefined, verifies: undefined, trusts: undefined };
    const snippet = { 'backend-protocol': 'HTTPS', 'configuration-snippet': 'proxy_ssl_name $host;' };
    expect(connection({ onIngress: nginx(snippet) })).toEqual({ ...PLAIN_NGINX, ...open, protocol: 'https' });
    const passthrough = nginx({ 'ssl-passthrough': 'true' });
    expect(connection({ onIngress: passthrough })).toEqual({ ...PLAIN_NGINX, ...open, protocol: 'passthrough' });
  });
});

const LIKE_NGINX = ['backend-protocol', 'proxy-ssl-name', 'proxy-ssl-secret'].map(nginxPath);
const TRAEFIK = 'traefik.ingress.kubernetes.io/service.';
const onService = (key: string) => `Service gw metadata.annotations["${TRAEFIK}${key}"]`;
const inTransport = (path: string) => `ServersTransport t.1 spec.${path}`;
const transport = (name: string, spec: object) => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'ServersTransport',
  metadata: metadata(name),
  spec,
});
const PLAIN_TRAEFIK = {
  ...PLAIN_NGINX,
  follows: 'traefik',
  verifies: undefined,
  at: [onService('serversscheme'), onService('serverstransport'), onService('serverstransport')],
};
const HTTPS_BY_TRANSPORT = {
  [`${TRAEFIK}serversscheme`]: 'https',
  [`${TRAEFIK}serverstransport`]: 'edge-t-1@kubernetescrd',
};

describe('Traefik', () => {
  test.each<[string, Partial<Setting>, object]>([
    ['speaks HTTP', {}, PLAIN_TRAEFIK],
    ['speaks HTTPS to port 443', { port: { port: 443 } }, { ...PLAIN_TRAEFIK, protocol: 'https' }],
    [
      'is told so by an annotation',
      { port: { port: 443 }, onService: { [`${TRAEFIK}serversscheme`]: 'http' } },
      PLAIN_TRAEFIK,
    ],
    [
      'keeps its own Host',
      { onService: { [`${TRAEFIK}passhostheader`]: 'false' } },
      { ...PLAIN_TRAEFIK, host: undefined },
    ],
    [
      'follows ingress-nginx where only that is annotated, in its own ways',
      { onIngress: nginx({ ...HOP, 'proxy-ssl-name': 'a.com' }) },
      { ...WITH_SECRET, serverName: 'a.com', tlsVersions: undefined, at: LIKE_NGINX },
    ],
    [
      'needs no Secret then, and takes one of any namespace',
      { onIngress: nginx({ ...HOP, 'proxy-ssl-secret': 'b/c' }) },
      {
        ...WITH_SECRET,
        clientSecrets: [`Secret b/c at ${nginxPath('proxy-ssl-secret')}`],
        trusts: [`Secret b/c at ${nginxPath('proxy-ssl-secret')}`],
        tlsVersions: undefined,
        at: LIKE_NGINX,
      },
    ],
    [
      'follows its own annotations where both are there',
      { onIngress: nginx(HOP), onService: { [`${TRAEFIK}serversscheme`]: 'https' } },
      { ...PLAIN_TRAEFIK, protocol: 'https' },
    ],
    [
      'has nothing known with a transport that is not there',
      { onService: HTTPS_BY_TRANSPORT },
      { ...PLAIN_TRAEFIK, protocol: 'https', serverName: undefined, clientSecrets: undefined, trusts: undefined },
    ],
  ])('%s', (_, setting, expected) => {
    expect(connection({ className: 'traefik', ...setting })).toEqual(expected);
  });

  test('reads the ServersTransport', () => {
    const spec = {
      serverName: 'a.com',
      certificatesSecrets: ['client', null, 5],
      rootCAs: [{ secret: 'ca' }, { configMap: 'roots' }, null],
      rootCAsSecrets: ['old'],
    };
    expect(connection({ className: 'traefik', onService: HTTPS_BY_TRANSPORT, more: [transport('t.1', spec)] })).toEqual(
      {
        ...PLAIN_TRAEFIK,
        protocol: 'https',
        serverName: 'a.com',
        clientSecrets: [`Secret edge/client at ${inTransport('certificatesSecrets[0]')}`],
        verifies: true,
        trusts: [
          `Secret edge/old at ${inTransport('rootCAsSecrets[0]')}`,
          `Secret edge/ca at ${inTransport('rootCAs[0].secret')}`,
          `ConfigMap edge/roots at ${inTransport('rootCAs[1].configMap')}`,
        ],
        at: [onService('serversscheme'), inTransport('serverName'), inTransport('certificatesSecrets')],
      },
    );
    const bare = transport('t.1', { insecureSkipVerify: true, spiffe: {} });
    expect(connection({ className: 'traefik', onService: HTTPS_BY_TRANSPORT, more: [bare] })).toMatchObject({
      serverName: '',
      clientSecrets: undefined,
      verifies: false,
      trusts: undefined,
    });
  });
});

test('AWS: no name, no certificate, no verification; the annotation of the Service counts first', () => {
  const key = 'alb.ingress.kubernetes.io/backend-protocol';
  const classPath = 'Ingress shop spec.ingressClassName';
  const plain = {
    ...PLAIN_NGINX,
    follows: 'alb',
    at: [`Ingress shop metadata.annotations["${key}"]`, classPath, classPath],
  };
  expect(connection({ className: 'alb' })).toEqual(plain);
  expect(connection({ className: 'alb', onIngress: { [key]: 'HTTPS' } })).toEqual({ ...plain, protocol: 'https' });
  expect(connection({ className: 'alb', onIngress: { [key]: 'HTTPS' }, onService: { [key]: 'HTTP' } })).toEqual({
    ...plain,
    at: [`Service gw metadata.annotations["${key}"]`, classPath, classPath],
  });
});

test.each([
  ['{"web":"HTTPS"}', 'https'],
  ['{"web":"HTTP2"}', 'https'],
  ['{"other":"HTTPS"}', 'http'],
  ['["web"]', 'http'],
  ['{', 'http'],
])('Google: %s', (protocols, protocol) => {
  const key = 'cloud.google.com/app-protocols';
  expect(connection({ className: 'gce', onService: { [key]: protocols } })).toMatchObject({
    follows: 'gce',
    protocol,
    serverName: '',
    clientSecrets: [],
    at: [
      `Service gw metadata.annotations["${key}"]`,
      'Ingress shop spec.ingressClassName',
      'Ingress shop spec.ingressClassName',
    ],
  });
});

test("IBM's former ALB", () => {
  const key = 'ingress.bluemix.net/ssl-services';
  const at = `Ingress shop metadata.annotations["${key}"]`;
  const of = (value: string) => connection({ className: 'edge', onIngress: { [key]: value } });
  const open = { follows: 'ibm', serverName: undefined, verifies: undefined, at: [at, at, at] };
  expect(of('ssl-service=other; ssl-service=gw ssl-secret=c')).toMatchObject({
    ...open,
    protocol: 'https',
    clientSecrets: [`Secret edge/c at ${at}`],
  });
  expect(of('ssl-service=other')).toMatchObject({ ...open, protocol: 'http', clientSecrets: [] });
});

test('of other controllers nothing is known', () => {
  expect(connection({ className: 'haproxy' })).toMatchObject({
    follows: 'unknown',
    protocol: undefined,
    serverName: undefined,
  });
  expect(connection({ className: 'istio' })).toMatchObject({ follows: 'istio', protocol: undefined });
});

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata('gw'), labels: { app: 'gw' } }, spec: {} };
const service = (ports: JsonObject[]) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadata('gw'),
  spec: { selector: { app: 'gw' }, ports },
});
const server = (protocol: string, hosts: string[], number = 443) => ({
  port: { number, name: protocol, protocol },
  hosts,
  tls: { mode: 'MUTUAL' },
});
const gateway = (servers: JsonObject[]) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'Gateway',
  metadata: metadata('gw'),
  spec: { selector: { app: 'gw' }, servers },
});
const PORTS = [{ name: 'web', port: 443, targetPort: 8443 }];

function behind(...objects: JsonObject[]) {
  const { ingresses } = meshOf(ingressOf({}), ...objects);
  const [backend] = ingresses.all.flatMap((one) => ingresses.backendsOf(one));
  if (backend === undefined) throw new Error('no backend');
  return ingresses.gatewayBehind(backend);
}

test('servers on the port where the Service leads', () => {
  const found = behind(
    pod,
    service(PORTS),
    gateway([
      server('HTTPS', ['a.com']),
      server('HTTPS', ['b.com'], 8443),
      server('HTTPS', ['c.com'], 444),
      server('HTTP', ['d.com']),
    ]),
  );
  expect(found.listeners.map(({ port }) => port)).toEqual([8443]);
  expect(found.servers.map(({ index }) => index)).toEqual([0, 1, 3]);
  expect(found.tlsServers.map(({ index }) => index)).toEqual([0, 1]);
  expect(found.httpServers.map(({ index }) => index)).toEqual([3]);
});

test.each([
  ['a.com', [0]],
  ['A.com', [0]],
  ['b.com', [3]],
  ['x.a.com', [1, 2]],
  ['y.x.a.com', [1, 2]],
  ['', [3]],
])('server name %j comes to the narrowest host', (name, expected) => {
  const hosts = [['a.com'], ['*.a.com'], ['other/*.a.com'], ['*']];
  const found = behind(pod, service(PORTS), gateway(hosts.map((one) => server('HTTPS', one))));
  expect(found.serversFor(name).map(({ index }) => index)).toEqual(expected);
  expect(found.takesAnyName).toBe(true);
});

test('without a server for all hosts a name is needed', () => {
  const found = behind(pod, service(PORTS), gateway([server('HTTPS', ['a.com'])]));
  expect([found.takesAnyName, found.serversFor(''), found.serversFor('b.com')]).toEqual([false, [], []]);
});

test('nothing without Pods, without the Service, without the port, and of Pods that are no gateways', () => {
  const all = gateway([server('HTTPS', ['*'])]);
  expect(behind(service(PORTS), all).servers).toEqual([]);
  expect(behind(pod, all).servers).toEqual([]);
  expect(behind(pod, service([{ name: 'other', port: 443 }]), all).servers).toEqual([]);
  expect(behind(pod, service(PORTS)).servers).toEqual([]);
});
