import type { Manifest } from '../manifest/manifest';
import { certificateFacts, covers } from '../traffic/certificate-facts';
import { servesHttps } from '../traffic/ingress-plain-http';
import { type IngressTls, tlsFor } from '../traffic/ingress-routes';
import type { Mesh } from '../traffic/mesh';
import { redirected, refused, untold } from './ends';
import type { Client, Decider, End, Hop } from './request';

/** From the client to an Ingress controller. */
export interface IngressFront {
  readonly hop: Hop | undefined;
  readonly end: End | undefined;
}

/** As hops name the controller. */
export function ingressLabel({ catalog }: Mesh, ingress: Manifest): string {
  return `ingress ${catalog.namespaceOf(ingress)}/${ingress.name}`;
}

export function toController(mesh: Mesh, client: Client, ingress: Manifest): IngressFront {
  return client.scheme === 'https' ? overTls(mesh, client, ingress) : inPlainText(mesh, client, ingress);
}

function overTls(mesh: Mesh, { hostHeader }: Client, ingress: Manifest): IngressFront {
  const label = ingressLabel(mesh, ingress);
  const tls = tlsFor(ingress, hostHeader);
  const decidedBy = [{ manifest: ingress, path: tls?.path ?? ['spec', 'tls'] }];
  const { family } = mesh.ingresses.controllerOf(ingress);
  if (servesHttps(ingress, family) === false)
    return { hop: undefined, end: refused(`${label} has no listener for HTTPS`, decidedBy) };
  const name = tls?.secretName ?? '';
  const proves =
    name === '' ? "the controller's own certificate" : `Secret ${mesh.catalog.namespaceOf(ingress)}/${name}`;
  const hop: Hop = {
    from: 'client',
    to: label,
    protection: 'tls',
    proves: `${proves} to the client`,
    decidedBy,
    notes: [],
    because: '',
  };
  const isCloud = family === 'alb' || family === 'gce';
  const doubt = isCloud ? undefined : certificateDoubt(mesh, ingress, tls, hostHeader);
  return {
    hop,
    end: doubt === undefined ? undefined : untold(` which certificate ${label} shows: ${doubt}`, decidedBy),
  };
}

/** Why the controller would fall back to its own certificate, of which the input does not tell whether it fits. */
function certificateDoubt(
  { credentials, catalog }: Mesh,
  ingress: Manifest,
  tls: IngressTls | undefined,
  host: string,
): string | undefined {
  if (tls === undefined) return `the Ingress has no tls for ${host}`;
  const namespace = catalog.namespaceOf(ingress);
  if (tls.secretName === '') return undefined;
  const sources = credentials.sources(namespace, tls.secretName);
  if (sources.length === 0)
    return credentials.areKnown() ? `there is no Secret ${namespace}/${tls.secretName}` : undefined;
  const names = sources.map(({ certificate }) => certificate && certificateFacts(certificate).dnsNames);
  const isFit = names.some((each) => each === undefined || covers(each, host));
  return isFit ? undefined : `that of Secret ${namespace}/${tls.secretName} is not for ${host}`;
}

function inPlainText(mesh: Mesh, { hostHeader, path }: Client, ingress: Manifest): IngressFront {
  const label = ingressLabel(mesh, ingress);
  const decidedBy: readonly Decider[] = [{ manifest: ingress, path: ['spec', 'tls'] }];
  const because = 'the client asks for plain HTTP';
  const hop: Hop = { from: 'client', to: label, protection: 'plaintext', proves: '', decidedBy, notes: [], because };
  switch (mesh.ingresses.plainHttp(ingress, hostHeader)) {
    case 'served':
      return { hop, end: undefined };
    case 'refused':
      return { hop: undefined, end: refused(`${label} is not for plain HTTP`, decidedBy) };
    case 'redirected': {
      const status = mesh.ingresses.controllerOf(ingress).family === 'nginx' ? 308 : 301;
      return { hop, end: redirected(status, `https://${hostHeader}${path} by the controller of ${label}`, decidedBy) };
    }
    default:
      return {
        hop,
        end: untold(` whether ${label} serves plain HTTP: its controller's own configuration says`, decidedBy),
      };
  }
}
