import { append } from '../groups';
import type { Catalog } from '../manifest/catalog';
import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { annotation, annotationsWith, NGINX, type Place, placeOf, readFlag, TRAEFIK } from './ingress-annotations';
import { type BackendConnection, type ConnectionContext, type NamedSource, openConnection } from './ingress-connection';
import { nginxConnection, NGINX_TLS } from './ingress-nginx';

export const SERVERS_TRANSPORTS = ['ServersTransport.traefik.io', 'ServersTransport.traefik.containo.us'];
export const TRANSPORT_ANNOTATION = `${TRAEFIK}service.serverstransport`;

const SCHEME = `${TRAEFIK}service.serversscheme`;
const SUFFIX = '@kubernetescrd';

/** Traefik's own settings of connections to backends. */
export class ServersTransports {
  private readonly byId = new Map<string, Manifest[]>();

  constructor(private readonly catalog: Catalog) {
    for (const manifest of SERVERS_TRANSPORTS.flatMap((kind) => catalog.ofKind(kind))) {
      append(this.byId, normalized(`${catalog.namespaceOf(manifest)}-${manifest.name}`), manifest);
    }
  }

  /** The one that an annotation names as `NAMESPACE-NAME@kubernetescrd`. */
  find(reference: string): Manifest | undefined {
    return isTransportReference(reference) ? this.byId.get(reference.slice(0, -SUFFIX.length))?.[0] : undefined;
  }

  /** `certificatesSecrets`: what Traefik presents. */
  clientSecrets(transport: Manifest): readonly NamedSource[] {
    return this.named(transport, specOf(transport).get('certificatesSecrets').items, 'Secret');
  }

  /** `rootCAs`, and the older `rootCAsSecrets`. */
  trusts(transport: Manifest): readonly NamedSource[] {
    const spec = specOf(transport);
    const roots = spec.get('rootCAs').items;
    return [
      ...this.named(transport, spec.get('rootCAsSecrets').items, 'Secret'),
      ...this.named(
        transport,
        roots.map((root) => root.get('secret')),
        'Secret',
      ),
      ...this.named(
        transport,
        roots.map((root) => root.get('configMap')),
        'ConfigMap',
      ),
    ];
  }

  private named(manifest: Manifest, fields: readonly Field[], kind: NamedSource['kind']): readonly NamedSource[] {
    const namespace = this.catalog.namespaceOf(manifest);
    return fields
      .filter(({ text }) => text !== '')
      .map(({ text, path }) => ({ kind, namespace, name: text, at: { manifest, path } }));
  }
}

/** Whether the text names a ServersTransport of the cluster, rather than one of Traefik's own files. */
export function isTransportReference(text: string): boolean {
  return text.endsWith(SUFFIX);
}

/**
 * Traefik, from the annotations of the Service and the ServersTransport that they name. Where only the Ingress is
 * annotated, for ingress-nginx, Traefik is taken to follow that, as its provider for it does. Sources: Traefik's
 * providers kubernetes/ingress and kubernetes/ingress-nginx.
 */
export function traefikConnection(context: ConnectionContext, transports: ServersTransports): BackendConnection {
  const { ingress, service } = context;
  const own = annotationsWith(service, `${TRAEFIK}service.`);
  if (own.length === 0 && annotationsWith(ingress, NGINX_TLS).length > 0) return likeNginx(context);
  const at = placeOf(service, TRANSPORT_ANNOTATION);
  const open = openConnection('traefik', at);
  const basis = { ...open, protocolAt: placeOf(service, SCHEME), protocol: protocolOf(context), host: hostOf(service) };
  const reference = annotation(service, TRANSPORT_ANNOTATION).text;
  if (reference === '') return { ...basis, serverName: '', clientSecrets: [], trusts: [] };
  const transport = transports.find(reference);
  return transport === undefined ? basis : { ...basis, ...transportPart(transport, transports) };
}

/**
 * What Traefik makes of annotations for ingress-nginx: Secrets of any namespace, a server name that needs no Secret, and
 * TLS versions of its own.
 */
function likeNginx(context: ConnectionContext): BackendConnection {
  const { ingress } = context;
  const [written = ''] = annotation(ingress, `${NGINX}proxy-ssl-secret`).text.split('/');
  const connection = nginxConnection({ ...context, namespace: written || context.namespace });
  if (connection.protocol === 'passthrough') return connection;
  const name = `${NGINX}proxy-ssl-name`;
  const serverName = annotation(ingress, name).text;
  return { ...connection, serverName, serverNameAt: placeOf(ingress, name), tlsVersions: undefined };
}

type TransportPart = Pick<
  BackendConnection,
  'serverName' | 'serverNameAt' | 'clientSecrets' | 'clientAt' | 'verifies' | 'trusts'
>;

/** Without `serverName` the backend is an IP address to Traefik, of which TLS tells the server nothing. */
function transportPart(manifest: Manifest, transports: ServersTransports): TransportPart {
  const spec = specOf(manifest);
  const placeIn = (field: string): Place => ({ manifest, path: spec.get(field).path });
  const spiffe = spec.get('spiffe').isSet;
  return {
    serverName: spec.get('serverName').text,
    serverNameAt: placeIn('serverName'),
    clientSecrets: spiffe ? undefined : transports.clientSecrets(manifest),
    clientAt: placeIn('certificatesSecrets'),
    verifies: !spec.get('insecureSkipVerify').flag,
    trusts: spiffe ? undefined : transports.trusts(manifest),
  };
}

/** Without an annotation the port says it: HTTPS for 443, and for names that begin with `https`. */
function protocolOf({ service, port }: ConnectionContext): BackendConnection['protocol'] {
  const scheme = annotation(service, SCHEME).text.toLowerCase();
  if (scheme !== '') return scheme === 'https' ? 'https' : 'http';
  return port.get('port').number === 443 || port.get('name').text.startsWith('https') ? 'https' : 'http';
}

/** Not passed on, Host is the address of the Pod. */
function hostOf(service: Manifest): string | undefined {
  return readFlag(annotation(service, `${TRAEFIK}service.passhostheader`)) === false ? undefined : '';
}

/** As Traefik makes identifiers: letters and digits, all else as one dash. */
function normalized(text: string): string {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join('-');
}
