import type { Field } from '../manifest/field';
import { specOf } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import type { GatewayServer } from './gateway-server';
import { HostIndex } from './host-index';
import { isCatchAll } from './route-match';

/** An http route of a VirtualService. */
export interface HostRoute {
  readonly vs: Manifest;
  readonly field: Field;
}

/** What a gateway does with the requests for one host (or wildcard) of a listener. */
export interface VirtualHost {
  /** In lower case. */
  readonly host: string;
  /** In the order in which they are tried. */
  readonly routes: readonly HostRoute[];
  /** Where httpsRedirect is set for it. */
  readonly redirect: { readonly manifest: Manifest; readonly path: Path } | undefined;
}

/** A host of a VirtualService on a server. */
export interface HostedService {
  readonly vs: Manifest;
  /** What the server and the VirtualService have in common. */
  readonly served: string;
}

interface Draft {
  readonly services: Manifest[];
  redirect: VirtualHost['redirect'];
}

/** The virtual hosts of servers that share one route table: the HTTP servers of a listener, or one HTTPS server. */
export class RouteTable {
  private readonly drafts = new Map<string, Draft>();
  private readonly hosts = new HostIndex<VirtualHost>();

  /**
   * As istiod makes them, the routes of several VirtualServices for one host follow each other, and those that take
   * everything come last.
   * @param servicesOn VirtualServices on a server, oldest first
   */
  constructor(servers: readonly GatewayServer[], servicesOn: (server: GatewayServer) => readonly HostedService[]) {
    for (const server of servers) this.addServer(server, servicesOn(server));
    for (const [host, { services, redirect }] of this.drafts) {
      this.hosts.add(host, { host, routes: routesOf(services), redirect });
    }
  }

  /** The virtual host for a host: of that name, else of the longest wildcard that holds it. */
  find(host: string): VirtualHost | undefined {
    return this.hosts.covering(host).at(-1);
  }

  private addServer(server: GatewayServer, services: readonly HostedService[]): void {
    for (const { vs, served } of services) this.draftOf(served).services.push(vs);
    if (!server.httpsRedirect) return;
    const redirect = { manifest: server.gateway.manifest, path: [...server.path, 'tls', 'httpsRedirect'] };
    const hosts = [...services.map(({ served }) => served), ...server.hosts.map(({ host }) => host.toLowerCase())];
    for (const host of hosts) this.draftOf(host).redirect = redirect;
  }

  private draftOf(host: string): Draft {
    const known = this.drafts.get(host);
    if (known !== undefined) return known;
    const draft: Draft = { services: [], redirect: undefined };
    this.drafts.set(host, draft);
    return draft;
  }
}

function routesOf(services: readonly Manifest[]): readonly HostRoute[] {
  const routes = services.flatMap((vs) =>
    specOf(vs)
      .get('http')
      .items.map((field) => ({ vs, field })),
  );
  return [...routes.filter(({ field }) => !isCatchAll(field)), ...routes.filter(({ field }) => isCatchAll(field))];
}
