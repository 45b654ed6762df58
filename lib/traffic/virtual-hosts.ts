import type { Manifest, Path } from '../manifest/manifest';
import type { GatewayServer } from './gateway-server';
import { HostIndex } from './host-index';
import type { RouteVariant } from './http-routes';
import { isCatchAll } from './route-match';

/** What a gateway does with the requests for one host (or wildcard) of a listener. */
export interface VirtualHost {
  /** In lower case. */
  readonly host: string;
  /** In the order in which they are tried. */
  readonly routes: readonly RouteVariant[];
  /** Where httpsRedirect is set for it. */
  readonly redirect: { readonly manifest: Manifest; readonly path: Path } | undefined;
}

/** A host of a VirtualService on a server. */
export interface HostedService {
  /** What the server and the VirtualService have in common. */
  readonly served: string;
  /** Those for the gateway. */
  readonly routes: readonly RouteVariant[];
}

interface Draft {
  readonly routes: RouteVariant[];
  redirect: VirtualHost['redirect'];
}

/** The virtual hosts of servers that share one route table: the HTTP servers of a listener, or one HTTPS server. */
export class RouteTable {
  private readonly drafts = new Map<string, Draft>();
  private readonly hosts = new HostIndex<VirtualHost>();

  /**
   * As istiod makes them, the routes of several VirtualServices for one host follow each other, and those that take
   * everything come last. Source: buildGatewayHTTPRouteConfig.
   * @param servicesOn VirtualServices on a server, oldest first
   */
  constructor(servers: readonly GatewayServer[], servicesOn: (server: GatewayServer) => readonly HostedService[]) {
    for (const server of servers) this.addServer(server, servicesOn(server));
    for (const [host, { routes, redirect }] of this.drafts) {
      this.hosts.add(host, { host, routes: catchAllsLast(routes), redirect });
    }
  }

  /** The virtual host for a host: of that name, else of the longest wildcard that holds it. */
  find(host: string): VirtualHost | undefined {
    return this.hosts.covering(host).at(-1);
  }

  /** A VirtualService without a route for the gateway has no part in it, so that its hosts are left to wider ones. */
  private addServer(server: GatewayServer, hosted: readonly HostedService[]): void {
    const services = hosted.filter(({ routes }) => routes.length > 0);
    for (const { served, routes } of services) {
      const draft = this.draftOf(served);
      for (const route of routes) draft.routes.push(route);
    }
    if (!server.httpsRedirect) return;
    const redirect = { manifest: server.gateway.manifest, path: [...server.field.path, 'tls', 'httpsRedirect'] };
    // Hosts for the VirtualServices of one namespace are redirected only where one of them has the host.
    const own = server.hosts.filter(({ namespace }) => namespace === '*').map(({ host }) => host.toLowerCase());
    for (const host of [...services.map(({ served }) => served), ...own]) this.draftOf(host).redirect = redirect;
  }

  private draftOf(host: string): Draft {
    const known = this.drafts.get(host);
    if (known !== undefined) return known;
    const draft: Draft = { routes: [], redirect: undefined };
    this.drafts.set(host, draft);
    return draft;
  }
}

function catchAllsLast(routes: readonly RouteVariant[]): readonly RouteVariant[] {
  return [...routes.filter((route) => !takesAll(route)), ...routes.filter(takesAll)];
}

function takesAll({ matches }: RouteVariant): boolean {
  return isCatchAll(matches.map(({ field }) => field));
}
