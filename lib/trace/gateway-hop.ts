import type { GatewayServer } from '../traffic/gateway-server';
import type { GatewayBehind } from '../traffic/ingress-backends';
import type { Mesh } from '../traffic/mesh';
import type { End, Protection } from './request';
import { serverCertificate } from './server-certificate';
import type { GatewayArrival, GatewayStep } from './step';
import { verifyClient } from './verify-client';

/** What the listener of a gateway makes of a connection: which server takes it, and how it is protected. */
export function atGateway(mesh: Mesh, arrival: GatewayArrival): GatewayStep {
  const { pod, port, tls } = arrival;
  const behind = mesh.gateways.behind(pod, port);
  if (behind.servers.length === 0) return ended(refused(arrival));
  if (tls === undefined) return inPlainText(behind, arrival);
  const [server] = behind.serversFor(tls.sni ?? '');
  if (server === undefined) return ended(noServer(behind, arrival, tls.sni));
  return server.terminates ? terminate(mesh, server, arrival) : passThrough(server, arrival);
}

function ended(end: End): GatewayStep {
  return { hop: undefined, end, server: undefined, principal: undefined };
}

/** As hops name the gateway. */
export function gatewayLabel({ pod }: Pick<GatewayArrival, 'pod'>): string {
  return `gateway ${pod.namespace}/${pod.owner.name}`;
}

function refused(arrival: GatewayArrival): End {
  const why = `Connection refused: no Gateway has a server on port ${arrival.port} of ${gatewayLabel(arrival)}`;
  return { arrives: false, failure: 'refused', status: null, why, decidedBy: arrival.decidedBy };
}

function inPlainText(behind: GatewayBehind, arrival: GatewayArrival): GatewayStep {
  const server = behind.plainServerFor(arrival.client.hostHeader);
  if (server === undefined) {
    const why = `Connection reset: plain HTTP meets port ${arrival.port} of ${gatewayLabel(arrival)}, which takes TLS only`;
    return ended({ ...reset(why), decidedBy: behind.servers.slice(0, 1).map(portOf) });
  }
  const hop = hopOf(arrival, server, 'plaintext', '', 'nothing asks for TLS');
  return { hop, end: undefined, server, principal: '' };
}

function noServer(behind: GatewayBehind, arrival: GatewayArrival, sni: string | undefined): End {
  const decidedBy = behind.servers.slice(0, 3).map(portOf);
  const place = `port ${arrival.port} of ${gatewayLabel(arrival)}`;
  if (behind.tlsServers.length === 0)
    return { ...reset(`Connection reset: TLS meets ${place}, which takes plain text only`), decidedBy };
  const what = sni === undefined ? 'a connection without a server name (SNI)' : `the server name ${sni}`;
  return { ...reset(`TLS reset: no server on ${place} is for ${what}`), decidedBy };
}

function reset(why: string): Omit<End, 'decidedBy'> {
  return { arrives: false, failure: 'tls-reset', status: null, why };
}

function passThrough(server: GatewayServer, arrival: GatewayArrival): GatewayStep {
  const proves = 'whoever ends TLS proves itself, since the gateway passes it on';
  return { hop: hopOf(arrival, server, 'tls', proves, ''), end: undefined, server, principal: '' };
}

/** Where the gateway ends TLS: with a certificate that is there, and with clients that it takes. */
function terminate(mesh: Mesh, server: GatewayServer, arrival: GatewayArrival): GatewayStep {
  const own = serverCertificate(mesh, server, arrival);
  const verified = own.end === undefined ? verifyClient(mesh, server, arrival) : undefined;
  const protection = verified?.isShown ? 'mutual-tls' : 'tls';
  const proves = [own.proves, verified?.proves ?? ''].filter((text) => text !== '').join('; ');
  const hop = hopOf(arrival, server, protection, proves, '');
  const decidedBy = [...hop.decidedBy, ...own.decidedBy, ...(verified?.decidedBy ?? [])];
  const end = own.end ?? verified?.end;
  return {
    hop: end?.arrives === false ? undefined : { ...hop, decidedBy, notes: own.notes },
    end,
    server,
    principal: verified?.principal ?? '',
  };
}

function hopOf(
  arrival: GatewayArrival,
  server: GatewayServer,
  protection: Protection,
  proves: string,
  because: string,
) {
  const decidedBy = [...arrival.decidedBy, portOf(server), ...(server.tlsMode === undefined ? [] : [tlsOf(server)])];
  return { from: arrival.from, to: gatewayLabel(arrival), protection, proves, decidedBy, notes: [], because };
}

function portOf({ gateway, path }: GatewayServer) {
  return { manifest: gateway.manifest, path: [...path, 'port', 'number'] };
}

function tlsOf({ gateway, path }: GatewayServer) {
  return { manifest: gateway.manifest, path: [...path, 'tls', 'mode'] };
}
