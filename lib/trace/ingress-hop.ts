import type { Manifest } from '../manifest/manifest';
import { isGatewayPod } from '../traffic/gateway-pod';
import { CLUSTER_DOMAIN } from '../traffic/hosts';
import type { BackendConnection } from '../traffic/ingress-connection';
import { tlsFor } from '../traffic/ingress-routes';
import type { IngressMatch } from '../traffic/ingress-matches';
import type { Mesh } from '../traffic/mesh';
import { authorityOf } from './http-route';
import type { Client, Decider, End, Hop } from './request';
import type { GatewayArrival, RouteTarget, Sender } from './step';

/** What an Ingress controller does with a request. */
export interface IngressStep {
  readonly hop: Hop | undefined;
  readonly end: End | undefined;
  /** Where it goes on at gateways of the mesh. */
  readonly arrivals: readonly GatewayArrival[];
  /** Where it goes on at a workload. */
  readonly direct: { readonly sender: Sender; readonly target: RouteTarget } | undefined;
}

export function throughIngress(mesh: Mesh, client: Client, match: IngressMatch): IngressStep {
  const { ingress, backend } = match;
  const label = `ingress ${mesh.catalog.namespaceOf(ingress)}/${ingress.name}`;
  const decidedBy: Decider[] = [{ manifest: ingress, path: backend.path }];
  const first =
    client.scheme === 'https' ? overTls(mesh, client, ingress, label) : inPlainText(mesh, client, ingress, label);
  if (first.end !== undefined) return { ...first, arrivals: [], direct: undefined };
  const connection = mesh.ingresses.connectionTo(backend);
  const service = mesh.ingresses.serviceOf(backend);
  const port = mesh.ingresses.portOf(backend);
  if (connection === undefined || service === undefined || port === undefined) {
    return { ...first, end: noBackend(mesh, match, decidedBy), arrivals: [], direct: undefined };
  }
  const via = {
    mesh,
    client,
    connection,
    label,
    decidedBy: [...decidedBy, deciderOf(connection), { manifest: service, path: port.path }],
  };
  const end = openEnd(connection, via.decidedBy);
  if (end !== undefined) return { ...first, end, arrivals: [], direct: undefined };
  const pods = mesh.services.podsOf(service).filter(isGatewayPod);
  const number = port.get('port').number;
  if (pods.length === 0) return { ...first, arrivals: [], direct: directly(via, service, number) };
  const arrivals = pods.flatMap((pod) => {
    const target = mesh.services.targetPort(port, pod);
    return target === undefined ? [] : [{ ...arrivalOf(via), pod, port: target }];
  });
  return { ...first, arrivals, direct: undefined };
}

interface Via {
  readonly mesh: Mesh;
  readonly client: Client;
  readonly connection: BackendConnection;
  readonly label: string;
  readonly decidedBy: readonly Decider[];
}

function overTls(
  mesh: Mesh,
  { hostHeader }: Client,
  ingress: Manifest,
  label: string,
): { hop: Hop | undefined; end: End | undefined } {
  const tls = tlsFor(ingress, hostHeader);
  const at = { manifest: ingress, path: tls?.path ?? ['spec', 'tls'] };
  const proves =
    tls === undefined || tls.secretName === ''
      ? "the controller's own certificate to the client"
      : `Secret ${mesh.catalog.namespaceOf(ingress)}/${tls.secretName} to the client`;
  const hop: Hop = { from: 'client', to: label, protection: 'tls', proves, decidedBy: [at], notes: [], because: '' };
  const { family } = mesh.ingresses.controllerOf(ingress);
  if (tls !== undefined || family === 'alb' || family === 'gce') return { hop, end: undefined };
  const why = `Could not tell which certificate the controller of ${label} shows for ${hostHeader}: the Ingress has no tls for it`;
  return { hop, end: { arrives: undefined, failure: null, status: null, why, decidedBy: [at] } };
}

function inPlainText(
  mesh: Mesh,
  { hostHeader, path }: Client,
  ingress: Manifest,
  label: string,
): { hop: Hop | undefined; end: End | undefined } {
  const decidedBy = [{ manifest: ingress, path: ['spec', 'tls'] }];
  const hop: Hop = {
    from: 'client',
    to: label,
    protection: 'plaintext',
    proves: '',
    decidedBy,
    notes: [],
    because: 'the client asks for plain HTTP',
  };
  const what = mesh.ingresses.plainHttp(ingress, hostHeader);
  if (what === 'served') return { hop, end: undefined };
  if (what === 'refused') {
    const why = `Connection refused, or 404: ${label} is not for plain HTTP`;
    return { hop: undefined, end: { arrives: false, failure: 'refused', status: null, why, decidedBy } };
  }
  if (what === 'redirected') {
    const why = `308: redirected to https://${hostHeader}${path} by the controller of ${label}`;
    return { hop, end: { arrives: false, failure: 'redirect', status: 308, why, decidedBy } };
  }
  const why = `Could not tell whether the controller of ${label} serves plain HTTP: that is in its own configuration`;
  return { hop, end: { arrives: undefined, failure: null, status: null, why, decidedBy } };
}

function noBackend({ catalog }: Mesh, { ingress, backend }: IngressMatch, decidedBy: readonly Decider[]): End {
  const why = `503: there is no Service ${catalog.namespaceOf(ingress)}/${backend.service} with the port ${backend.port}`;
  return { arrives: false, failure: 'no-backend', status: 503, why, decidedBy };
}

function openEnd({ protocol }: BackendConnection, decidedBy: readonly Decider[]): End | undefined {
  if (protocol !== undefined) return undefined;
  const why = 'Could not tell how the Ingress controller connects to its backend: its kind is not known';
  return { arrives: undefined, failure: null, status: null, why, decidedBy };
}

function arrivalOf({ client, connection, label, decidedBy }: Via): Omit<GatewayArrival, 'pod' | 'port'> {
  const { protocol, serverName, clientSecrets = [], verifies, host, serverNameAt, clientAt } = connection;
  const [secret] = clientSecrets;
  const sni = serverName === '' ? undefined : serverName;
  const tls = { sni, certificate: secret && { secret }, verifiedName: verifies ? (sni ?? '') : '' };
  const shown = client.certificate && { secret: client.certificate };
  const own = { sni: client.sni, certificate: shown, verifiedName: client.sni ?? client.host };
  return {
    from: label,
    client: { ...client, hostHeader: host || client.hostHeader, scheme: protocol === 'http' ? 'http' : 'https' },
    tls: protocol === 'http' ? undefined : protocol === 'passthrough' ? own : tls,
    decidedBy: [...decidedBy, ...(protocol === 'https' ? [serverNameAt, clientAt] : [])],
  };
}

function directly(
  { mesh, client, connection, label, decidedBy }: Via,
  service: Manifest,
  port: number,
): NonNullable<IngressStep['direct']> {
  const namespace = mesh.catalog.namespaceOf(service);
  const sender: Sender = {
    label,
    namespace,
    sends: connection.protocol === 'http' ? 'plaintext' : 'tls',
    pod: undefined,
    carriesTls: connection.protocol === 'passthrough',
  };
  const host = `${service.name}.${namespace}.${CLUSTER_DOMAIN}`;
  const { path, headers } = client;
  const target: RouteTarget = {
    host,
    port,
    listenPort: port,
    subset: '',
    weight: undefined,
    decidedBy,
    path,
    authority: connection.host || authorityOf(client),
    headers,
    notes: [],
  };
  return { sender, target };
}

function deciderOf({ protocolAt }: BackendConnection): Decider {
  return protocolAt;
}
