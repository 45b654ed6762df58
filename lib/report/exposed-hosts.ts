/** URL schemes by Istio's server protocols; every other protocol is opaque to the gateway: tcp. */
const SCHEMES: Readonly<Record<string, string>> = {
  HTTP: 'http',
  HTTP2: 'http',
  GRPC: 'http',
  'GRPC-WEB': 'http',
  HTTPS: 'https',
  TLS: 'tls',
};

/**
 * The hosts that Istio Gateways and Ingresses among the parsed objects let in, as `scheme://host`, sorted, each once.
 * A Gateway server's scheme is that of its protocol; an Ingress host is https when the Ingress names it in `spec.tls`.
 * `*` stands for any host. Other objects and malformed fields are passed over.
 */
export function exposedHosts(objects: readonly unknown[]): string[] {
  return [...new Set(objects.flatMap(hostsOf))].toSorted((a, b) => (a < b ? -1 : 1));
}

function hostsOf(object: unknown): string[] {
  const [group] = textOf(field(object, 'apiVersion')).split('/');
  const spec = field(object, 'spec');
  switch (`${textOf(field(object, 'kind'))}.${group}`) {
    case 'Gateway.networking.istio.io':
      return listOf(field(spec, 'servers')).flatMap(serverHosts);
    case 'Ingress.networking.k8s.io':
      return ingressHosts(spec);
    default:
      return [];
  }
}

function serverHosts(server: unknown): string[] {
  const protocol = textOf(field(field(server, 'port'), 'protocol')).toUpperCase();
  const scheme = SCHEMES[protocol] ?? 'tcp';
  const hosts = listOf(field(server, 'hosts')).map(textOf);
  return hosts.map((host) => `${scheme}://${host.slice(host.indexOf('/') + 1)}`);
}

function ingressHosts(spec: unknown): string[] {
  const tls = new Set(listOf(field(spec, 'tls')).flatMap((entry) => listOf(field(entry, 'hosts'))));
  const hosts = listOf(field(spec, 'rules')).map((rule) => textOf(field(rule, 'host')) || '*');
  // Without rules, everything goes to the default backend.
  return (hosts.length > 0 ? hosts : ['*']).map((host) => `${tls.has(host) ? 'https' : 'http'}://${host}`);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
