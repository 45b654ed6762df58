import { Catalog } from '../../lib/manifest/catalog';
import { pathText } from '../../lib/manifest/manifest';
import { ClientSettings } from '../../lib/traffic/destination-rules';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { objectsOf } from '../manifest/reading';

const HEAD = 'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:';

function settings(...specs: readonly string[]): ClientSettings {
  const texts = specs.map(
    (spec, index) => `${HEAD} { name: r${index}, namespace: prod }\nspec:\n  host: shop\n${spec}`,
  );
  return new ClientSettings(new Catalog(objectsOf(texts.join('---\n'))), meshConfigOf());
}

/** MODE RULE PATH of what decides. */
function decision(rules: ClientSettings, port: number | undefined, subset: string): string | undefined {
  const rule = rules.inForce('prod', 'shop.prod.svc.cluster.local', 'prod');
  const tls = rule && rules.tlsFor(rule, port, subset);
  return tls && `${tls.mode || 'none'} ${tls.manifest.name} ${pathText(tls.field.path)}`;
}

const FULL = `
  trafficPolicy:
    tls: { mode: ISTIO_MUTUAL }
    portLevelSettings:
      - port: { number: 8443 }
        tls: { mode: SIMPLE }
      - port: { number: 9000 }
        loadBalancer: { simple: RANDOM }
      - port: { number: 8443 }
        tls: { mode: MUTUAL }
      - null
      - tls: { mode: MUTUAL }
  subsets:
    - name: plain
      trafficPolicy: { tls: { mode: DISABLE } }
    - name: balanced
      trafficPolicy: { loadBalancer: { simple: RANDOM } }
    - name: bare
    - name: ports
      trafficPolicy:
        portLevelSettings:
          - port: { number: 8443 }
            loadBalancer: { simple: RANDOM }
          - port: { number: 80 }
            tls: {}
`;

describe('settings in force', () => {
  const rules = settings(FULL);
  const OWN = 'ISTIO_MUTUAL r0 spec.trafficPolicy.tls';
  const PORT = 'SIMPLE r0 spec.trafficPolicy.portLevelSettings[0].tls';

  test.each([
    [undefined, '', OWN],
    [80, '', OWN],
    [0, '', OWN],
    [8443, '', PORT],
    [9000, '', 'none r0 spec.trafficPolicy.portLevelSettings[1].tls'],
    [80, 'plain', 'DISABLE r0 spec.subsets[0].trafficPolicy.tls'],
    [8443, 'plain', 'DISABLE r0 spec.subsets[0].trafficPolicy.tls'],
    [80, 'balanced', OWN],
    [8443, 'balanced', PORT],
    [8443, 'bare', PORT],
    [8443, 'unknown', PORT],
    [8443, 'ports', 'none r0 spec.subsets[3].trafficPolicy.portLevelSettings[0].tls'],
    [80, 'ports', 'DISABLE r0 spec.subsets[3].trafficPolicy.portLevelSettings[1].tls'],
    [undefined, 'ports', OWN],
    [9000, 'ports', 'none r0 spec.trafficPolicy.portLevelSettings[1].tls'],
  ])('port %s and subset "%s": %s', (port, subset, expected) => {
    expect(decision(rules, port, subset)).toBe(expected);
  });
});

test('of rules that are merged, the first policy counts whole, and subsets stay with theirs', () => {
  const rules = settings(
    '  subsets: [{ name: v1, trafficPolicy: { tls: { mode: SIMPLE } } }]\n',
    '  trafficPolicy: { loadBalancer: { simple: RANDOM } }\n',
    '  trafficPolicy: { tls: { mode: DISABLE } }\n  subsets: [{ name: v1 }, { name: v2, trafficPolicy: { tls: {} } }]\n',
  );

  expect(['', 'v1', 'v2'].map((subset) => decision(rules, 80, subset))).toEqual([
    undefined,
    'SIMPLE r0 spec.subsets[0].trafficPolicy.tls',
    'DISABLE r2 spec.subsets[1].trafficPolicy.tls',
  ]);
});

const written = (rules: ClientSettings) =>
  rules.all.flatMap((rule) =>
    rules.tlsSettings(rule).map(({ field, ...rest }) => ({ ...rest, path: pathText(field.path) })),
  );

test('every settings as written', () => {
  expect(written(settings(FULL))).toEqual([
    { mode: 'ISTIO_MUTUAL', where: 'rule', path: 'spec.trafficPolicy.tls' },
    { mode: 'SIMPLE', where: 'port', port: 8443, path: 'spec.trafficPolicy.portLevelSettings[0].tls' },
    { mode: 'MUTUAL', where: 'port', port: 8443, path: 'spec.trafficPolicy.portLevelSettings[2].tls' },
    { mode: 'MUTUAL', where: 'port', port: undefined, path: 'spec.trafficPolicy.portLevelSettings[4].tls' },
    { mode: 'DISABLE', where: 'subset', subset: 'plain', path: 'spec.subsets[0].trafficPolicy.tls' },
    {
      mode: 'DISABLE',
      where: 'subset port',
      subset: 'ports',
      port: 80,
      path: 'spec.subsets[3].trafficPolicy.portLevelSettings[1].tls',
    },
  ]);
});

test.each([
  '  trafficPolicy:\n',
  '  trafficPolicy: text\n',
  '  trafficPolicy: { tls: null }\n',
  '  trafficPolicy: { tls: SIMPLE, portLevelSettings: { tls: {} } }\n',
  '  trafficPolicy: { tls: [], portLevelSettings: [null, 1, { port: 80 }] }\n',
  '  subsets: [null, 1, { trafficPolicy: [] }, { name: v1, trafficPolicy: { tls: 1 } }]\n',
])('no settings:%s', (spec) => {
  const rules = settings(spec);

  expect([written(rules), decision(rules, 80, ''), decision(rules, 80, 'v1')]).toEqual([[], undefined, undefined]);
});

test('a mode of a wrong type means what no mode means', () => {
  expect(written(settings('  trafficPolicy: { tls: { mode: 1 } }\n'))).toEqual([
    { mode: 'DISABLE', where: 'rule', path: 'spec.trafficPolicy.tls' },
  ]);
});
