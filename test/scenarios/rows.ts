import type { Row } from './scenario-tester';

/** Rows that hold for several scenarios. */

export function meshNamespace(name: string): Row[] {
  return [['sidecars are injected', `Namespace ${name}`, 'metadata.labels[istio-injection]', 'enabled']];
}

export function strict(namespace: string): Row[] {
  return [
    ['only mTLS is accepted', `PeerAuthentication ${namespace}/default`, 'spec', { mtls: { mode: 'STRICT' } }],
    ['for all pods', `PeerAuthentication ${namespace}/default`, 'spec.selector', undefined],
  ];
}

export function clients(namespace: string, name: string, host: string, mode: 'ISTIO_MUTUAL' | 'DISABLE'): Row[] {
  return [['clients', `DestinationRule ${namespace}/${name}`, 'spec', { host, trafficPolicy: { tls: { mode } } }]];
}

/** Kubernetes' test image in place of one that the documents name and nobody has. */
export function standIn(namespace: string, name: string, port: number): Row[] {
  const pod = 'spec.template.spec';
  const image = 'registry.k8s.io/e2e-test-images/agnhost:2.53';
  return [
    ['stand-in', `Deployment ${namespace}/${name}`, `${pod}.containers[0].image`, image],
    ['stand-in', `Deployment ${namespace}/${name}`, `${pod}.containers[0].args`, ['netexec', '--http-port=8080']],
    ...workload(namespace, { name, port, targetPort: 8080 }),
  ];
}

export interface WorkloadRow {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  readonly deployments?: readonly string[];
  readonly serviceAccount?: string;
}

export function workload(namespace: string, row: WorkloadRow): Row[] {
  const { name, port, targetPort, deployments = [name], serviceAccount = name } = row;
  const pod = 'spec.template.spec';
  const ofDeployment = (deployment: string): Row[] => [
    ['identity', `Deployment ${namespace}/${deployment}`, `${pod}.serviceAccountName`, serviceAccount],
    ['label app', `Deployment ${namespace}/${deployment}`, 'spec.template.metadata.labels.app', name],
    ['listens', `Deployment ${namespace}/${deployment}`, `${pod}.containers[0].ports`, [http(targetPort)]],
  ];
  return [
    ['port', `Service ${namespace}/${name}`, 'spec.ports', [{ name: 'http', port, targetPort }]],
    ['pods', `Service ${namespace}/${name}`, 'spec.selector', { app: name }],
    ['label app', `Service ${namespace}/${name}`, 'metadata.labels.app', name],
    ['label service', `Service ${namespace}/${name}`, 'metadata.labels.service', name],
    ...deployments.flatMap(ofDeployment),
  ];
}

function http(containerPort: number) {
  return { containerPort, name: 'http' };
}

/** Self-signed ClusterIssuer, CA Certificate in cert-manager's cluster resource namespace, CA ClusterIssuer. */
export function privateCa(name: string, organization: string, namespace = 'cert-manager'): Row[] {
  const ca = `Certificate ${namespace}/${name}`;
  return [
    ['signs itself', `ClusterIssuer ${name}-selfsigned`, 'spec', { selfSigned: {} }],
    ['signed by itself', ca, 'spec.issuerRef', clusterIssuer(`${name}-selfsigned`)],
    ['a CA', ca, 'spec.isCA', true],
    ['subject', ca, 'spec.subject', { organizations: [organization] }],
    ['subject', ca, 'spec.commonName', name],
    ['10 years', ca, 'spec.duration', '87600h'],
    ['keeps its key', ca, 'spec.privateKey.rotationPolicy', 'Never'],
    ['signs certificates only', ca, 'spec.usages', ['digital signature', 'cert sign', 'crl sign']],
    ['key', ca, 'spec.secretName', name],
    ['signs with it', `ClusterIssuer ${name}`, 'spec', { ca: { secretName: name } }],
  ];
}

export interface LeafRow {
  /** `namespace/name`; the Secret bears its name. */
  readonly certificate: string;
  readonly issuer: string;
  readonly dnsNames: readonly string[];
  readonly usages: readonly string[];
}

export function leaf({ certificate, issuer, dnsNames, usages }: LeafRow): Row[] {
  const title = `Certificate ${certificate}`;
  return [
    ['signed by', title, 'spec.issuerRef', clusterIssuer(issuer)],
    ['names', title, 'spec.dnsNames', dnsNames],
    ['usages', title, 'spec.usages', usages],
    ['Secret', title, 'spec.secretName', certificate.split('/')[1]],
    ['no CA', title, 'spec.isCA', undefined],
  ];
}

export const SERVER_ONLY = ['digital signature', 'server auth'];
export const CLIENT_ONLY = ['digital signature', 'client auth'];

export function clusterIssuer(name: string) {
  return { group: 'cert-manager.io', kind: 'ClusterIssuer', name };
}

/** What External Secrets needs to keep a copy of Secret `from` in step; `copy` is the `namespace/name` of the copy. */
export function copiedSecret(copy: string, from: { readonly namespace: string; readonly name: string }): Row[] {
  const [namespace = '', name = ''] = copy.split('/');
  const reader = `${namespace}/${name}-copier`;
  const role = `${from.namespace}/${name}-copier-${namespace}`;
  const rule = { apiGroups: [''], resources: ['secrets'], resourceNames: [from.name], verbs: ['get'] };
  const provider = {
    remoteNamespace: from.namespace,
    server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' } },
    auth: { serviceAccount: { name: `${name}-copier` } },
  };
  return [
    ['reads this Secret alone', `Role ${role}`, 'rules', [rule]],
    ['read by', `RoleBinding ${role}`, 'subjects', [{ kind: 'ServiceAccount', name: `${name}-copier`, namespace }]],
    ['read by', `RoleBinding ${role}`, 'roleRef.name', `${name}-copier-${namespace}`],
    ['read from', `SecretStore ${reader}`, 'spec.provider.kubernetes', provider],
    ['read through', `ExternalSecret ${copy}`, 'spec.secretStoreRef', { kind: 'SecretStore', name: `${name}-copier` }],
    ['kept in step', `ExternalSecret ${copy}`, 'spec.refreshPolicy', 'Periodic'],
    ['kept in step', `ExternalSecret ${copy}`, 'spec.refreshInterval', '1h'],
    ['written to', `ExternalSecret ${copy}`, 'spec.target.name', name],
  ];
}

/** A server of a Gateway that terminates TLS. */
export function httpsServer(host: string, tls: object, name = 'https') {
  return {
    hosts: [host],
    port: { name, number: 443, protocol: 'HTTPS' },
    tls: { minProtocolVersion: 'TLSV1_2', ...tls },
  };
}

/** A server of a Gateway on port 80. */
export function httpServer(host: string, tls?: object) {
  return { hosts: [host], port: { name: 'http', number: 80, protocol: 'HTTP' }, ...(tls && { tls }) };
}

export function to(host: string, port: number) {
  return [{ destination: { host, port: { number: port } } }];
}
