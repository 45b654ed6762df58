/**
 * What must not compile. Each directive names, in quotes, what the compiler must complain about on the next line,
 * and says why.
 */
import {
  type AccessPolicyProps,
  type AccessRule,
  type CertificateIssuerProps,
  type ClientAuthorityProps,
  type ClientCertificateProps,
  DedicatedGateway,
  type EdgeController,
  type EdgeIngressProps,
  type GatewayServer,
  GatewayWorkload,
  type HostRoutesProps,
  type IngressGatewayProps,
  type MutualTlsProps,
  type PrivateKey,
  type Route,
  type RouteMatch,
  type SecretCopyProps,
  SecureIngressApp,
  type ServerCertificateProps,
  SyncWave,
} from '../../lib/index';
import {
  backend,
  clientAuthority,
  clientCertificate,
  credential,
  gateway,
  hosts,
  issuer,
  scope,
  workload,
} from './given';

declare function server(props: GatewayServer): void;
declare function route(props: Route): void;
declare function match(props: RouteMatch): void;
declare function issuedBy(props: CertificateIssuerProps): void;
declare function key(props: PrivateKey): void;
declare function serverCertificate(props: ServerCertificateProps): void;
declare function client(props: ClientCertificateProps): void;
declare function authority(props: ClientAuthorityProps): void;
declare function copy(props: SecretCopyProps): void;
declare function mutualTls(props: MutualTlsProps): void;
declare function policy(props: AccessPolicyProps): void;
declare function rule(props: AccessRule): void;
declare function controller(props: EdgeController): void;

const https = { protocol: 'HTTPS', hosts, credential } as const;

// @ts-expect-error 'clientAuthority': without a CA no client could be verified
server({ ...https, mode: 'MUTUAL' });
// @ts-expect-error 'clientAuthority': nor those who show a certificate of their own will
server({ ...https, mode: 'OPTIONAL_MUTUAL' });
// @ts-expect-error 'clientAuthority': SIMPLE asks for no certificate
server({ ...https, mode: 'SIMPLE', clientAuthority });
// @ts-expect-error 'clientIdentities': SIMPLE would pin nobody
server({ ...https, mode: 'SIMPLE', clientIdentities: ['alb.clients.internal'] });
// @ts-expect-error 'mode': Istio's default passes TLS on unopened
server({ ...https });
// @ts-expect-error '"ISTIO_MUTUAL"': mesh identities are not for clients from outside
server({ ...https, mode: 'ISTIO_MUTUAL' });
// @ts-expect-error 'credential': TLS is terminated with a certificate
server({ protocol: 'HTTPS', hosts, mode: 'SIMPLE' });
// @ts-expect-error 'string': a bare name says nothing of namespace, hosts and issuer
server({ protocol: 'HTTPS', hosts, mode: 'SIMPLE', credential: 'shop-tls' });
// @ts-expect-error '"1.1"': no TLS below 1.2
server({ ...https, mode: 'SIMPLE', minTlsVersion: '1.1' });
// @ts-expect-error 'redirect': only plain HTTP is redirected
server({ ...https, mode: 'SIMPLE', redirect: 'https' });
// @ts-expect-error 'mode': Istio refuses a TLS mode on an HTTP server
server({ protocol: 'HTTP', hosts, mode: 'SIMPLE' });
// @ts-expect-error 'credential': HTTP has no certificate
server({ protocol: 'HTTP', hosts, credential });
// @ts-expect-error '"http"': nobody is redirected to plain HTTP
server({ protocol: 'HTTP', hosts, redirect: 'http' });
// @ts-expect-error 'credential': what is not opened needs no certificate
server({ protocol: 'TLS', hosts, mode: 'PASSTHROUGH', credential });
// @ts-expect-error 'minTlsVersion': the backend decides that
server({ protocol: 'TLS', hosts, mode: 'PASSTHROUGH', minTlsVersion: '1.3' });
// @ts-expect-error '"HTTP2"': no such server
server({ protocol: 'HTTP2', hosts });
// @ts-expect-error 'string': a host is bound to the namespace of its routes
server({ protocol: 'HTTP', hosts: ['shop.example.com'] });

// @ts-expect-error 'Route': a route does something with requests
route({ match: { path: { prefix: '/' } } });
// @ts-expect-error 'to': a redirect reaches no backend
route({ redirect: { path: '/' }, to: backend });
// @ts-expect-error 'to': nor does an answer of the gateway
route({ respond: { status: 404 }, to: backend });
// @ts-expect-error 'respond': one answer
route({ redirect: { scheme: 'https' }, respond: { status: 404 } });
// @ts-expect-error 'rewritePath': the new path is the redirect's
route({ redirect: { scheme: 'https' }, rewritePath: '/new' });
// @ts-expect-error 'Destinations | undefined': a backend says its port
route({ to: { name: 'shop', namespace: 'web' } });
// @ts-expect-error '200': no code of a redirect
route({ redirect: { scheme: 'https', code: 200 } });
// @ts-expect-error '"get"': methods are in upper case
match({ method: 'get' });
// @ts-expect-error '"absent"': only presence can be asked for
match({ headers: { 'x-team': 'absent' } });
// @ts-expect-error 'string': exact, prefix or regex
match({ path: '/shop' });

// @ts-expect-error 'solver': a private CA asks nobody
issuedBy({ type: 'private-ca', name: 'ca', subject: { organizations: ['Shop'] }, solver: { type: 'http01' } });
// @ts-expect-error 'subject': a CA says whose it is
issuedBy({ type: 'private-ca', name: 'ca' });
// @ts-expect-error 'organizations': the least that a subject says
issuedBy({ type: 'private-ca', name: 'ca', subject: { countries: ['DE'] } });
// @ts-expect-error 'string': a duration has a unit
issuedBy({ type: 'private-ca', name: 'ca', subject: { organizations: ['Shop'] }, duration: '87600h' });
// @ts-expect-error 'namespace': a private CA signs everywhere
issuedBy({ type: 'private-ca', name: 'ca', subject: { organizations: ['Shop'] }, namespace: 'web' });
// @ts-expect-error 'subject': each self-signed certificate has its own
issuedBy({ type: 'self-signed', name: 'trial', subject: { organizations: ['Shop'] } });
// @ts-expect-error 'solver': ACME needs a proof
issuedBy({ type: 'acme', name: 'letsencrypt' });
// @ts-expect-error 'nature': that follows from the solver
issuedBy({ type: 'acme', name: 'letsencrypt', solver: { type: 'http01' }, nature: 'private-ca' });
// @ts-expect-error 'provider': DNS-01 writes records somewhere
issuedBy({ type: 'acme', name: 'letsencrypt', solver: { type: 'dns01' } });
// @ts-expect-error 'parentRefs': those of the other HTTP-01 solver
issuedBy({ type: 'acme', name: 'letsencrypt', solver: { type: 'http01', parentRefs: [] } });
// @ts-expect-error 'cloudDNS': the wire name would vanish, the property is cloudDns
issuedBy({ type: 'acme', name: 'letsencrypt', solver: { type: 'dns01', provider: { cloudDNS: { project: 'p' } } } });
// @ts-expect-error 'server': an existing issuer has its own
issuedBy({ type: 'existing', name: 'corp', server: 'https://acme.example.com' });
// @ts-expect-error '"public"': no such nature
issuedBy({ type: 'existing', name: 'corp', nature: 'public' });
// @ts-expect-error '"vault"': no such issuer
issuedBy({ type: 'vault', name: 'corp' });

// @ts-expect-error '1024': too short
key({ algorithm: 'RSA', size: 1024 });
// @ts-expect-error '256': a size of the other algorithm
key({ algorithm: 'RSA', size: 256 });
// @ts-expect-error '2048': a size of the other algorithm
key({ algorithm: 'ECDSA', size: 2048 });
// @ts-expect-error 'size': said, not assumed
key({ algorithm: 'RSA' });
// @ts-expect-error '"Ed25519"': browsers do not take it
key({ algorithm: 'Ed25519', size: 256 });
// @ts-expect-error '"DER"': no such encoding
key({ algorithm: 'ECDSA', size: 256, encoding: 'DER' });

const secret = { gateway: workload, secretName: 'shop-tls' } as const;
const web = ['shop.example.com'] as const;

// @ts-expect-error 'issuer': somebody else writes the Secret
serverCertificate({ source: 'existing-secret', ...secret, issuer });
// @ts-expect-error 'from': nothing is copied
serverCertificate({ source: 'existing-secret', ...secret, from: { namespace: 'default', name: 'tls' } });
// @ts-expect-error 'from': a copy has a source
serverCertificate({ source: 'copied-secret', ...secret });
// @ts-expect-error 'duration': who issues it decides that
serverCertificate({ source: 'copied-secret', ...secret, from: { namespace: 'a', name: 'b' }, duration: undefined });
// @ts-expect-error 'issuer': somebody signs it
serverCertificate({ source: 'issued', ...secret, hosts: web });
// @ts-expect-error 'hosts': it stands for some hosts
serverCertificate({ source: 'issued', ...secret, issuer });
// @ts-expect-error 'string': an issuer is more than a name
serverCertificate({ source: 'issued', ...secret, hosts: web, issuer: 'letsencrypt' });
// @ts-expect-error 'gateway': its namespace is where the Secret has to be
serverCertificate({ source: 'issued', secretName: 'shop-tls', issuer, hosts: web });
// @ts-expect-error 'namespace': the gateway's, nothing else
serverCertificate({ source: 'issued', ...secret, issuer, hosts: web, namespace: 'web' });
// @ts-expect-error 'usages': server authentication only
serverCertificate({ source: 'issued', ...secret, issuer, hosts: web, usages: ['client auth'] });

// @ts-expect-error 'identities': a client is told from others by them
client({ issuer, namespace: 'web', secretName: 'me' });
// @ts-expect-error 'hosts': clients have identities
client({ issuer, namespace: 'web', secretName: 'me', identities: ['me.internal'], hosts: web });
// @ts-expect-error 'issuer': somebody signs it
client({ namespace: 'web', secretName: 'me', identities: ['me.internal'] });

// @ts-expect-error 'issuer': the CA of which issuer
authority({ source: 'issuer', credential });
// @ts-expect-error 'issuer': the server's own
authority({ source: 'server-issuer', credential, issuer });
// @ts-expect-error 'name': the name follows from the credential
authority({ source: 'existing-secret', credential, name: 'clients' });
// @ts-expect-error 'name': a ConfigMap has a name
authority({ source: 'config-map', credential, namespace: 'trust' });
// @ts-expect-error 'credential': Istio finds the CA by it
authority({ source: 'server-issuer' });

const [from, to] = [
  { namespace: 'a', name: 'x' },
  { namespace: 'b', name: 'x' },
];

// @ts-expect-error '"kubernetes.io/dockerconfigjson"': certificates only
copy({ from, to, type: 'kubernetes.io/dockerconfigjson' });
// @ts-expect-error 'string': a Secret is namespace and name
copy({ from: 'default/tls', to });
// @ts-expect-error 'string[]': new key, old key
copy({ from, to, keys: ['tls.crt'] });

// @ts-expect-error 'labels': of which pods
mutualTls({ scope: 'workload', namespace: 'web', name: 'shop' });
// @ts-expect-error 'name': a namespace has many of these
mutualTls({ scope: 'workload', namespace: 'web', labels: { app: 'shop' } });
// @ts-expect-error 'clients': DestinationRules know no pods
mutualTls({ scope: 'workload', namespace: 'web', name: 'shop', labels: { app: 'shop' }, clients: {} });
// @ts-expect-error 'ports': Istio refuses exceptions without a selector
mutualTls({ scope: 'namespace', namespace: 'web', ports: { 8080: 'DISABLE' } });
// @ts-expect-error 'namespace': of which namespace
mutualTls({ scope: 'namespace' });
// @ts-expect-error 'labels': for all pods
mutualTls({ scope: 'namespace', namespace: 'web', labels: { app: 'shop' } });
// @ts-expect-error 'namespace': the root namespace is called so
mutualTls({ scope: 'mesh', namespace: 'istio-system' });
// @ts-expect-error '"UNSET"': that is the default of Istio, not a mode
mutualTls({ scope: 'mesh', mode: 'UNSET' });
// @ts-expect-error '"strict"': in upper case
mutualTls({ scope: 'mesh', mode: 'strict' });
// @ts-expect-error '"explicit"': hosts, if need be none
mutualTls({ scope: 'mesh', clients: 'explicit' });

const shop = { name: 'shop', namespace: 'web' } as const;
const rules: readonly AccessRule[] = [];
const serviceAccounts = [{ name: 'api', namespace: 'web' }];

// @ts-expect-error 'rules': nobody gets in
policy({ ...shop, action: 'NOBODY', rules });
// @ts-expect-error 'rules': ALLOW without rules means NOBODY
policy({ ...shop, action: 'ALLOW' });
// @ts-expect-error 'rules': Istio refuses DENY without rules
policy({ ...shop, action: 'DENY' });
// @ts-expect-error '"allow"': in upper case
policy({ ...shop, action: 'allow', rules });
// @ts-expect-error '"CUSTOM"': needs a provider that is not ours
policy({ ...shop, action: 'CUSTOM', rules });
// @ts-expect-error 'principals': Istio refuses both in one source
rule({ from: [{ serviceAccounts, principals: ['*'] }] });
// @ts-expect-error 'notPrincipals': Istio refuses both in one source
rule({ from: [{ serviceAccounts, notPrincipals: ['*'] }] });
// @ts-expect-error 'namespaces': Istio refuses both in one source
rule({ from: [{ serviceAccounts, namespaces: ['web'] }] });
// @ts-expect-error 'notNamespaces': Istio refuses both in one source
rule({ from: [{ serviceAccounts, notNamespaces: ['web'] }] });
// @ts-expect-error 'string': a service account has a namespace
rule({ from: [{ serviceAccounts: ['api'] }] });
// @ts-expect-error 'principal': would vanish, and the rule match more
rule({ from: [{ namespaces: ['web'], principal: ['*'] }] });
// @ts-expect-error 'string': ports are numbers
rule({ to: [{ ports: ['8080'] }] });
// @ts-expect-error '"get"': methods are in upper case
rule({ to: [{ methods: ['get'] }] });
// @ts-expect-error 'key': a condition on what
rule({ when: [{ values: ['staff'] }] });
// @ts-expect-error 'form': would vanish, and the rule match everything
rule({ form: [{ namespaces: ['web'] }] });

// @ts-expect-error 'verifyDepth': Traefik has none
controller({ type: 'traefik', ingressClassName: 'public-iks-traefik', verifyDepth: 3 });
// @ts-expect-error 'GatewayWorkload': istioctl, helm or existing
new GatewayWorkload({ namespace: 'a', labels: {}, serviceName: 'a', serviceAccountName: 'a', ports: [] });
// @ts-expect-error '"FOLDER_PER_CHART_FILE_PER_RESOURCE"': cdk8s's own layouts are named by yamlOutputType
new SecureIngressApp({ layout: 'FOLDER_PER_CHART_FILE_PER_RESOURCE' });
// @ts-expect-error 'namespace': a gateway has one, and its credentials with it
new DedicatedGateway(scope, 'gateway', { name: 'edge' });

declare const gatewayProps: IngressGatewayProps;
declare const routesProps: HostRoutesProps;
declare const edgeProps: EdgeIngressProps;
declare const certificateProps: ServerCertificateProps;

// @ts-expect-error 'servers': props are read-only
gatewayProps.servers = [];
// @ts-expect-error 'push': and so are their lists
gatewayProps.servers.push({ protocol: 'HTTP', hosts });
// @ts-expect-error 'hosts': props are read-only
routesProps.hosts = [];
// @ts-expect-error 'port': also those of backends
backend.port = 80;
// @ts-expect-error 'host': props are read-only
edgeProps.host = 'shop.example.com';
// @ts-expect-error 'secretName': props are read-only
certificateProps.secretName = 'other';
// @ts-expect-error 'nature': what was rendered does not change with it
issuer.nature = 'private-ca';
// @ts-expect-error 'credentialName': what was rendered does not change with it
credential.credentialName = 'other';
// @ts-expect-error 'credential': what was rendered does not change with it
clientAuthority.credential = credential;
// @ts-expect-error 'push': what was rendered does not change with it
clientCertificate.identities.push('other.internal');
// @ts-expect-error 'namespace': what was rendered does not change with it
gateway.namespace = 'web';
// @ts-expect-error 'Readonly<Record<string, string>>': Gateways have been rendered with it
workload.labels.istio = 'edge';
// @ts-expect-error 'ROUTES': others count on the order
SyncWave.ROUTES = 0;
