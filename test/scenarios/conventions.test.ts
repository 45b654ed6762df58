import { CONVENTIONS } from './conventions';
import { find } from './manifests';
import { OUTPUTS } from './outputs';
import { type Manifest, objectsIn, render, SETTINGS, type ScenarioName, settingsWith } from './rendering';
import { VARIANTS } from './variants';

type Name = keyof typeof CONVENTIONS;

describe.each(OUTPUTS)('$name', ({ objects }) => {
  test.each(Object.entries(CONVENTIONS))('%s', (_name, convention) => {
    expect(convention(objects)).toEqual([]);
  });
});

/** The fields of an object that are changed, by path, and what else than the object then breaks the convention. */
interface Fault {
  readonly scenario?: ScenarioName;
  readonly settings?: string;
  readonly object: string;
  readonly path: string;
  readonly value: unknown;
}

const GATEWAY = 'Gateway default/foocorp-gateway';
const ROUTES = 'VirtualService ux/frontend';
const SERVER = 'Certificate istio-system/frontend-credential';
const CLIENT_CA = 'Certificate istio-system/frontend-credential-cacert';
const CA = 'Certificate cert-manager/foocorp-server-ca';
const USAGES = 'spec.usages';
const SERVER_HOSTS = 'spec.servers[0].hosts';
const SERVER_TLS = 'spec.servers[0].tls';
const PART_OF = 'metadata.labels[app.kubernetes.io/part-of]';
const MANAGED_BY = 'metadata.labels[app.kubernetes.io/managed-by]';
const WORKLOAD = 'Deployment ux/frontend';

/** In foocorp unless another scenario is named. */
const FAULTS: Readonly<Record<Name, readonly Fault[]>> = {
  'a sync wave by kind': [
    { object: 'Namespace ux', path: 'metadata.annotations', value: {} },
    { object: WORKLOAD, path: 'kind', value: 'StatefulSet' },
  ],
  'ordered by wave, Namespaces first, kind, namespace, name': [
    { object: 'Namespace ux', path: 'metadata.name', value: 'accounts' },
    { object: 'ServiceAccount ux/frontend', path: 'kind', value: 'Namespace' },
    { object: GATEWAY, path: 'metadata.annotations', value: {} },
  ],
  'labels say what it belongs to': [
    { object: 'Namespace ux', path: 'metadata.labels', value: {} },
    { object: 'Namespace ux', path: PART_OF, value: 'bookinfo-nlb' },
    { object: 'Namespace ux', path: MANAGED_BY, value: 'Helm' },
  ],
  'no hash in a name or label': [
    { object: 'Namespace ux', path: 'metadata.name', value: 'ux-c8a1b2c3' },
    { object: 'Service ux/frontend', path: 'spec.selector', value: { 'cdk8s.io/metadata.addr': 'frontend' } },
    { object: WORKLOAD, path: 'spec.template.metadata.labels.app', value: 'c8d21d0a2e27' },
  ],
  'Deployments select their own pods': [
    { object: WORKLOAD, path: 'spec.selector.matchLabels.app', value: 'inventory' },
    { object: WORKLOAD, path: 'spec.selector.matchLabels', value: {} },
  ],
  'no Secret, no key': [
    { object: 'Namespace ux', path: 'kind', value: 'Secret' },
    { object: 'Namespace ux', path: 'data', value: { key: '-----BEGIN EC PRIVATE KEY-----' } },
    { object: 'Namespace ux', path: 'stringData', value: {} },
  ],
  "no namespace that is somebody else's": [{ object: 'Namespace ux', path: 'metadata.name', value: 'default' }],
  'hosts of Gateways name the namespace of their routes': [
    { object: GATEWAY, path: SERVER_HOSTS, value: ['frontend.foocorp.com'] },
    { object: GATEWAY, path: SERVER_HOSTS, value: ['*/frontend.foocorp.com'] },
    { object: GATEWAY, path: SERVER_HOSTS, value: ['./frontend.foocorp.com'] },
  ],
  'hosts are exact': [
    { object: GATEWAY, path: SERVER_HOSTS, value: ['ux/*.foocorp.com'] },
    { object: ROUTES, path: 'spec.hosts', value: ['*'] },
    { object: SERVER, path: 'spec.dnsNames', value: ['*.foocorp.com'] },
    {
      scenario: 'httpbin-alb',
      object: 'Ingress istio-system/alb-ingress',
      path: 'spec.rules[0].host',
      value: '*.example.com',
    },
  ],
  'TLS has a mode, a credential and TLS 1.2 at least': [
    { object: GATEWAY, path: `${SERVER_TLS}.mode`, value: undefined },
    { object: GATEWAY, path: `${SERVER_TLS}.credentialName`, value: undefined },
    { object: GATEWAY, path: `${SERVER_TLS}.minProtocolVersion`, value: 'TLSV1_1' },
    {
      scenario: 'hipstershop-http',
      object: 'Gateway hipstershopv1v2/hipstershop',
      path: SERVER_TLS,
      value: { mode: 'SIMPLE' },
    },
  ],
  'VirtualServices name a Gateway of this file with its namespace': [
    { object: ROUTES, path: 'spec.gateways', value: ['foocorp-gateway'] },
  ],
  'VirtualServices are bound for each host by a Gateway that they name': [
    { object: ROUTES, path: 'spec.hosts', value: ['inventory.foocorp.com'] },
  ],
  'VirtualServices lie beside their backends': [{ object: ROUTES, path: 'metadata.namespace', value: 'default' }],
  'a certificate is for servers or for clients': [
    { object: SERVER, path: USAGES, value: ['server auth', 'client auth'] },
    { object: SERVER, path: USAGES, value: ['digital signature'] },
  ],
  'what a Gateway serves is for servers': [{ object: SERVER, path: USAGES, value: ['client auth'] }],
  'a client CA comes by a certificate for servers': [{ object: CLIENT_CA, path: USAGES, value: ['client auth'] }],
  'a client CA of its own is another than that of the server': [
    { object: CLIENT_CA, path: 'spec.issuerRef.name', value: 'foocorp-server-ca' },
  ],
  'a private CA keeps its key for 10 years and has a subject': [
    { object: CA, path: 'spec.duration', value: '2160h' },
    { object: CA, path: 'spec.privateKey.rotationPolicy', value: 'Always' },
    { object: CA, path: 'spec.subject', value: undefined },
  ],
  "a CA's key lies with nothing but other CAs' keys": [
    { object: CA, path: 'metadata.namespace', value: 'istio-system' },
  ],
  'with HTTP-01 port 80 does not redirect by itself': [
    {
      scenario: 'hipstershop-https',
      settings: settingsWith(VARIANTS['hipstershop-https']['HTTP-01']),
      object: 'Gateway hipstershopv1v2/hipstershop-redirect',
      path: SERVER_TLS,
      value: { httpsRedirect: true },
    },
  ],
};

describe.each(Object.entries(FAULTS))('"%s" is broken', (name, faults) => {
  test.each(faults)('by $object with another $path', ({ scenario = 'foocorp', settings = SETTINGS, ...fault }) => {
    const objects = objectsIn(render(scenario, settings));
    const object = find(objects, fault.object);
    change(object, fault.path, fault.value);

    expect(CONVENTIONS[name as Name](objects)).not.toEqual([]);
  });
});

function change(object: Manifest, path: string, value: unknown): void {
  const steps = [...path.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g)].map(([, index, key]) => index ?? key ?? '');
  const last = steps.pop() ?? '';
  const parent = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], object);
  (parent as Record<string, unknown>)[last] = value;
}
