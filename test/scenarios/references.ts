import { titleOf, valuesAt } from './manifests';
import type { Manifest } from './rendering';

type Objects = readonly Manifest[];
type Labels = Readonly<Record<string, string>>;

/** Something that an object needs on its cluster, and whether it is among the objects. */
interface Reference {
  readonly to: string;
  readonly met: boolean;
}

/** The references that a value at the path in objects of a kind stands for. */
type Row = readonly [kind: string, path: string, refer: (value: never, by: Manifest, objects: Objects) => Reference[]];

const CLUSTER_RESOURCE_NAMESPACE = 'cert-manager';

const ROWS: readonly Row[] = [
  ['*', 'metadata.namespace', (name: string, _, objects) => object(objects, `Namespace ${name}`)],
  ['Deployment', 'spec.template.spec.serviceAccountName', beside('ServiceAccount')],
  ['RoleBinding', 'roleRef.name', beside('Role')],
  ['RoleBinding', 'subjects[*]', (subject: Subject, _, objects) => object(objects, `ServiceAccount ${path(subject)}`)],
  ['HorizontalPodAutoscaler', 'spec.scaleTargetRef.name', beside('Deployment')],
  ['PodDisruptionBudget', 'spec.selector.matchLabels', podsBeside],
  ['Service', 'spec.selector', podsBeside],
  ['Service', 'metadata.annotations', traefikTransport],
  ['AuthorizationPolicy', 'spec.selector.matchLabels', podsBeside],
  [
    'AuthorizationPolicy',
    'spec.rules[*].from[*].source.serviceAccounts[*]',
    (identity: string, _, objects) => object(objects, `ServiceAccount ${identity}`),
  ],
  [
    'Certificate',
    'spec.issuerRef',
    ({ kind, name }: { kind: string; name: string }, _, objects) => object(objects, `${kind} ${name}`),
  ],
  [
    'ClusterIssuer',
    'spec.ca.secretName',
    (name: string, _, objects) => secret(objects, `${CLUSTER_RESOURCE_NAMESPACE}/${name}`),
  ],
  ['ClusterIssuer', 'spec.acme.solvers[*].http01.ingress.ingressClassName', ingressClass],
  ['Gateway', 'spec.selector', gatewayPods],
  ['Gateway', 'spec.servers[*]', gatewayServer],
  ['VirtualService', 'spec.gateways[*]', (name: string, _, objects) => object(objects, `Gateway ${name}`)],
  ['VirtualService', 'spec.http[*].route[*].destination', destination],
  ['DestinationRule', 'spec.host', destinationHost],
  ['Ingress', 'spec.ingressClassName', ingressClass],
  ['Ingress', 'spec.tls[*].secretName', secretBeside],
  ['Ingress', 'spec.rules[*].http.paths[*].backend.service', ingressBackend],
  ['ServersTransport', 'spec.rootCAs[*].secret', secretBeside],
  ['ServersTransport', 'spec.certificatesSecrets[*]', secretBeside],
  ['SecretStore', 'spec.provider.kubernetes.auth.serviceAccount.name', beside('ServiceAccount')],
  [
    'SecretStore',
    'spec.provider.kubernetes.remoteNamespace',
    (name: string, _, all) => object(all, `Namespace ${name}`),
  ],
  ['ExternalSecret', 'spec.secretStoreRef.name', beside('SecretStore')],
  ['ExternalSecret', 'spec.dataFrom[*].extract.key', sourceSecret],
  ['ExternalSecret', 'spec.data[*].remoteRef.key', sourceSecret],
];

/** What the objects refer to and is not among them, and by which object: sorted, each once. */
export function missingReferences(objects: Objects): string[] {
  const missing = objects.flatMap((by) =>
    ROWS.filter(([kind]) => kind === '*' || kind === by.kind).flatMap(([, place, refer]) =>
      valuesAt(by, place)
        .flatMap((value) => refer(value as never, by, objects))
        .filter(({ met }) => !met)
        .map(({ to }) => `${to} (${titleOf(by)})`),
    ),
  );
  return [...new Set(missing)].toSorted();
}

interface Subject {
  readonly namespace?: string;
  readonly name: string;
}

function path({ namespace, name }: Subject): string {
  return `${namespace}/${name}`;
}

function object(objects: Objects, title: string): Reference[] {
  return [{ to: title, met: objects.some((other) => titleOf(other) === title) }];
}

function beside(kind: string) {
  return (name: string, by: Manifest, objects: Objects) => object(objects, `${kind} ${path({ ...by.metadata, name })}`);
}

/** Written by somebody else, by cert-manager, or by External Secrets. */
function hasSecret(objects: Objects, name: string): boolean {
  return objects.some(({ kind, metadata, ...other }) => {
    const written = { Certificate: 'spec.secretName', ExternalSecret: 'spec.target.name' }[kind];
    if (written === undefined) return kind === 'Secret' && path(metadata) === name;
    return valuesAt(other, written).some((secretName) => `${metadata.namespace}/${String(secretName)}` === name);
  });
}

function secret(objects: Objects, name: string): Reference[] {
  return [{ to: `Secret ${name}`, met: hasSecret(objects, name) }];
}

function secretBeside(name: string, by: Manifest, objects: Objects): Reference[] {
  return secret(objects, path({ ...by.metadata, name }));
}

function sourceSecret(name: string, by: Manifest, objects: Objects): Reference[] {
  const [store] = valuesAt(by, 'spec.secretStoreRef.name');
  const found = objects.find((other) => titleOf(other) === `SecretStore ${by.metadata.namespace}/${String(store)}`);
  const [namespace] = valuesAt(found, 'spec.provider.kubernetes.remoteNamespace');
  return secret(objects, `${String(namespace)}/${name}`);
}

/** Traefik names objects of its own kinds `<namespace>-<name>@kubernetescrd`. */
function traefikTransport(annotations: Labels, { metadata }: Manifest, objects: Objects): Reference[] {
  const named = annotations['traefik.ingress.kubernetes.io/service.serverstransport'];
  const name = named?.replace(`${metadata.namespace}-`, '').replace('@kubernetescrd', '');
  return name === undefined ? [] : object(objects, `ServersTransport ${metadata.namespace}/${name}`);
}

function ingressClass(name: string, _: Manifest, objects: Objects): Reference[] {
  return object(objects, `IngressClass ${name}`);
}

/** The Deployments whose pods have the labels. */
function deploymentsOf(objects: Objects, labels: Labels, namespace?: string): Manifest[] {
  return objects.filter((other) => {
    const [podLabels] = valuesAt(other, 'spec.template.metadata.labels') as Labels[];
    const inReach = namespace === undefined || namespace === other.metadata.namespace;
    return inReach && podLabels !== undefined && covers(podLabels, labels);
  });
}

function covers(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function shown(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

function podsBeside(labels: Labels, { metadata }: Manifest, objects: Objects): Reference[] {
  const met = deploymentsOf(objects, labels, metadata.namespace).length > 0;
  return [{ to: `pods ${metadata.namespace} ${shown(labels)}`, met }];
}

/** Pods in any namespace, whose ServiceAccount may list Secrets, since istiod sends them none otherwise. */
function gatewayPods(labels: Labels, _: Manifest, objects: Objects): Reference[] {
  const deployments = deploymentsOf(objects, labels);
  const readers = deployments.map(({ metadata, ...deployment }) => {
    const [name] = valuesAt(deployment, 'spec.template.spec.serviceAccountName');
    const account = { namespace: metadata.namespace ?? '', name: String(name) };
    return { to: `list of Secrets by ServiceAccount ${path(account)}`, met: mayListSecrets(objects, account) };
  });
  return [{ to: `pods ${shown(labels)}`, met: deployments.length > 0 }, ...readers];
}

function mayListSecrets(objects: Objects, account: Subject): boolean {
  return objects.some((binding) => {
    if (binding.kind !== 'RoleBinding' || binding.metadata.namespace !== account.namespace) return false;
    const bound = (valuesAt(binding, 'subjects[*]') as Subject[]).some((subject) => path(subject) === path(account));
    const [role] = valuesAt(binding, 'roleRef.name');
    const granted = objects.find((other) => titleOf(other) === `Role ${account.namespace}/${String(role)}`);
    return bound && (valuesAt(granted, 'rules[*]') as Rule[]).some(listsSecrets);
  });
}

interface Rule {
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

function listsSecrets({ resources, verbs, resourceNames }: Rule): boolean {
  return resources.includes('secrets') && verbs.includes('list') && resourceNames === undefined;
}

interface Server {
  readonly port: { readonly number: number };
  readonly tls?: { readonly mode?: string; readonly credentialName?: string };
}

/** A port of a Service over the workload's pods; the certificate and the CA of clients in their namespace. */
function gatewayServer({ port, tls = {} }: Server, by: Manifest, objects: Objects): Reference[] {
  const [labels = {}] = valuesAt(by, 'spec.selector') as Labels[];
  return deploymentsOf(objects, labels).flatMap((deployment) => {
    const credential = `${deployment.metadata.namespace}/${tls.credentialName}`;
    return [
      { to: `port ${port.number} of a Service over pods ${shown(labels)}`, met: hasPort(objects, deployment, port) },
      ...(tls.credentialName === undefined ? [] : secret(objects, credential)),
      ...(tls.mode === 'MUTUAL' ? [{ to: `client CA of ${credential}`, met: hasClientCa(objects, credential) }] : []),
    ];
  });
}

/** The same target port in all of them: Istio would not know which is meant. */
function hasPort(objects: Objects, deployment: Manifest, { number }: Server['port']): boolean {
  const [podLabels = {}] = valuesAt(deployment, 'spec.template.metadata.labels') as Labels[];
  const services = objects.filter(({ kind, metadata, ...other }) => {
    const [selector] = valuesAt(other, 'spec.selector') as Labels[];
    const over = kind === 'Service' && metadata.namespace === deployment.metadata.namespace;
    return over && selector !== undefined && covers(podLabels, selector);
  });
  const ports = services.flatMap((service) => valuesAt(service, 'spec.ports[*]') as ServicePort[]);
  return new Set(ports.filter(({ port }) => port === number).map(({ targetPort }) => targetPort)).size === 1;
}

interface ServicePort {
  readonly port: number;
  readonly targetPort: number;
}

/** Secret `-cacert`, the server's own private CA if it signs for clients, or what somebody else's Secret holds. */
function hasClientCa(objects: Objects, credential: string): boolean {
  if (hasSecret(objects, `${credential}-cacert`)) return true;
  const certificates = objects.filter(({ kind }) => kind === 'Certificate');
  const server = certificates.find((other) => `${other.metadata.namespace}/${secretNameOf(other)}` === credential);
  if (server === undefined) return hasSecret(objects, credential);
  const ofClients = certificates.filter((other) => valuesAt(other, 'spec.usages[*]').includes('client auth'));
  return ofClients.some((client) => issuerOf(client) === issuerOf(server));
}

function secretNameOf(certificate: Manifest): string {
  return valuesAt(certificate, 'spec.secretName').join();
}

function issuerOf(certificate: Manifest): string {
  return valuesAt(certificate, 'spec.issuerRef.name').join();
}

interface Destination {
  readonly host: string;
  readonly port: { readonly number: number };
}

function destination({ host, port }: Destination, _: Manifest, objects: Objects): Reference[] {
  const [name = '', namespace = ''] = host.split('.');
  return servicePort(objects, { namespace, name }, port.number);
}

function ingressBackend({ name, port }: Omit<Destination, 'host'> & Subject, by: Manifest, objects: Objects) {
  return servicePort(objects, { ...by.metadata, name }, port.number);
}

function servicePort(objects: Objects, service: Subject, number: number): Reference[] {
  const found = objects.find((other) => titleOf(other) === `Service ${path(service)}`);
  return [
    { to: `Service ${path(service)} port ${number}`, met: valuesAt(found, 'spec.ports[*].port').includes(number) },
  ];
}

/** A Service; with a wildcard a namespace, or all of them. */
function destinationHost(host: string, _: Manifest, objects: Objects): Reference[] {
  const [name = '', namespace = ''] = host.split('.');
  if (name !== '*') return object(objects, `Service ${namespace}/${name}`);
  return namespace === 'local' ? [] : object(objects, `Namespace ${namespace}`);
}
