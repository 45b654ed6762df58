import { objectText } from './rule-tester';

/** What a route needs to be whole. */
export const ROUTE = 'route: [{destination: {host: shop}}]';

/** A VirtualService with this spec, in YAML's flow style as all texts here. */
export function virtualService(spec: string, apiVersion = 'networking.istio.io/v1'): string {
  return objectText(apiVersion, 'VirtualService', spec);
}

export function hosts(list: string, apiVersion?: string): string {
  return virtualService(`{hosts: [${list}], http: [{${ROUTE}}]}`, apiVersion);
}

export function gateways(list: string): string {
  return virtualService(`{hosts: [shop], gateways: [${list}], http: [{${ROUTE}}]}`);
}

/** One http route with nothing but these fields. */
export function httpRoute(fields: string): string {
  return virtualService(`{hosts: [shop], http: [{${fields}}]}`);
}

/** One http route with a destination and these fields. */
export function routed(fields: string): string {
  return httpRoute(`${ROUTE}, ${fields}`);
}

/** One http route with a destination and a match of these fields. */
export function matched(match: string): string {
  return routed(`match: [{${match}}]`);
}

/** One http route to a destination of these fields. */
export function destination(fields: string): string {
  return httpRoute(`route: [{destination: {${fields}}}]`);
}

/** Http routes, each with a destination and its fields. */
export function httpRoutes(...fields: readonly string[]): string {
  return virtualService(`{hosts: [shop], http: [${fields.map((text) => `{${ROUTE}, ${text}}`).join(', ')}]}`);
}

/** One tls route with a destination and these fields. */
export function tlsRoute(fields: string): string {
  return virtualService(`{hosts: [shop], tls: [{${ROUTE}, ${fields}}]}`);
}

/** One tls route, bound to a gateway, with a match on these server names. */
export function sni(hostList: string, names: string): string {
  return virtualService(
    `{hosts: [${hostList}], gateways: [public], tls: [{match: [{sniHosts: [${names}]}], ${ROUTE}}]}`,
  );
}
