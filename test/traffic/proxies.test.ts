import { Catalog } from '../../lib/manifest/catalog';
import { type Manifest, type Path, pathText } from '../../lib/manifest/manifest';
import { Namespaces } from '../../lib/traffic/namespaces';
import { Proxies } from '../../lib/traffic/proxies';
import type { Reason } from '../../lib/traffic/reason';
import { objectsOf } from '../manifest/reading';

const INJECT = 'sidecar.istio.io/inject';

/** A Deployment with a Pod of these metadata and spec, and its namespace, unless that is not known. */
function proxiesOf(namespace: string | undefined, metadata: string, spec = '{}', name = 'shop') {
  const texts = [
    `{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: ${name}}, spec: {template: {metadata: ${metadata}, spec: ${spec}}}}`,
    namespace === undefined
      ? '{apiVersion: v1, kind: Namespace, metadata: {name: other, labels: {istio-injection: enabled}}}'
      : `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}, labels: ${namespace}}}`,
  ];
  const catalog = new Catalog(objectsOf(texts.join('\n---\n')));
  const [pod] = catalog.pods;
  if (pod === undefined) throw new Error('no Pod');
  return { proxies: new Proxies(catalog, new Namespaces(catalog)), pod };
}

const placeOf = ({ manifest, path }: { readonly manifest: Manifest; readonly path: Path }) =>
  `${manifest.kind} ${pathText(path)}`;
const shown = ({ why, decidedBy }: Reason) => [why, ...(decidedBy === undefined ? [] : [placeOf(decidedBy)])];

const TEMPLATE = 'Deployment spec.template';
const podLabel = (label: string) => `${TEMPLATE}.metadata.labels["${label}"]`;
const podAnnotation = (annotation: string) => `${TEMPLATE}.metadata.annotations["${annotation}"]`;
const labels = (text: string) => `{labels: {${text}}}`;
const annotations = (text: string) => `{annotations: {${text}}}`;

const ENABLED = ['label istio-injection of namespace shop is "enabled"', 'Namespace metadata.labels.istio-injection'];
const DISABLED = ['label istio-injection of namespace shop is "disabled"', 'Namespace metadata.labels.istio-injection'];
const EMPTY = ['label istio-injection of namespace shop is ""', 'Namespace metadata.labels.istio-injection'];
const REVISION = ['label istio.io/rev of namespace shop is "canary"', 'Namespace metadata.labels["istio.io/rev"]'];
const NEITHER = ['namespace shop has neither the label istio-injection nor istio.io/rev'];
const UNKNOWN = ['Namespace shop is not in the input'];
const label = (value: string) => [`its label ${INJECT} is "${value}"`, podLabel(INJECT)];
const annotation = (value: string) => [`its annotation ${INJECT} is "${value}"`, podAnnotation(INJECT)];
const rev = (value: string) => [`its label istio.io/rev is "${value}"`, podLabel('istio.io/rev')];
const HOST = ['it is on the network of its node', `${TEMPLATE}.spec.hostNetwork`];

const ON = labels(`${INJECT}: "true"`);
const OFF = labels(`${INJECT}: "false"`);

describe('injection', () => {
  test.each<[string | undefined, string, boolean | undefined, string[]]>([
    ['{istio-injection: enabled}', '{}', true, ENABLED],
    ['{istio-injection: enabled}', ON, true, ENABLED],
    ['{istio-injection: enabled}', OFF, false, label('false')],
    ['{istio-injection: enabled}', labels(`${INJECT}: "no"`), true, ENABLED],
    ['{istio-injection: enabled}', labels(`${INJECT}: false`), true, ENABLED],
    ['{istio-injection: enabled}', annotations(`${INJECT}: "false"`), false, annotation('false')],
    ['{istio-injection: enabled}', `{labels: {${INJECT}: "true"}, annotations: {${INJECT}: "false"}}`, true, ENABLED],
    ['{istio-injection: enabled, istio.io/rev: canary}', '{}', true, ENABLED],
    ['{istio-injection: disabled}', '{}', false, DISABLED],
    ['{istio-injection: disabled}', ON, false, DISABLED],
    ['{istio-injection: disabled, istio.io/rev: canary}', ON, false, DISABLED],
    ['{istio-injection: disabled}', labels('istio.io/rev: canary'), false, DISABLED],
    ['{istio-injection: ""}', ON, false, EMPTY],
    ['{istio.io/rev: canary}', '{}', true, REVISION],
    ['{istio.io/rev: canary}', OFF, false, label('false')],
    [
      '{istio.io/rev: ""}',
      ON,
      false,
      ['label istio.io/rev of namespace shop is ""', 'Namespace metadata.labels["istio.io/rev"]'],
    ],
    ['{}', '{}', false, NEITHER],
    ['null', 'null', false, NEITHER],
    ['{istio-injection: true}', 'x', false, NEITHER],
    ['{}', ON, true, label('true')],
    ['{}', labels(`${INJECT}: "yes"`), false, NEITHER],
    ['{}', annotations(`${INJECT}: "true"`), false, NEITHER],
    ['{}', labels('istio.io/rev: canary'), true, rev('canary')],
    ['{}', labels(`istio.io/rev: canary, ${INJECT}: "true"`), true, rev('canary')],
    ['{}', labels(`istio.io/rev: "", ${INJECT}: "true"`), false, rev('')],
    ['{}', labels(`istio.io/rev: canary, ${INJECT}: "false"`), false, label('false')],
    [undefined, '{}', undefined, UNKNOWN],
    [undefined, ON, true, label('true')],
    [undefined, OFF, false, label('false')],
    [undefined, labels('istio.io/rev: canary'), true, rev('canary')],
    [undefined, annotations(`${INJECT}: "false"`), false, annotation('false')],
    [undefined, annotations(`${INJECT}: "true"`), undefined, UNKNOWN],
  ])('namespace %s, Pod %s: %s', (namespace, metadata, happens, reason) => {
    const { proxies, pod } = proxiesOf(namespace, metadata);
    const found = proxies.injection(pod);

    expect([found.happens, ...shown(found)]).toEqual([happens, ...reason]);
  });

  test.each(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'])('none in %s', (name) => {
    const { proxies, pod } = proxiesOf('{istio-injection: enabled}', ON, '{}', name);

    expect(proxies.injection(pod)).toEqual({ happens: false, why: `Istio leaves namespace ${name} alone` });
  });

  test.each([
    ['{hostNetwork: true}', [false, ...HOST]],
    ['{hostNetwork: false}', [true, ...ENABLED]],
    ['{hostNetwork: "true"}', [true, ...ENABLED]],
  ])('with spec %s', (spec, expected) => {
    const { proxies, pod } = proxiesOf('{istio-injection: enabled}', '{}', spec);
    const found = proxies.injection(pod);

    expect([found.happens, ...shown(found)]).toEqual(expected);
  });

  test('in the default namespace', () => {
    const catalog = new Catalog(
      objectsOf(`
{apiVersion: v1, kind: Pod, metadata: {name: p}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {istio-injection: enabled}}}
`),
    );
    const proxies = new Proxies(catalog, new Namespaces(catalog));

    expect(catalog.pods.map((pod) => proxies.injection(pod).happens)).toEqual([true]);
  });
});

const container = (more: string) => `{containers: [null, x, {name: app}, {name: istio-proxy, ${more}}]}`;
const PROXY = `${TEMPLATE}.spec.containers[3]`;
const ROUTER = container('image: proxyv2, args: [proxy, router, 1, null]');
const GATEWAY = annotations('inject.istio.io/templates: gateway');
const BY_TEMPLATE = [
  'its annotation inject.istio.io/templates is "gateway"',
  podAnnotation('inject.istio.io/templates'),
];
const IS_GATEWAY = ['its container istio-proxy is a gateway', PROXY];
const HAS_PROXY = ['it has a container istio-proxy', PROXY];
const AMBIENT = '{istio.io/dataplane-mode: ambient}';
const mode = (of: string) => `label istio.io/dataplane-mode of namespace ${of} is "ambient"`;
const BY_NAMESPACE = [mode('shop'), 'Namespace metadata.labels["istio.io/dataplane-mode"]'];
const BY_POD = ['its label istio.io/dataplane-mode is "ambient"', podLabel('istio.io/dataplane-mode')];

describe('the proxy', () => {
  test.each<[string, string | undefined, string, string, string | undefined, string[]]>([
    ['injected by namespace', '{istio-injection: enabled}', '{}', '{}', 'sidecar', ENABLED],
    ['injected by label', undefined, ON, '{}', 'sidecar', label('true')],
    ['not injected', '{}', '{}', '{}', 'none', NEITHER],
    ['opted out', undefined, OFF, '{}', 'none', label('false')],
    ['not known', undefined, '{}', '{}', undefined, UNKNOWN],
    ['kept off by the node', undefined, '{}', '{hostNetwork: true}', 'none', HOST],
    ['written out', '{}', '{}', container('image: proxyv2, args: [proxy, sidecar]'), 'sidecar', HAS_PROXY],
    ['written out, with odd args', '{}', OFF, container('image: proxyv2, args: router'), 'sidecar', HAS_PROXY],
    ['only added to', '{}', '{}', container('resources: {}'), 'none', NEITHER],
    ['added to and injected', '{}', ON, container('resources: {}'), 'sidecar', label('true')],
    [
      'an init container',
      '{}',
      '{}',
      '{initContainers: [{name: istio-proxy, image: proxyv2, restartPolicy: Always}]}',
      'sidecar',
      ['it has a container istio-proxy', `${TEMPLATE}.spec.initContainers[0]`],
    ],
    ['a router', undefined, '{}', ROUTER, 'gateway', IS_GATEWAY],
    ['a router out of the mesh', '{istio-injection: disabled}', OFF, ROUTER, 'gateway', IS_GATEWAY],
    ['a waypoint', '{}', '{}', container('image: proxyv2, args: [proxy, waypoint]'), 'gateway', IS_GATEWAY],
    ['an injected gateway', '{istio-injection: enabled}', GATEWAY, container('image: auto'), 'gateway', BY_TEMPLATE],
    ['a gateway yet to be injected', undefined, GATEWAY, container('image: auto'), 'gateway', BY_TEMPLATE],
    [
      'a gateway never injected',
      '{istio-injection: disabled}',
      GATEWAY,
      container('image: auto'),
      'gateway',
      BY_TEMPLATE,
    ],
    ['a gateway all of the template', '{istio-injection: enabled}', GATEWAY, '{}', 'gateway', BY_TEMPLATE],
    ['a template that is not known to be used', undefined, GATEWAY, '{}', undefined, UNKNOWN],
    ['a template that is not used', '{}', GATEWAY, '{}', 'none', NEITHER],
    [
      'one template of several',
      '{istio-injection: enabled}',
      annotations('inject.istio.io/templates: "own, gateway"'),
      '{}',
      'gateway',
      ['its annotation inject.istio.io/templates is "own, gateway"', podAnnotation('inject.istio.io/templates')],
    ],
    [
      'another template',
      '{istio-injection: enabled}',
      annotations('inject.istio.io/templates: my-gateway'),
      '{}',
      'sidecar',
      ENABLED,
    ],
    [
      'a gateway of the Gateway API',
      undefined,
      labels(`gateway.networking.k8s.io/gateway-name: edge, ${INJECT}: "false"`),
      '{}',
      'gateway',
      [
        'its label gateway.networking.k8s.io/gateway-name is "edge"',
        podLabel('gateway.networking.k8s.io/gateway-name'),
      ],
    ],
    ['ambient by namespace', AMBIENT, '{}', '{}', 'ambient', BY_NAMESPACE],
    ['ambient without a sidecar', AMBIENT, OFF, '{}', 'ambient', BY_NAMESPACE],
    ['ambient by Pod', '{}', labels('istio.io/dataplane-mode: ambient'), '{}', 'ambient', BY_POD],
    [
      'ambient by Pod, in no known namespace',
      undefined,
      labels('istio.io/dataplane-mode: ambient'),
      '{}',
      'ambient',
      BY_POD,
    ],
    ['out of ambient', AMBIENT, labels('istio.io/dataplane-mode: none'), '{}', 'none', NEITHER],
    [
      'out of ambient, in no known namespace',
      undefined,
      labels('istio.io/dataplane-mode: none'),
      '{}',
      undefined,
      UNKNOWN,
    ],
    ['of another mode', AMBIENT, labels('istio.io/dataplane-mode: other'), '{}', 'ambient', BY_NAMESPACE],
    ['of a namespace of no mode', '{istio.io/dataplane-mode: none}', '{}', '{}', 'none', NEITHER],
    ['a sidecar in ambient', AMBIENT, ON, '{}', 'sidecar', label('true')],
    [
      'a sidecar rather than ambient',
      '{istio-injection: enabled, istio.io/dataplane-mode: ambient}',
      '{}',
      '{}',
      'sidecar',
      ENABLED,
    ],
    ['on the network of its node in ambient', AMBIENT, '{}', '{hostNetwork: true}', 'none', HOST],
    ['odd containers', '{}', '{}', '{containers: x, initContainers: {a: b}}', 'none', NEITHER],
    ['odd everything', 'x', '[x]', 'x', 'none', NEITHER],
  ])('%s', (_, namespace, metadata, spec, kind, reason) => {
    const { proxies, pod } = proxiesOf(namespace, metadata, spec);
    const found = proxies.of(pod);

    expect([found.kind, ...shown(found), proxies.isInMesh(pod)]).toEqual([
      kind,
      ...reason,
      kind === undefined ? undefined : kind !== 'none',
    ]);
    expect(Object.keys(found).toSorted()).toEqual(['decidedBy', 'kind', 'why']);
  });

  test('none of ambient in kube-system', () => {
    const { proxies, pod } = proxiesOf(AMBIENT, labels('istio.io/dataplane-mode: ambient'), '{}', 'kube-system');

    expect(proxies.of(pod)).toEqual({ kind: 'none', why: 'Istio leaves namespace kube-system alone' });
  });
});

test.each([
  [container('image: auto'), true],
  ['{initContainers: [{name: istio-proxy, image: auto}]}', true],
  [container('image: proxyv2'), false],
  [container('resources: {}'), false],
  ['{containers: [{name: app, image: auto}]}', false],
  ['{containers: null}', false],
  ['null', false],
])('image auto in %s: %s', (spec, expected) => {
  const { proxies, pod } = proxiesOf('{}', '{}', spec);

  expect(proxies.hasImageAuto(pod)).toBe(expected);
});
