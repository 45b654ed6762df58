import { Construct } from 'constructs';
import { VirtualService } from '../../imports/networking.istio.io';
import { metadata, SyncWave } from './argocd';
import { checkDestinations, DESTINATIONS, type Destinations, renderDestinations } from './backend';
import { GATEWAY_REF, type GatewayRef, type IngressGateway } from './gateway';
import { checkLabel, checkObjectName } from './names';
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

const BINDING: Fields<Omit<HostRoutesProps, 'routes' | 'hsts'>> = {
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
    checkObjectName(problems, 'name', props.name);
    checkLabel(problems, 'namespace', props.namespace);
    checkBinding(problems, 'http', props);
    checkRoutes(problems, props.routes);
    if (props.hsts !== undefined) checkHsts(problems, props.hsts);
    problems.finish();
    super(scope, id);
    const domain = props.clusterDomain ?? 'cluster.local';
    new VirtualService(this, 'virtual-service', {
      metadata: metadata(SyncWave.ROUTES, props.name, props.namespace),
      spec: {
        hosts: [...props.hosts],
        gateways: gatewayNames(props.gateways),
        ...(props.exportTo === undefined ? {} : { exportTo: [...props.exportTo] }),
        http: props.routes.map((route) => renderRoute(route, domain, props.hsts)),
      },
    });
  }
}

export interface PassthroughRoutesProps extends Omit<HostRoutesProps, 'routes' | 'hsts'> {
  /** Where the unopened TLS goes; the backend terminates it. */
  readonly to: Destinations;
}

export const PASSTHROUGH_ROUTES_PROPS: Shape<PassthroughRoutesProps> = object({ ...BINDING, to: DESTINATIONS });

/** Sends TLS on unopened, by the server name of the client's hello (networking.istio.io VirtualService, `tls`). */
export class PassthroughRoutes extends Construct {
  /** Throws when a gateway would not serve a host to this namespace, and for what Istio's webhook refuses. */
  constructor(scope: Construct, id: string, props: PassthroughRoutesProps) {
    const problems = checkProps('PassthroughRoutes', scope, id, PASSTHROUGH_ROUTES_PROPS, props);
    checkObjectName(problems, 'name', props.name);
    checkLabel(problems, 'namespace', props.namespace);
    checkBinding(problems, 'passthrough', props);
    checkDestinations(problems, 'to', props.to);
    problems.finish();
    super(scope, id);
    new VirtualService(this, 'virtual-service', {
      metadata: metadata(SyncWave.ROUTES, props.name, props.namespace),
      spec: {
        hosts: [...props.hosts],
        gateways: gatewayNames(props.gateways),
        ...(props.exportTo === undefined ? {} : { exportTo: [...props.exportTo] }),
        tls: [
          {
            match: [{ sniHosts: [...props.hosts] }],
            route: renderDestinations(props.to, props.clusterDomain ?? 'cluster.local'),
          },
        ],
      },
    });
  }
}

function gatewayNames(gateways: readonly GatewayRef[]): string[] {
  return gateways.map(({ namespace, name }) => `${namespace}/${name}`);
}
