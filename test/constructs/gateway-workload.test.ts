import {
  type GatewayPort,
  GatewayWorkload,
  type GatewayWorkloadProps,
  listenerPort,
  podPort,
  servicePort,
  workloadName,
} from '../../lib/constructs/gateway-workload';
import { ACCEPTED, NOT_A_LABEL, NOT_A_PORT, NOT_AN_OBJECT_NAME, refusal, refused, untyped } from './rendering';

const EDGE: GatewayWorkloadProps = {
  namespace: 'edge',
  labels: { app: 'edge', istio: 'edge' },
  serviceName: 'edge-gateway',
  serviceAccountName: 'edge.proxy',
  ports: [{ name: 'https', port: 443, targetPort: 10443 }],
};

function existing(props: Partial<GatewayWorkloadProps>): string {
  return refusal(() => GatewayWorkload.existing({ ...EDGE, ...props }));
}

describe('istioctl', () => {
  test("is the default gateway of istioctl's default profile", () => {
    expect(GatewayWorkload.istioctl()).toEqual({
      namespace: 'istio-system',
      labels: { istio: 'ingressgateway' },
      serviceName: 'istio-ingressgateway',
      serviceAccountName: 'istio-ingressgateway-service-account',
      ports: [
        { name: 'status-port', port: 15021 },
        { name: 'http2', port: 80, targetPort: 8080 },
        { name: 'https', port: 443, targetPort: 8443 },
      ],
    });
  });

  test('in another namespace differs in nothing else', () => {
    expect(GatewayWorkload.istioctl('mesh')).toEqual(
      Object.assign({}, GatewayWorkload.istioctl(), { namespace: 'mesh' }),
    );
  });

  test('refuses a namespace that cannot be', () => {
    expect(refusal(() => GatewayWorkload.istioctl('Mesh'))).toBe(
      refused('GatewayWorkload Mesh/istio-ingressgateway', `\`namespace\` "Mesh": ${NOT_A_LABEL}`),
    );
  });
});

describe('helm', () => {
  test("has the chart's names, and ports that are the same in Service and pods", () => {
    expect(GatewayWorkload.helm()).toEqual({
      namespace: 'istio-ingress',
      labels: { istio: 'ingressgateway' },
      serviceName: 'istio-ingressgateway',
      serviceAccountName: 'istio-ingressgateway',
      ports: [
        { name: 'status-port', port: 15021 },
        { name: 'http2', port: 80 },
        { name: 'https', port: 443 },
      ],
    });
  });

  test.each([
    ['istio-ingress', 'ingress'],
    ['internal', 'internal'],
    ['my-istio-ingress', 'my-istio-ingress'],
    ['istio-istio-x', 'istio-x'],
  ])('release %s has the label istio=%s', (release, istio) => {
    const { namespace, labels, serviceName, serviceAccountName } = GatewayWorkload.helm({ release, namespace: 'edge' });

    expect({ namespace, labels, serviceName, serviceAccountName }).toEqual({
      namespace: 'edge',
      labels: { istio },
      serviceName: release,
      serviceAccountName: release,
    });
  });

  test('refuses a release that cannot be the name of a Service', () => {
    expect(refusal(() => GatewayWorkload.helm({ release: 'istio-' }))).toBe(
      refused(
        'GatewayWorkload istio-ingress/istio-',
        `\`serviceName\` "istio-": ${NOT_A_LABEL}`,
        `\`serviceAccountName\` "istio-": ${NOT_AN_OBJECT_NAME}`,
      ),
    );
  });
});

describe('existing', () => {
  test('is what was described', () => {
    expect(GatewayWorkload.existing(EDGE)).toEqual(EDGE);
  });

  test('does not change when the description does afterwards', () => {
    const labels: Record<string, string> = { istio: 'edge' };
    const ports: GatewayPort[] = [{ name: 'https', port: 443 }];
    const workload = GatewayWorkload.existing({ ...EDGE, labels, ports });

    labels.istio = 'other';
    ports.push({ name: 'http', port: 80 });

    expect(workload).toEqual({ ...EDGE, labels: { istio: 'edge' }, ports: [{ name: 'https', port: 443 }] });
  });

  test('reports all that is wrong together', () => {
    expect(
      existing({
        namespace: 'edge.one',
        labels: {},
        serviceName: 'a'.repeat(64),
        serviceAccountName: 'Proxy',
        ports: [{ name: 'HTTPS', port: 0, targetPort: 65536 }],
      }),
    ).toBe(
      refused(
        `GatewayWorkload edge.one/${'a'.repeat(64)}`,
        `\`namespace\` "edge.one": ${NOT_A_LABEL}`,
        '`labels` {}: no label: would select every pod of the namespace, or of the mesh. Name at least one label that only the pods meant carry.',
        `\`serviceName\` "${'a'.repeat(64)}": ${NOT_A_LABEL}`,
        `\`serviceAccountName\` "Proxy": ${NOT_AN_OBJECT_NAME}`,
        `\`ports[0].port\` 0: ${NOT_A_PORT}`,
        `\`ports[0].targetPort\` 65536: ${NOT_A_PORT}`,
        '`ports[0].name` "HTTPS": not a port name. Give each port a name of its own, of lower-case letters, digits and dashes.',
      ),
    );
  });

  test('takes the longest names and the outermost ports', () => {
    const label = 'a'.repeat(63);
    const ports = [
      { name: label, port: 1, targetPort: 65535 },
      { name: '0', port: 65535, targetPort: 1 },
    ];

    expect(existing({ namespace: label, serviceName: label, serviceAccountName: `${label}.${label}`, ports })).toBe(
      ACCEPTED,
    );
  });

  test('demands ports', () => {
    expect(existing({ ports: [] })).toBe(
      refused(
        'GatewayWorkload edge/edge-gateway',
        '`ports` []: nobody could connect, and Kubernetes refuses a Service without ports. Name the ports of the Service.',
      ),
    );
  });

  test('refuses ports and their names twice, but takes a port of the pods twice', () => {
    const ports = [
      { name: 'a', port: 443, targetPort: 8443 },
      { name: 'b', port: 443, targetPort: 8443 },
      { name: 'a', port: 444, targetPort: 8443 },
    ];

    expect(existing({ ports })).toBe(
      refused(
        'GatewayWorkload edge/edge-gateway',
        '`ports[1].port` 443: the Service has this port already. List each port once.',
        '`ports[2].name` "a": another port of the Service has this name. Give each port a name of its own, of lower-case letters, digits and dashes.',
      ),
    );
  });

  test.each([
    [1.5, '1.5'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [-1, '-1'],
  ])('refuses port %p', (port, shown) => {
    expect(existing({ ports: [{ name: 'https', port }] })).toBe(
      refused('GatewayWorkload edge/edge-gateway', `\`ports[0].port\` ${shown}: ${NOT_A_PORT}`),
    );
  });

  test('refuses wildcards and empty keys in labels, as Istio does', () => {
    const why =
      'selectors compare labels as they are, and Istio refuses wildcards and empty keys. Write the whole key and value.';

    expect(existing({ labels: { istio: '*', '': 'edge', 'a*': 'b', app: '' } })).toBe(
      refused(
        'GatewayWorkload edge/edge-gateway',
        `\`labels["istio"]\` "*": ${why}`,
        `\`labels[""]\` "edge": ${why}`,
        `\`labels["a*"]\` "b": ${why}`,
      ),
    );
  });

  test('refuses what a caller without types left out', () => {
    expect(existing({ namespace: untyped(undefined), serviceAccountName: untyped(null) })).toBe(
      refused(
        'GatewayWorkload',
        '`namespace`: missing. Give a string.',
        '`serviceAccountName` null: is null. Give a string.',
      ),
    );
  });
});

describe('ports', () => {
  const workload = GatewayWorkload.existing({
    ...EDGE,
    ports: [
      { name: 'http', port: 80 },
      { name: 'https', port: 443, targetPort: 8443 },
      { name: 'https-alt', port: 8443 },
    ],
  });

  test('of the Service lead to ports of the pods', () => {
    expect([80, 443, 8443, 22].map((port) => servicePort(workload, port)).map((port) => port && podPort(port))).toEqual(
      [80, 8443, 8443, undefined],
    );
  });

  test('that lead to the same port of the pods are one listener', () => {
    expect([80, 443, 8443, 22].map((port) => listenerPort(workload, port))).toEqual([80, 443, 443, 22]);
  });
});

test('the order of labels makes no other workload', () => {
  const reverse = GatewayWorkload.existing({ ...EDGE, labels: { istio: 'edge', app: 'edge' } });

  expect([workloadName(EDGE), workloadName(reverse)]).toEqual([
    'edge (app=edge,istio=edge)',
    'edge (app=edge,istio=edge)',
  ]);
});
