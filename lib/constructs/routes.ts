import { Construct } from 'constructs';
import { VirtualService, type VirtualServiceSpec } from '../../imports/networking.istio.io';
import { metadata, SyncWave } from './argocd';
import { checkDestinations, DESTINATIONS, type Destinations, renderDestinations } from './backend';
import { GATEWAY_REF, type GatewayRef, type IngressGateway } from './gateway';
import { checkLabel, checkObjectName } from './names';
import type { Problems } from './problems';
import { checkProps } from './props';
import { HSTS_PROPS, type Hsts, ROUTE, type Route, renderRoute } from './route';
import { checkBinding } from './route-binding';
import { checkHsts, checkRoutes } from './route-checks';
import { type Fields, list, object, optional, type Shape, text } from './shape';

export interface HostRoutesProps {
  /** Name of the VirtualService. */
  readonly name: string;
  /** The namespace of the backends: what Gateway servers bind a host to. */
  readonly namespace: string;
  /** At least one, each within a host of each of the gateways; none twice, none within another. */
  readonly hosts: readonly string[];
  /** At least one. Of an `IngressGateway` it is checked that it serves all hosts to this namespace. */
  readonly gateways: readonly (IngressGateway | GatewayRef)[];
  /** Tried in this order. At least one. */
  readonly routes: readonly Route[];
  /** For the responses of all backends. Default: not sent. */
  readonly hsts?: Hsts;
  /** Namespaces that see the routes; must reach the gateway workload's. `.` is this one, `*` alone all. Default: all. */
  readonly exportTo?: readonly string[];
  /** The cluster's DNS domain. Default: `cluster.local`. */
  readonly clusterDomain?: string;
}

type Binding = Omit<HostRoutesProps, 'routes' | 'hsts'>;

const BINDING: Fields<Binding> = {
  name: text,
  namespace: text,
  hosts: list(text),
  gateways: list(GATEWAY_REF),
  exportTo: optional(list(text)),
  clusterDomain: optional(text),
};

export const HOST_ROUTES_PROPS: Shape<HostRoutesProps> = object({
  ...BINDING,
  routes: list(ROUTE),
  hsts: optional(HSTS_PROPS),
});

/** How requests for some hosts travel on from a gateway (networking.istio.io VirtualService, `http`). */
export class HostRoutes extends Construct {
  /**
   * Throws when a gateway would not serve a host to this namespace, for routes that no request can reach because
   * an earlier one takes all of theirs, and for what Istio's webhook refuses.
   */
  constructor(scope: Construct, id: string, props: HostRoutesProps) {
    const problems = checkProps('HostRoutes', scope, id, HOST_ROUTES_PROPS, props);
    checkNames(problems, props);
    checkBinding(problems, 'http', props);
    checkRoutes(problems, props.routes);
    if (props.hsts !== undefined) checkHsts(problems, props.hsts);
    problems.finish();
    super(scope, id);
    addVirtualService(this, props, {
      http: props.routes.map((route) => renderRoute(route, domainOf(props), props.hsts)),
    });
  }
}

export interface PassthroughRoutesProps extends Binding {
  /** Where the unopened TLS goes; the backend terminates it. */
  readonly to: Destinations;
}

export const PASSTHROUGH_ROUTES_PROPS: Shape<PassthroughRoutesProps> = object({ ...BINDING, to: DESTINATIONS });

/** Sends TLS on unopened, by the server name of the client's hello (networking.istio.io VirtualService, `tls`). */
export class PassthroughRoutes extends Construct {
  /** Throws when a gateway would not serve a host to this namespace, and for what Istio's webhook refuses. */
  constructor(scope: Construct, id: string, props: PassthroughRoutesProps) {
    const problems = checkProps('PassthroughRoutes', scope, id, PASSTHROUGH_ROUTES_PROPS, props);
    checkNames(problems, props);
    checkBinding(problems, 'passthrough', props);
    checkDestinations(problems, 'to', props.to);
    problems.finish();
    super(scope, id);
    addVirtualService(this, props, {
      tls: [{ match: [{ sniHosts: [...props.hosts] }], route: renderDestinations(props.to, domainOf(props)) }],
    });
  }
}

function domainOf({ clusterDomain }: Binding): string {
  return clusterDomain ?? 'cluster.local';
}

function checkNames(problems: Problems, { name, namespace }: Binding): void {
  checkObjectName(problems, 'name', name);
  checkLabel(problems, 'namespace', namespace);
}

function addVirtualService(scope: Construct, props: Binding, traffic: Pick<VirtualServiceSpec, 'http' | 'tls'>): void {
  const { name, namespace, hosts, gateways, exportTo } = props;
  new VirtualService(scope, 'virtual-service', {
    metadata: metadata(SyncWave.ROUTES, name, namespace),
    spec: {
      hosts: [...hosts],
      gateways: gateways.map((gateway) => `${gateway.namespace}/${gateway.name}`),
      ...(exportTo === undefined ? {} : { exportTo: [...exportTo] }),
      ...traffic,
    },
  });
}
