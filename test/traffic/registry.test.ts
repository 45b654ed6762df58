import { Catalog } from '../../lib/manifest/catalog';
import { Field } from '../../lib/manifest/field';
import type { Json, JsonObject } from '../../lib/manifest/manifest';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { Registry, type RegistryEntry } from '../../lib/traffic/registry';
import { servicePortProtocol } from '../../lib/traffic/registry-entry';
import { objectsOf } from '../manifest/reading';

function registry(text: string, config: JsonObject = {}, context = ''): Registry {
  return new Registry(new Catalog(objectsOf(text), { context: objectsOf(context) }), meshConfigOf(config));
}

/** `NAME NAMESPACE EXPORT-TO`, one Service each. */
const services = (...words: string[]) =>
  words
    .map((word) => word.split(' '))
    .map(([name, namespace, exportTo = '']) => {
      const annotations = { 'networking.istio.io/exportTo': exportTo };
      return JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace, annotations } });
    })
    .join('\n');

/** `HOST NAMESPACE EXPORT-TO`, one ServiceEntry each, named by its place. */
const external = (...words: string[]) =>
  words
    .map((word) => word.split(' '))
    .map(([host, namespace, exportTo], index) => {
      const spec = { hosts: [host], ...(exportTo !== undefined && { exportTo: exportTo.split(',') }) };
      const version = index % 2 === 0 ? 'v1' : 'v1alpha3';
      const metadata = { name: `e${index}`, namespace };
      return JSON.stringify({ apiVersion: `networking.istio.io/${version}`, kind: 'ServiceEntry', metadata, spec });
    })
    .join('\n');

/** The ServiceEntry `a`. */
const serviceEntry = (version: string, host: string) =>
  `{apiVersion: networking.istio.io/${version}, kind: ServiceEntry, metadata: {name: a}, spec: {hosts: [${host}]}}`;

const shown = (entry: RegistryEntry | undefined) => entry && `${entry.host} in ${entry.namespace}`;

describe('entries', () => {
  test('of a Service', () => {
    const text = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, annotations: {networking.istio.io/exportTo: "., edge"}}
spec:
  type: ExternalName
  ports:
    - {port: 80}
    - {name: https-web, port: 443, protocol: TCP, targetPort: 8443}
    - {name: dns, port: 53, protocol: UDP, targetPort: dns}
    - null
    - {name: 1, port: "81", protocol: 6, targetPort: {}}
    - x
`;
    const found = registry(text);

    expect(found.entries).toEqual([
      {
        manifest: expect.objectContaining({ name: 'web' }),
        kind: 'Service',
        host: 'web.shop.svc.cluster.local',
        namespace: 'shop',
        exportTo: ['shop', 'edge'],
        ports: [
          { number: 80, name: '', protocol: '', transport: 'TCP', targetPort: undefined, path: ['spec', 'ports', 0] },
          {
            number: 443,
            name: 'https-web',
            protocol: 'HTTPS',
            transport: 'TCP',
            targetPort: 8443,
            path: ['spec', 'ports', 1],
          },
          { number: 53, name: 'dns', protocol: 'UDP', transport: 'UDP', targetPort: 'dns', path: ['spec', 'ports', 2] },
          { number: 0, name: '', protocol: '', transport: 'TCP', targetPort: undefined, path: ['spec', 'ports', 4] },
          { number: 0, name: '', protocol: '', transport: 'TCP', targetPort: undefined, path: ['spec', 'ports', 5] },
        ],
      },
    ]);
    expect([found.hasServices, found.hasEntries]).toEqual([true, false]);
  });

  test('of a ServiceEntry, one for each host', () => {
    const text = `
apiVersion: networking.istio.io/v1beta1
kind: ServiceEntry
metadata: {name: out}
spec:
  hosts: [api.foo.com, "*.bar.com", api.foo.com, short, null, 7, ""]
  exportTo: [.]
  ports:
    - {number: 443, name: tls, protocol: tls, targetPort: 8443}
    - {number: 53, name: dns, protocol: UDP}
    - {number: 99, name: odd, protocol: HTTP3, targetPort: 0}
    - null
`;
    const found = registry(text);
    const ports = [
      { number: 443, name: 'tls', protocol: 'TLS', transport: 'TCP', targetPort: 8443, path: ['spec', 'ports', 0] },
      { number: 53, name: 'dns', protocol: 'UDP', transport: 'UDP', targetPort: undefined, path: ['spec', 'ports', 1] },
      { number: 99, name: 'odd', protocol: '', transport: 'TCP', targetPort: undefined, path: ['spec', 'ports', 2] },
    ];

    expect(found.entries).toEqual(
      ['api.foo.com', '*.bar.com', 'short'].map((host) => ({
        manifest: expect.objectContaining({ name: 'out' }),
        kind: 'ServiceEntry',
        host,
        namespace: 'default',
        exportTo: ['default'],
        ports,
      })),
    );
    expect([found.hasServices, found.hasEntries]).toEqual([false, true]);
  });

  test.each([
    ['nothing', '', []],
    [
      'a spec that is null',
      '{apiVersion: v1, kind: Service, metadata: {name: a}, spec: null}',
      ['a.default.svc.cluster.local in default'],
    ],
    [
      'ports that are a text',
      '{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: x}}',
      ['a.default.svc.cluster.local in default'],
    ],
    ['a Service without a name', '{apiVersion: v1, kind: Service, metadata: {generateName: a-}}', []],
    ['a Service of another group', '{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: a}}', []],
    [
      'hosts that are a text',
      '{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: a}, spec: {hosts: a.b}}',
      [],
    ],
    [
      'Services first',
      `${external('a.com x')}\n${services('a x', 'b y')}`,
      ['a.x.svc.cluster.local in x', 'b.y.svc.cluster.local in y', 'a.com in x'],
    ],
    [
      'ServiceEntries without a name',
      ['a.b', 'c.d']
        .map((host) => `{apiVersion: networking.istio.io/v1, kind: ServiceEntry, spec: {hosts: [${host}]}}`)
        .join('\n---\n'),
      ['a.b in default', 'c.d in default'],
    ],
  ])('of %s', (_, text, expected) => {
    expect(registry(text).entries.map(shown)).toEqual(expected);
  });

  test('an object that is there again replaces the former, in whatever version', () => {
    const text = [
      serviceEntry('v1', 'old.com'),
      serviceEntry('v1beta1', 'new.com'),
      services('a x .'),
      services('a x *'),
    ];
    const found = registry(text.join('\n---\n'), {}, services('a x ~', 'b x'));

    expect(found.entries.map((one) => [one.host, one.exportTo])).toEqual([
      ['a.x.svc.cluster.local', ['*']],
      ['b.x.svc.cluster.local', ['*']],
      ['new.com', ['*']],
    ]);
    expect(found.service('x', 'a')?.exportTo).toEqual(['*']);
  });

  test.each<[JsonObject, string[]]>([
    [{}, ['*', 'x', '*']],
    [{ defaultServiceExportTo: ['.'] }, ['x', 'x', 'y']],
    [{ defaultServiceExportTo: ['~'] }, ['~', 'x', '~']],
    [{ defaultVirtualServiceExportTo: ['.'] }, ['*', 'x', '*']],
  ])('exportTo under the mesh config %j', (config, expected) => {
    const found = registry([services('a x', 'b x .'), external('a.com y')].join('\n'), config);

    expect(found.entries.flatMap(({ exportTo }) => exportTo)).toEqual(expected);
  });
});

describe('find', () => {
  const found = registry(
    [
      services('all a', 'own a .', 'named a b,c', 'none a ~', 'default default'),
      external(
        'api.com a',
        'api.com b',
        'private.com a .',
        'private.com b .',
        'all.a.svc.cluster.local z',
        '*.wild.com a',
        '*.in.wild.com a',
        '*.own.wild.com b .',
        'to-c.com a c',
        'to-c.com d',
        'short a',
        'Case.COM a',
      ),
    ].join('\n'),
  );

  test.each<[string, string, string[] | undefined, string | undefined]>([
    // Short names
    ['all', 'a', undefined, 'all.a.svc.cluster.local in a'],
    ['all', 'b', undefined, undefined],
    ['short', 'a', undefined, undefined],
    ['default', 'default', undefined, 'default.default.svc.cluster.local in default'],
    ['', 'a', undefined, undefined],
    // Only whole names are Services
    ['all.a', 'a', undefined, undefined],
    ['all.a.svc', 'a', undefined, undefined],
    ['all.a.svc.cluster.local', 'b', undefined, 'all.a.svc.cluster.local in a'],
    ['all.a.svc.cluster.local.', 'b', undefined, undefined],
    ['all.a.svc.cluster.local', 'z', undefined, 'all.a.svc.cluster.local in z'],
    // Scopes
    ['own', 'a', undefined, 'own.a.svc.cluster.local in a'],
    ['own', 'a', ['.'], 'own.a.svc.cluster.local in a'],
    ['own', 'a', ['a'], 'own.a.svc.cluster.local in a'],
    ['own', 'a', ['*'], undefined],
    ['own', 'a', ['b'], undefined],
    ['own', 'a', ['~'], undefined],
    ['own.a.svc.cluster.local', 'b', undefined, undefined],
    ['own.a.svc.cluster.local', 'b', ['.', 'a'], 'own.a.svc.cluster.local in a'],
    ['named', 'a', undefined, undefined],
    ['named', 'a', ['d', 'c'], 'named.a.svc.cluster.local in a'],
    ['named.a.svc.cluster.local', 'b', undefined, 'named.a.svc.cluster.local in a'],
    ['named.a.svc.cluster.local', 'd', undefined, undefined],
    ['none', 'a', undefined, undefined],
    ['none', 'a', ['~'], undefined],
    ['all', 'a', ['~'], 'all.a.svc.cluster.local in a'],
    // Several of one host
    ['api.com', 'c', undefined, 'api.com in a'],
    ['api.com', 'b', undefined, 'api.com in b'],
    ['private.com', 'b', undefined, 'private.com in b'],
    ['private.com', 'c', ['b', 'a'], 'private.com in b'],
    ['to-c.com', 'c', undefined, 'to-c.com in d'],
    ['to-c.com', 'a', ['c'], 'to-c.com in a'],
    // Wildcards
    ['x.wild.com', 'z', undefined, '*.wild.com in a'],
    ['x.y.wild.com', 'z', undefined, '*.wild.com in a'],
    ['x.in.wild.com', 'z', undefined, '*.in.wild.com in a'],
    ['in.wild.com', 'z', undefined, '*.wild.com in a'],
    ['wild.com', 'z', undefined, undefined],
    ['*.wild.com', 'z', undefined, '*.wild.com in a'],
    ['*.y.wild.com', 'z', undefined, '*.wild.com in a'],
    ['*.com', 'z', undefined, undefined],
    ['x.own.wild.com', 'b', undefined, '*.own.wild.com in b'],
    ['x.own.wild.com', 'b', ['z'], '*.own.wild.com in b'],
    ['x.own.wild.com', 'z', ['b'], '*.wild.com in a'],
    // Case
    ['case.com', 'z', undefined, 'Case.COM in a'],
    ['API.com', 'z', undefined, 'api.com in a'],
  ])('%j from %s with exportTo %j: %s', (host, namespace, exportTo, expected) => {
    expect(shown(found.find(host, namespace, exportTo))).toBe(expected);
  });

  test.each([
    ['all.a.svc.cluster.local', ['all.a.svc.cluster.local in a', 'all.a.svc.cluster.local in z']],
    ['private.com', ['private.com in a', 'private.com in b']],
    ['none.a.svc.cluster.local', ['none.a.svc.cluster.local in a']],
    ['*.wild.com', ['*.wild.com in a']],
    ['x.wild.com', []],
    ['short', ['short in a']],
    ['', []],
  ])('all of %j: %j', (host, expected) => {
    expect(found.all(host).map(shown)).toEqual(expected);
  });

  test.each([
    ['a', 'own', 'own.a.svc.cluster.local in a'],
    ['', 'default', 'default.default.svc.cluster.local in default'],
    ['b', 'own', undefined],
    ['a', 'e0', undefined],
    ['a', '', undefined],
  ])('the Service of %j called %j: %s', (namespace, name, expected) => {
    expect(shown(found.service(namespace, name))).toBe(expected);
  });

  test.each([
    ['all', [true, true, true]],
    ['own', [true, false, false]],
    ['named', [false, true, false]],
    ['none', [false, false, false]],
  ])('%s is visible in a, b, d: %j', (name, expected) => {
    const entry = found.service('a', name);

    expect(['a', 'b', 'd'].map((namespace) => entry && found.isVisible(entry, namespace))).toEqual(expected);
  });

  test('a wildcard for everything', () => {
    expect(shown(registry(external('* a')).find('x.com', 'b'))).toBe('* in a');
  });
});

test.each<[Json, string | undefined]>([
  [{ name: 'http' }, 'HTTP'],
  [{ name: 'HTTP2-web' }, 'HTTP2'],
  [{ name: 'grpc-web' }, 'GRPC-WEB'],
  [{ name: 'Grpc-Web-x' }, 'GRPC-WEB'],
  [{ name: 'grpc-x' }, 'GRPC'],
  [{ name: 'httpx' }, undefined],
  [{ name: 'web-http' }, undefined],
  [{ name: '-http' }, undefined],
  [{ name: '' }, undefined],
  [{}, undefined],
  [{ name: 'tcp', protocol: 'TCP' }, 'TCP'],
  [{ name: 'http', protocol: 'UDP' }, 'UDP'],
  [{ protocol: 'UDP', appProtocol: 'http' }, 'UDP'],
  [{ name: 'udp-x' }, 'UDP'],
  [{ name: 'tcp', appProtocol: 'https' }, 'HTTPS'],
  [{ name: 'tcp', appProtocol: 'tls-x' }, 'TLS'],
  [{ name: 'http', appProtocol: 'unknown' }, undefined],
  [{ name: 'http', appProtocol: '' }, undefined],
  [{ name: 'http', appProtocol: null }, 'HTTP'],
  [{ appProtocol: 'kubernetes.io/h2c' }, 'HTTP2'],
  [{ appProtocol: 'kubernetes.io/ws' }, 'HTTP'],
  [{ appProtocol: 'kubernetes.io/wss' }, 'HTTPS'],
  [{ name: 'kubernetes.io/h2c' }, undefined],
  [{ port: 3306 }, 'TCP'],
  [{ port: 53, name: 'dns' }, 'TCP'],
  [{ port: 25, name: 'http' }, 'HTTP'],
  [{ port: '3306' }, undefined],
  [{ name: 1, appProtocol: 2 }, undefined],
  [null, undefined],
  ['http', undefined],
])('the protocol of port %j is %s', (port, expected) => {
  expect(servicePortProtocol(Field.of(port))).toBe(expected);
});
