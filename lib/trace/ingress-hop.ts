import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { isGatewayPod } from '../traffic/gateway-pod';
import { CLUSTER_DOMAIN } from '../traffic/hosts';
import type { BackendConnection } from '../traffic/ingress-connection';
import type { IngressMatch } from '../traffic/ingress-matches';
import type { Mesh } from '../traffic/mesh';
import { noBackend, untold } from './ends';
import { authorityOf } from './http-route';
import { ingressLabel, toController } from './ingress-front';
import type { Client, Decider, End, Hop } from './request';
import type { GatewayArrival, RouteTarget, Sender, SentTls } from './step';

/** What an Ingress controller does with a request. */
export interface IngressStep {
  readonly hop: Hop | undefined;
  /** That it ends here, or that it could not be told whether it does. */
  readonly end: End | undefined;
  /** Where it goes on at gateways of the mesh. */
  readonly arrivals: readonly GatewayArrival[];
  /** Where it goes on at a workload. */
  readonly direct: { readonly sender: Sender; readonly target: RouteTarget } | undefined;
}

/** A Service behind an Ingress, and how the controller connects to it. */
interface Via {
  readonly mesh: Mesh;
  readonly client: Client;
  readonly connection: BackendConnection;
  readonly label: string;
  readonly service: Manifest;
  /** The item of `spec.ports` of the Service. */
  readonly port: Field;
  readonly decidedBy: readonly Decider[];
}

export function throughIngress(mesh: Mesh, client: Client, match: IngressMatch): IngressStep {
  const { ingress, backend, isCertain } = match;
  const front = toController(mesh, client, ingress);
  const ended = { ...front, arrivals: [], direct: undefined };
  if (front.end?.arrives === false) return ended;
  const via = viaOf(mesh, client, match);
  if (via === undefined) return { ...ended, end: missing(mesh, match) };
  const open = openPart(via.connection);
  if (open !== undefined) return { ...ended, end: front.end ?? untold(` ${open}`, via.decidedBy) };
  const doubt = untold(` whether the controller sends ${client.path} to Service ${backend.service}`, via.decidedBy);
  const { arrivals, direct, end } = onwards(via);
  return { hop: front.hop, end: end ?? front.end ?? (isCertain ? undefined : doubt), arrivals, direct };
}

function viaOf(mesh: Mesh, client: Client, { ingress, backend }: IngressMatch): Via | undefined {
  const connection = mesh.ingresses.connectionTo(backend);
  const service = mesh.ingresses.serviceOf(backend);
  const port = mesh.ingresses.portOf(backend);
  if (connection === undefined || service === undefined || port === undefined) return undefined;
  const decidedBy = [
    { manifest: ingress, path: backend.path },
    connection.protocolAt,
    { manifest: service, path: port.path },
  ];
  return { mesh, client, connection, label: ingressLabel(mesh, ingress), service, port, decidedBy };
}

/** What of a connection its settings leave open, so that nothing can be told of what comes after it. */
function openPart({ protocol, serverName, clientSecrets }: BackendConnection): string | undefined {
  if (protocol === undefined) return 'how the Ingress controller connects to its backend';
  if (protocol !== 'https') return undefined;
  if (serverName === undefined) return 'which server name (SNI) the Ingress controller sends';
  return clientSecrets === undefined ? 'which certificate the Ingress controller shows' : undefined;
}

function missing({ catalog, ingresses }: Mesh, { ingress, backend }: IngressMatch): End {
  const decidedBy = [{ manifest: ingress, path: backend.path }];
  const namespace = catalog.namespaceOf(ingress);
  if (backend.service === '') return untold(': the backend of the Ingress is no Service', decidedBy);
  const name = `Service ${namespace}/${backend.service}`;
  const isThere = ingresses.serviceOf(backend) !== undefined;
  return noBackend(isThere ? `${name} has no port ${backend.port}` : `there is no ${name}`, decidedBy);
}

function onwards(via: Via): Omit<IngressStep, 'hop'> {
  const { mesh, service, port } = via;
  const pods = mesh.services.podsOf(service).filter((pod) => isGateway(mesh, pod));
  if (pods.length === 0) return { arrivals: [], direct: directly(via), end: undefined };
  const arrivals = pods.flatMap((pod) => {
    const target = mesh.services.targetPort(port, pod);
    return target === undefined ? [] : [{ ...arrivalOf(via), pod, port: target }];
  });
  const why = `no container behind Service ${service.name} has a port ${port.get('targetPort').text}`;
  return { arrivals, direct: undefined, end: arrivals.length > 0 ? undefined : noBackend(why, via.decidedBy) };
}

/** By itself, or since a Gateway selects it. */
function isGateway({ gateways }: Mesh, pod: Pod): boolean {
  return isGatewayPod(pod) || gateways.on(pod).length > 0;
}

function arrivalOf(via: Via): Omit<GatewayArrival, 'pod' | 'port'> {
  const { client, connection, label, decidedBy } = via;
  const { protocol, host, serverNameAt, clientAt } = connection;
  const hostHeader = host === undefined ? 'the address of the Pod' : host || client.hostHeader;
  return {
    from: label,
    client: { ...client, hostHeader, scheme: protocol === 'http' ? 'http' : 'https' },
    tls: sentTls(via),
    decidedBy: [...decidedBy, ...(protocol === 'https' ? [serverNameAt, clientAt] : [])],
  };
}

function sentTls({ client, connection }: Via): SentTls | undefined {
  const { protocol, serverName = '', clientSecrets = [], verifies, trusts } = connection;
  if (protocol === 'http') return undefined;
  if (protocol === 'passthrough') {
    const certificate = client.certificate && { secret: client.certificate };
    return { sni: client.sni, certificate, verifiedName: client.sni ?? client.host };
  }
  const [secret] = clientSecrets;
  const sni = serverName === '' ? undefined : serverName;
  const certificate = secret && { secret };
  return verifies ? { sni, certificate, verifiedName: serverName, trusts } : { sni, certificate, verifiedName: '' };
}

function directly({
  mesh,
  client,
  connection,
  label,
  service,
  port,
  decidedBy,
}: Via): NonNullable<IngressStep['direct']> {
  const namespace = mesh.catalog.namespaceOf(service);
  const number = port.get('port').number;
  const sender: Sender = {
    label,
    namespace,
    sends: connection.protocol === 'http' ? 'plaintext' : 'tls',
    pod: undefined,
    carriesTls: connection.protocol === 'passthrough',
  };
  const target: RouteTarget = {
    host: `${service.name}.${namespace}.${CLUSTER_DOMAIN}`,
    port: number,
    listenPort: number,
    subset: '',
    weight: undefined,
    decidedBy,
    path: client.path,
    authority: connection.host || authorityOf(client),
    headers: client.headers,
    notes: [],
  };
  return { sender, target };
}
