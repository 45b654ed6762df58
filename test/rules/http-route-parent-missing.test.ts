import { httpListener, k8sGateway, k8sRoute, namespace } from './gateway-api-objects';
import { testMeshRule } from './mesh-rule-tester';

const route = (parent: string, kind = 'HTTPRoute') => k8sRoute(`{parentRefs: [${parent}]}`, kind);
const gateway = (allowed: string, more = '') =>
  k8sGateway(`listeners: [${httpListener(allowed && `allowedRoutes: {namespaces: ${allowed}}`)}${more}]`);
const TO_EDGE = '{name: web, namespace: edge}';

const finding = (message: string, fix: string, rest: object = {}) => ({
  on: 'HTTPRoute shop/web',
  path: 'spec.parentRefs[0]',
  message,
  fix,
  refType: 'gateway',
  ...rest,
});

testMeshRule('http-route-parent-missing', {
  valid: [
    {
      name: 'a Gateway of the own namespace',
      objects: route('{name: web}') + k8sGateway(`listeners: [${httpListener()}]`, 'shop/web'),
    },
    {
      name: 'group and kind written, an older version',
      objects:
        route('{group: gateway.networking.k8s.io, kind: Gateway, name: web}').replace('/v1', '/v1beta1') +
        k8sGateway(`listeners: [${httpListener()}]`, 'shop/web'),
    },
    { name: 'a Gateway that takes routes of all namespaces', objects: route(TO_EDGE) + gateway('{from: All}') },
    { name: 'in the context', objects: route(TO_EDGE), context: gateway('{from: All}') },
    {
      name: 'no namespace written, and the default one',
      objects:
        k8sRoute('{parentRefs: [{name: web}]}', 'HTTPRoute', 'labels: {}') +
        k8sGateway(`listeners: [${httpListener()}]`, 'default/web'),
    },
    {
      name: 'chosen by the labels of the namespace',
      objects:
        route(TO_EDGE) +
        gateway('{from: Selector, selector: {matchLabels: {team: web}}}') +
        namespace('shop', '{team: web}'),
    },
    {
      name: 'chosen by the label that the API server sets',
      objects:
        route(TO_EDGE) + gateway('{from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: shop}}}'),
    },
    {
      name: 'labels of a Namespace that is not given',
      objects: route(TO_EDGE) + gateway('{from: Selector, selector: {matchLabels: {team: web}}}'),
      undecided: ['the Namespace "shop"'],
    },
    {
      name: 'one of several listeners takes it',
      objects: route(TO_EDGE) + gateway('', `, ${httpListener('allowedRoutes: {namespaces: {from: All}}', 'other')}`),
    },
    {
      name: 'the listener by name and port',
      objects: route('{name: web, namespace: edge, sectionName: http, port: 80}') + gateway('{from: All}'),
    },
    { name: 'nothing given', objects: route(TO_EDGE), undecided: ['a Gateway of gateway.networking.k8s.io'] },
    {
      name: 'a Gateway of Istio is none',
      objects:
        route(TO_EDGE) +
        'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: other, namespace: edge}\nspec: {}\n',
      undecided: ['a Gateway of gateway.networking.k8s.io'],
    },
    {
      name: 'parents of other kinds',
      objects:
        route('{group: "", kind: Service, name: gone}, {group: networking.istio.io, kind: ServiceEntry, name: gone}') +
        gateway(''),
    },
    { name: 'no parents', objects: k8sRoute('{}') + gateway('') },
  ],
  invalid: [
    {
      name: 'no such Gateway',
      objects: route('{name: gone, namespace: edge}') + gateway('{from: All}'),
      findings: [
        finding(
          'There is no Gateway "gone" of gateway.networking.k8s.io in namespace "edge", so that its requests get 404',
          'Name a Gateway that is there, or name what the cluster has already with --context',
        ),
      ],
    },
    {
      name: 'in another namespace',
      objects: route('{name: web}') + gateway('{from: All}'),
      findings: [
        finding(
          'There is no Gateway "web" of gateway.networking.k8s.io in namespace "shop", only in "edge", so that its requests get 404',
          'Write namespace: "edge"',
          { replacement: { path: 'spec.parentRefs[0].namespace', value: 'edge' } },
        ),
      ],
    },
    {
      name: 'routes of the own namespace only, by default',
      objects: route(TO_EDGE, 'TLSRoute') + gateway(''),
      findings: [
        finding(
          'Gateway "edge/web" takes no routes from namespace "shop" on "http", so that its connections are reset',
          'Let allowedRoutes.namespaces of the listener choose namespace "shop"',
          { on: 'TLSRoute shop/web' },
        ),
      ],
    },
    {
      name: 'a Namespace with other labels',
      objects:
        route(TO_EDGE, 'GRPCRoute') +
        gateway('{from: Selector, selector: {matchLabels: {team: web}}}') +
        namespace('shop'),
      findings: [
        finding(
          'Gateway "edge/web" takes no routes from namespace "shop" on "http", so that its requests get 404',
          'Let allowedRoutes.namespaces of the listener choose namespace "shop"',
          { on: 'GRPCRoute shop/web' },
        ),
      ],
    },
    {
      name: 'the listener asked for takes none, another would',
      objects:
        route('{name: web, namespace: edge, sectionName: http}') +
        gateway('', `, ${httpListener('allowedRoutes: {namespaces: {from: All}}', 'other')}`),
      findings: [
        finding(
          'Gateway "edge/web" takes no routes from namespace "shop" on "http", so that its requests get 404',
          'Let allowedRoutes.namespaces of the listener choose namespace "shop"',
        ),
      ],
    },
    {
      name: 'no such listener, no such port',
      objects:
        route('{name: web, namespace: edge, sectionName: https}, {name: web, namespace: edge, port: 443}') +
        gateway('{from: All}'),
      findings: [
        finding(
          'Gateway "web" has no listener "https", so that its requests get 404',
          'Ask for a listener that it has: "http"',
          {
            path: 'spec.parentRefs[0].sectionName',
          },
        ),
        finding(
          'Gateway "web" has no listener on port 443, so that its requests get 404',
          'Ask for a listener that it has: "http"',
          {
            path: 'spec.parentRefs[1].port',
          },
        ),
      ],
    },
  ],
});
