import { Chart } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import type { Destinations } from '../../lib/constructs/backend';
import { HostRoutes } from '../../lib/constructs/routes';
import { Workload } from '../../lib/constructs/workload';
import { destination, FRONTEND, hostRoutes, httpOf, refusalOf, routesRefused, TO_FRONTEND } from './host-routes';
import { ACCEPTED, NOT_A_LABEL, NOT_A_PORT, refusal, render, untyped } from './rendering';

function to(destinations: Destinations): string {
  return refusalOf({ to: destinations });
}

/** What the last object that `build` adds, the routes, sends requests to. */
function routesTo(build: (chart: Chart) => Destinations): unknown {
  const objects = render((chart) => {
    hostRoutes({ routes: [{ to: build(chart) }] })(chart);
  }) as { spec: { http?: unknown } }[];
  return objects.at(-1)?.spec.http;
}

describe('a backend may be', () => {
  test('a name, a namespace and a port', () => {
    expect(httpOf([{ to: FRONTEND }])).toEqual([{ route: TO_FRONTEND }]);
  });

  test('a Workload', () => {
    expect(
      routesTo(
        (chart) =>
          new Workload(chart, 'frontend', {
            name: 'frontend',
            namespace: 'shop',
            port: 8080,
            containerPort: 80,
            versions: [{ version: 'v1', container: { image: 'frontend' } }],
          }),
      ),
    ).toEqual([{ route: TO_FRONTEND }]);
  });

  test('a Service of cdk8s-plus, in the namespace that its metadata says', () => {
    const ports = [{ port: 8080, targetPort: 80 }];

    expect(
      routesTo((chart) => new Service(chart, 'service', { metadata: { name: 'frontend', namespace: 'shop' }, ports })),
    ).toEqual([{ route: TO_FRONTEND }]);
  });

  test("a Service of cdk8s-plus, in the chart's namespace", () => {
    expect(
      routesTo((chart) => {
        const shop = new Chart(chart.node.root, 'shop', { namespace: 'shop' });
        return new Service(shop, 'service', { metadata: { name: 'frontend' }, ports: [{ port: 8080 }] });
      }),
    ).toEqual([{ route: TO_FRONTEND }]);
  });

  test('an object of another class with getters, as Services of other versions are', () => {
    class OtherService {
      readonly metadata = { namespace: 'shop' };
      get name(): string {
        return 'frontend';
      }
      get port(): number {
        return 8080;
      }
    }

    expect(httpOf([{ to: new OtherService() }])).toEqual([{ route: TO_FRONTEND }]);
  });

  test('in a namespace of its own rather than that of its metadata', () => {
    expect(httpOf([{ to: { ...FRONTEND, metadata: { namespace: 'other' } } }])).toEqual([{ route: TO_FRONTEND }]);
  });
});

test('the name of the Service is complete, in the domain of the cluster', () => {
  expect(httpOf([{ to: FRONTEND }], { clusterDomain: 'k8s.example.com' })).toEqual([
    { route: [destination('frontend.shop.svc.k8s.example.com', 8080)] },
  ]);
});

describe('several backends', () => {
  const canary = { ...FRONTEND, name: 'canary' };

  test('share the requests by weight, also by subset of one', () => {
    expect(
      httpOf([
        {
          to: [
            { backend: FRONTEND, weight: 90 },
            { backend: canary, weight: 0 },
            { backend: FRONTEND, weight: 10, subset: 'v2' },
          ],
        },
      ]),
    ).toEqual([
      {
        route: [
          { ...TO_FRONTEND[0], weight: 90 },
          { ...destination('canary.shop.svc.cluster.local', 8080), weight: 0 },
          {
            destination: { host: 'frontend.shop.svc.cluster.local', port: { number: 8080 }, subset: 'v2' },
            weight: 10,
          },
        ],
      },
    ]);
  });

  const why =
    'weights are whole numbers from 0 to 2147483647, at least one of them above 0. Use for instance 90 and 10.';

  test.each([[[]], [[0]], [[0, 0]], [[100, -1]], [[0.5, 0.5]], [[2 ** 31]]])('of weights %j are refused', (weights) => {
    expect(to(weights.map((weight) => ({ backend: FRONTEND, weight })))).toBe(
      routesRefused(`\`routes[0].to\` ${JSON.stringify(weights)}: ${why}`),
    );
  });

  test('without weights are refused', () => {
    expect(to([untyped({ backend: FRONTEND }), { backend: canary, weight: 1 }])).toBe(
      routesRefused('`routes[0].to[0].weight`: missing. Give a number.'),
    );
  });

  test.each([[[1]], [[1, 2, 4]], [[0, 2 ** 31 - 1]]])('of weights %j are accepted', (weights) => {
    expect(to(weights.map((weight) => ({ backend: FRONTEND, weight })))).toBe(ACCEPTED);
  });

  test('are refused for each fault of each', () => {
    expect(
      to([
        { backend: { ...FRONTEND, name: 'Frontend' }, weight: 1 },
        { backend: { ...canary, port: 1.5 }, weight: 1, subset: 'v1.1' },
      ]),
    ).toBe(
      routesRefused(
        `\`routes[0].to[0].backend.name\` "Frontend": ${NOT_A_LABEL}`,
        `\`routes[0].to[1].backend.port\` 1.5: ${NOT_A_PORT}`,
        `\`routes[0].to[1].subset\` "v1.1": ${NOT_A_LABEL}`,
      ),
    );
  });
});

describe('a backend is refused', () => {
  test('of which everything is wrong', () => {
    expect(to({ name: 'frontend.shop', namespace: 'shop.example', port: 65536 })).toBe(
      routesRefused(
        `\`routes[0].to.name\` "frontend.shop": ${NOT_A_LABEL}`,
        `\`routes[0].to.port\` 65536: ${NOT_A_PORT}`,
        `\`routes[0].to.namespace\` "shop.example": ${NOT_A_LABEL}`,
      ),
    );
  });

  test.each([
    [{ name: 'frontend', port: 80 }],
    [{ name: 'frontend', port: 80, metadata: {} }],
    [{ name: 'frontend', port: 80, namespace: '' }],
  ])('of which nothing says the namespace: %j', (backend) => {
    expect(to(backend)).toBe(
      routesRefused(
        '`routes[0].to.namespace`: nothing says in which namespace Service frontend is. ' +
          'Give the namespace, or set it in the metadata of the Service.',
      ),
    );
  });

  test('that is a Service of cdk8s-plus in no namespace', () => {
    const message = refusal((chart) => {
      const service = new Service(chart, 'service', { metadata: { name: 'frontend' }, ports: [{ port: 80 }] });
      new HostRoutes(chart, 'routes', {
        name: 'shop',
        namespace: 'shop',
        hosts: ['shop.example.com'],
        gateways: [{ namespace: 'web', name: 'shop' }],
        routes: [{ to: service }],
      });
    });

    expect(message).toBe(
      routesRefused(
        '`routes[0].to.namespace`: nothing says in which namespace Service frontend is. ' +
          'Give the namespace, or set it in the metadata of the Service.',
      ),
    );
  });

  test('without name and port, as callers without types may leave it', () => {
    expect(to(untyped({ namespace: 'shop' }))).toBe(
      routesRefused('`routes[0].to.name`: missing. Give a string.', '`routes[0].to.port`: missing. Give a number.'),
    );
  });
});
