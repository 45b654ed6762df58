import type { Chart } from 'cdk8s';
import { Duration } from 'cdk8s';
import { IngressGateway } from '../../lib/constructs/gateway';
import { GatewayWorkload } from '../../lib/constructs/gateway-workload';
import { HostRoutes, PassthroughRoutes, type PassthroughRoutesProps } from '../../lib/constructs/routes';
import { API, destination, FRONTEND, hostRoutes, routesRefused, TO_API, TO_FRONTEND } from './host-routes';
import { NOT_A_LABEL, NOT_AN_OBJECT_NAME, refusal, refused, render } from './rendering';

const GATEWAY = { namespace: 'web', name: 'shop' };

function virtualService(spec: object, name = 'shop', namespace = 'shop') {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name, namespace, annotations: { 'argocd.argoproj.io/sync-wave': '10' } },
    spec,
  };
}

describe('HostRoutes', () => {
  test('are a VirtualService bound to the Gateway by its full name', () => {
    expect(render(hostRoutes())).toEqual([
      virtualService({ hosts: ['shop.example.com'], gateways: ['web/shop'], http: [{ route: TO_FRONTEND }] }),
    ]);
  });

  test('with each option', () => {
    expect(
      render((chart) => {
        new HostRoutes(chart, 'routes', {
          name: 'shop.routes',
          namespace: 'team',
          hosts: ['shop.example.com', '*.shop.example.com', '*.example.org'],
          gateways: [GATEWAY, { namespace: 'edge', name: 'internal' }],
          routes: [{ name: 'api', match: { path: { prefix: '/api' } }, to: API }, { to: FRONTEND }],
          hsts: { maxAge: Duration.days(1) },
          exportTo: ['.', 'istio-system'],
          clusterDomain: 'example.internal',
        });
      }),
    ).toEqual([
      virtualService(
        {
          hosts: ['shop.example.com', '*.shop.example.com', '*.example.org'],
          gateways: ['web/shop', 'edge/internal'],
          exportTo: ['.', 'istio-system'],
          http: [
            {
              name: 'api',
              match: [{ uri: { prefix: '/api' } }],
              route: [destination('api.shop.svc.example.internal', 9090)],
              headers: { response: { set: { 'Strict-Transport-Security': 'max-age=86400' } } },
            },
            {
              route: [destination('frontend.shop.svc.example.internal', 8080)],
              headers: { response: { set: { 'Strict-Transport-Security': 'max-age=86400' } } },
            },
          ],
        },
        'shop.routes',
        'team',
      ),
    ]);
  });

  test('refuse names that cannot be', () => {
    expect(refusal(hostRoutes({ name: 'Shop', namespace: 'shop.web' }))).toBe(
      routesRefused(`\`name\` "Shop": ${NOT_AN_OBJECT_NAME}`, `\`namespace\` "shop.web": ${NOT_A_LABEL}`),
    );
  });

  test.each(['', 'svc.cluster.local.', '.local', 'Cluster.Local'])('refuse cluster domain %j', (clusterDomain) => {
    expect(refusal(hostRoutes({ clusterDomain }))).toBe(
      routesRefused(
        `\`clusterDomain\` ${JSON.stringify(clusterDomain)}: not a DNS domain. Leave it out, or write it as the cluster has it, without a dot at its ends.`,
      ),
    );
  });
});

function passthrough(props: Partial<PassthroughRoutesProps> = {}) {
  return (chart: Chart) => {
    new PassthroughRoutes(chart, 'routes', {
      name: 'shop',
      namespace: 'shop',
      hosts: ['shop.example.com'],
      gateways: [GATEWAY],
      to: API,
      ...props,
    });
  };
}

describe('PassthroughRoutes', () => {
  test('are a VirtualService that routes by server name', () => {
    expect(render(passthrough())).toEqual([
      virtualService({
        hosts: ['shop.example.com'],
        gateways: ['web/shop'],
        tls: [{ match: [{ sniHosts: ['shop.example.com'] }], route: TO_API }],
      }),
    ]);
  });

  test('with each option', () => {
    expect(
      render(
        passthrough({
          name: 'tls',
          namespace: 'team',
          hosts: ['*.example.com', 'example.com'],
          gateways: [GATEWAY, { namespace: 'edge', name: 'internal' }],
          to: [
            { backend: API, weight: 3 },
            { backend: FRONTEND, weight: 1, subset: 'v2' },
          ],
          exportTo: ['*'],
          clusterDomain: 'example.internal',
        }),
      ),
    ).toEqual([
      virtualService(
        {
          hosts: ['*.example.com', 'example.com'],
          gateways: ['web/shop', 'edge/internal'],
          exportTo: ['*'],
          tls: [
            {
              match: [{ sniHosts: ['*.example.com', 'example.com'] }],
              route: [
                { ...destination('api.shop.svc.example.internal', 9090), weight: 3 },
                {
                  destination: {
                    host: 'frontend.shop.svc.example.internal',
                    port: { number: 8080 },
                    subset: 'v2',
                  },
                  weight: 1,
                },
              ],
            },
          ],
        },
        'tls',
        'team',
      ),
    ]);
  });

  test('refuse all that is wrong together', () => {
    expect(
      refusal(
        passthrough({ name: '-', namespace: 'a/b', hosts: [], gateways: [], to: [], exportTo: [], clusterDomain: '' }),
      ),
    ).toBe(
      refused(
        'PassthroughRoutes chart/routes',
        `\`name\` "-": ${NOT_AN_OBJECT_NAME}`,
        `\`namespace\` "a/b": ${NOT_A_LABEL}`,
        "`hosts` []: routes without hosts take no request. Name at least one of the Gateway's.",
        '`gateways` []: without a Gateway the routes would be for calls inside the mesh. Name the Gateway that serves the hosts.',
        '`exportTo` []: an empty list hides nothing: Istio takes it for all namespaces. Leave exportTo out, or list namespaces.',
        '`clusterDomain` "": not a DNS domain. Leave it out, or write it as the cluster has it, without a dot at its ends.',
        '`to` []: weights are whole numbers from 0 to 2147483647, at least one of them above 0. Use for instance 90 and 10.',
      ),
    );
  });

  test('bind to servers that pass TLS on', () => {
    const objects = render((chart) => {
      const gateway = new IngressGateway(chart, 'gateway', {
        ...GATEWAY,
        workload: GatewayWorkload.istioctl(),
        servers: [{ protocol: 'TLS', mode: 'PASSTHROUGH', hosts: [{ host: 'shop.example.com', namespace: 'shop' }] }],
      });
      passthrough({ gateways: [gateway] })(chart);
    });

    expect(objects[1]).toEqual(
      virtualService({
        hosts: ['shop.example.com'],
        gateways: ['web/shop'],
        tls: [{ match: [{ sniHosts: ['shop.example.com'] }], route: TO_API }],
      }),
    );
  });
});
