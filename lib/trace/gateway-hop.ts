import { trafficOf } from '../traffic/gateway-protocol';
import type { GatewayPort } from '../traffic/gateway-port';
import type { GatewayServer } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import { connectionReset, refused, tlsReset } from './ends';
import type { Decider, End, Hop, Protection } from './request';
import { serverCertificate } from './server-certificate';
import type { GatewayArrival, GatewayStep, SentTls } from './step';
import { verifyClient } from './verify-client';

/** What the listener of a gateway makes of a connection: which server takes it, and how it is protected. */
export function atGateway(mesh: Mesh, arrival: GatewayArrival): GatewayStep {
  const { pod, port, tls } = arrival;
  const place = mesh.gatewayPorts.at(pod, port);
  if (place.servers.length === 0)
    return ended(refused(`no Gateway has a server on ${placeOf(arrival)}`, arrival.decidedBy));
  return tls === undefined ? inPlainText(place, arrival) : overTls(mesh, place, arrival, tls);
}

function ended(end: End): GatewayStep {
  return { hop: undefined, end, server: undefined, connection: undefined, principal: undefined };
}

/** As hops name the gateway. */
export function gatewayLabel({ pod }: Pick<GatewayArrival, 'pod'>): string {
  return `gateway ${pod.namespace}/${pod.owner.name}`;
}

function placeOf(arrival: GatewayArrival): string {
  return `port ${arrival.port} of ${gatewayLabel(arrival)}`;
}

function inPlainText(place: GatewayPort, arrival: GatewayArrival): GatewayStep {
  const server = place.plainServerFor(arrival.client.hostHeader) ?? place.plainServer ?? place.opaqueServer;
  if (server === undefined) {
    const why = `plain HTTP meets ${placeOf(arrival)}, which takes TLS only`;
    return ended(connectionReset(why, place.servers.slice(0, 1).map(portOf)));
  }
  const hop = hopOf(arrival, server, 'plaintext', '', 'plain HTTP comes in');
  return { hop, end: undefined, server, connection: place.connectionOf(server), principal: '' };
}

function overTls(mesh: Mesh, place: GatewayPort, arrival: GatewayArrival, { sni }: SentTls): GatewayStep {
  const chain = place.chainFor(sni);
  if (chain !== undefined) {
    const { server, route } = chain;
    if (trafficOf(server) === 'passthrough') return passedOn(server, arrival, route);
    return { ...terminate(mesh, server, arrival), connection: route };
  }
  // Whatever has TLS in it, and no server name that is known, is a stream like any other.
  const opaque = place.opaqueServer;
  if (opaque !== undefined) return passedOn(opaque, arrival, place.connectionOf(opaque));
  const automatic = place.servers.find(({ tlsMode }) => tlsMode === 'AUTO_PASSTHROUGH');
  if (automatic !== undefined) return passedOn(automatic, arrival, undefined);
  return ended(noServer(place, arrival, sni));
}

function noServer(place: GatewayPort, arrival: GatewayArrival, sni: string | undefined): End {
  const decidedBy = place.servers.slice(0, 3).map(portOf);
  const where = placeOf(arrival);
  if (!place.takesTls) return connectionReset(`TLS meets ${where}, which takes plain text only`, decidedBy);
  const what = sni === undefined ? 'a connection without a server name (SNI)' : `the server name ${sni}`;
  const passing = place.tlsServerFor(sni);
  if (passing === undefined) return tlsReset(`no server on ${where} is for ${what}`, decidedBy);
  const name = `server ${passing.index} of Gateway ${passing.gateway.key}`;
  return tlsReset(`${name} has the mode ${passing.tlsMode}, and no tls or tcp route there takes ${what}`, [
    tlsOf(passing),
  ]);
}

function passedOn(server: GatewayServer, arrival: GatewayArrival, connection: GatewayStep['connection']): GatewayStep {
  const proves = 'whoever ends TLS proves itself, since the gateway passes it on';
  return { hop: hopOf(arrival, server, 'tls', proves, ''), end: undefined, server, connection, principal: '' };
}

/** Where the gateway ends TLS: with a certificate that is there, and with clients that it takes. */
function terminate(mesh: Mesh, server: GatewayServer, arrival: GatewayArrival): Omit<GatewayStep, 'connection'> {
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
    principal: verified === undefined ? '' : verified.principal,
  };
}

function hopOf(
  arrival: GatewayArrival,
  server: GatewayServer,
  protection: Protection,
  proves: string,
  because: string,
): Hop {
  const decidedBy = [...arrival.decidedBy, portOf(server), ...(server.tlsMode === undefined ? [] : [tlsOf(server)])];
  return { from: arrival.from, to: gatewayLabel(arrival), protection, proves, decidedBy, notes: [], because };
}

function portOf({ gateway, field }: GatewayServer): Decider {
  return { manifest: gateway.manifest, path: [...field.path, 'port', 'number'] };
}

function tlsOf({ gateway, field }: GatewayServer): Decider {
  return { manifest: gateway.manifest, path: [...field.path, 'tls', 'mode'] };
}
