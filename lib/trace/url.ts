import type { Client } from './request';

const DEFAULT_PORTS: Readonly<Record<Client['scheme'], number>> = { http: 80, https: 443 };

/** The URL of a request; the port is left out where it is the scheme's own. */
export function urlOf({ scheme, host, port, path, query }: Client): string {
  const name = host.includes(':') ? `[${host}]` : host;
  const shownPort = port === DEFAULT_PORTS[scheme] ? '' : `:${port}`;
  return `${scheme}://${name}${shownPort}${path}${query === '' ? '' : `?${query}`}`;
}

export function defaultPort(scheme: Client['scheme']): number {
  return DEFAULT_PORTS[scheme];
}
