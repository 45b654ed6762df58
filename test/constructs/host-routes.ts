import type { Backend } from '../../lib/constructs/backend';
import type { Route } from '../../lib/constructs/route';
import { HostRoutes, type HostRoutesProps } from '../../lib/constructs/routes';
import { type Build, refusal, refused, render } from './rendering';

export const FRONTEND: Backend = { name: 'frontend', namespace: 'shop', port: 8080 };
export const API: Backend = { name: 'api', namespace: 'shop', port: 9090 };

/** Routes of shop.example.com in namespace shop, at a Gateway of which nothing is known. */
export function hostRoutes(props: Partial<HostRoutesProps> = {}): Build {
  return (chart) => {
    new HostRoutes(chart, 'routes', {
      name: 'shop',
      namespace: 'shop',
      hosts: ['shop.example.com'],
      gateways: [{ namespace: 'web', name: 'shop' }],
      routes: [{ to: FRONTEND }],
      ...props,
    });
  };
}

/** What the routes are rendered to: `spec.http` of the only object. */
export function httpOf(routes: readonly Route[], props: Partial<HostRoutesProps> = {}): unknown {
  const objects = render(hostRoutes({ ...props, routes })) as { spec: { http: unknown } }[];
  return objects.length === 1 ? objects[0]?.spec.http : objects;
}

export function refusalOf(...routes: readonly Route[]): string {
  return refusal(hostRoutes({ routes }));
}

export function routesRefused(...problems: string[]): string {
  return refused('HostRoutes chart/routes', ...problems);
}

export function destination(host: string, number: number) {
  return { destination: { host, port: { number } } };
}

export const TO_FRONTEND = [destination('frontend.shop.svc.cluster.local', 8080)];
export const TO_API = [destination('api.shop.svc.cluster.local', 9090)];
