import { type Field, specOf } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import { splitNamespacedHost } from './hosts';
import { type Protocol, parseProtocol } from './protocol';

/** An Istio Gateway as istiod reads it. */
export interface Gateway {
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly name: string;
  /** NAMESPACE/NAME */
  readonly key: string;
  /** Empty: every gateway. */
  readonly selector: Labels;
  /** All items of `spec.servers`, in their order. */
  readonly servers: readonly GatewayServer[];
}

/** An item of `spec.servers`. */
export interface GatewayServer {
  readonly gateway: Gateway;
  readonly index: number;
  readonly field: Field;
  /** As written, which is a Service's port or the Pod's own; 0 where there is none, and istiod leaves the server out. */
  readonly port: number;
  readonly protocol: Protocol | undefined;
  /** Empty: all addresses. */
  readonly bind: string;
  /** Those that name a host. */
  readonly hosts: readonly ServerHost[];
  /** Undefined without `tls`. What has `tls` and no mode is PASSTHROUGH. */
  readonly tlsMode: string | undefined;
  /** Whether the gateway ends TLS here, rather than to pass it on. */
  readonly terminates: boolean;
  readonly httpsRedirect: boolean;
  /** `credentialName`, then `credentialNames`. */
  readonly credentials: readonly Credential[];
}

/** `HOST` or `NAMESPACE/HOST` of a server. */
export interface ServerHost {
  readonly text: string;
  readonly path: Path;
  /** Whose VirtualServices may have the host: `*` all, else a namespace. */
  readonly namespace: string;
  readonly host: string;
}

export interface Credential {
  readonly name: string;
  readonly path: Path;
}

const TERMINATING: ReadonlySet<string | undefined> = new Set(['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL', 'ISTIO_MUTUAL']);

const NO_SERVERS: readonly GatewayServer[] = [];

/** @param namespace where the Gateway will be */
export function readGateway(manifest: Manifest, namespace: string): Gateway {
  const { name } = manifest;
  const spec = specOf(manifest);
  const selector = Object.fromEntries(spec.get('selector').entries.map(([label, { text }]) => [label, text] as const));
  const gateway = { manifest, namespace, name, key: `${namespace}/${name}`, selector, servers: NO_SERVERS };
  gateway.servers = spec.get('servers').items.map((field, index) => readServer(gateway, index, field));
  return gateway;
}

function readServer(gateway: Gateway, index: number, field: Field): GatewayServer {
  const port = field.get('port');
  const tls = field.get('tls');
  const tlsMode = tls.isSet ? tls.get('mode').text || 'PASSTHROUGH' : undefined;
  return {
    gateway,
    index,
    field,
    port: port.get('number').number,
    protocol: parseProtocol(port.get('protocol').text),
    bind: field.get('bind').text,
    hosts: hostsIn(field, gateway.namespace),
    tlsMode,
    terminates: TERMINATING.has(tlsMode),
    httpsRedirect: tls.get('httpsRedirect').flag,
    credentials: credentialsIn(tls),
  };
}

function hostsIn(server: Field, own: string): readonly ServerHost[] {
  const hosts = server.get('hosts').items.map((field) => {
    const { namespace = '*', host } = splitNamespacedHost(field.text);
    return new HostField(field, namespace === '.' ? own : namespace, host);
  });
  return hosts.every(({ host }) => host !== '') ? hosts : hosts.filter(({ host }) => host !== '');
}

function credentialsIn(tls: Field): readonly Credential[] {
  const named = [tls.get('credentialName'), ...tls.get('credentialNames').items].filter(({ text }) => text !== '');
  return named.map((field) => new CredentialField(field));
}

/** Paths are made when asked for: of all that is read, little is ever reported. */
class HostField implements ServerHost {
  constructor(
    private readonly field: Field,
    readonly namespace: string,
    readonly host: string,
  ) {}

  get text(): string {
    return this.field.text;
  }

  get path(): Path {
    return this.field.path;
  }
}

class CredentialField implements Credential {
  constructor(private readonly field: Field) {}

  get name(): string {
    return this.field.text;
  }

  get path(): Path {
    return this.field.path;
  }
}
