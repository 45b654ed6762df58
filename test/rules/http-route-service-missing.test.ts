import { k8sRoute, referenceGrant, service } from './gateway-api-objects';
import { testMeshRule } from './mesh-rule-tester';

const route = (backend: string, kind = 'HTTPRoute') => k8sRoute(`{rules: [{backendRefs: [${backend}]}]}`, kind);
const mirror = (backend: string) =>
  k8sRoute(`{rules: [{filters: [{type: RequestMirror, requestMirror: {backendRef: ${backend}}}]}]}`);
const GONE = '{name: gone, port: 80}';
const OTHER = '{name: api, namespace: back, port: 80}';
const FROM_SHOP = '{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}';
const grant = (from: string, to = '[{group: "", kind: Service}]', namespace = 'back') =>
  referenceGrant(from, to, namespace);

const finding = (rest: object = {}) => ({
  on: 'HTTPRoute shop/web',
  path: 'spec.rules[0].backendRefs[0].name',
  message: 'There is no Service "gone" in namespace "shop", so that its requests get 500',
  fix: 'Name a Service that is there, or name what the cluster has already with --context',
  refType: 'host',
  ...rest,
});
const notGranted = finding({
  path: 'spec.rules[0].backendRefs[0].namespace',
  message:
    'No ReferenceGrant in namespace "back" lets the HTTPRoute refer to Service "api" there, so that its requests get 500',
  fix: 'Put a ReferenceGrant into namespace "back", from HTTPRoutes of this namespace to Services, or name what the cluster has already with --context',
});

testMeshRule('http-route-service-missing', {
  valid: [
    { name: 'of the own namespace', objects: route('{name: web, port: 80}') + service('web') },
    { name: 'in the context', objects: route('{name: web, port: 80}'), context: service('web') },
    {
      name: 'granted, not by the first entries',
      objects:
        route(OTHER) +
        service('api', 'back') +
        grant(
          `[{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: other}, ${FROM_SHOP}]`,
          '[{group: "", kind: Secret}, {group: "", kind: Service, name: api}]',
        ),
    },
    {
      name: 'a parent of another namespace, for its clients',
      objects:
        k8sRoute('{parentRefs: [{group: "", kind: Service, name: api, namespace: back}]}') + service('api', 'back'),
    },
    { name: 'nothing given', objects: route(GONE), undecided: ['a Service'] },
    {
      name: 'other kinds of backends and parents',
      objects:
        route('{group: networking.istio.io, kind: Hostname, name: api.example.com, port: 443}') +
        k8sRoute('{parentRefs: [{name: gone}], rules: [{}]}', 'GRPCRoute') +
        service('web'),
    },
  ],
  invalid: [
    { name: 'no such Service', objects: route(GONE) + service('web'), findings: [finding()] },
    {
      name: 'for connections',
      objects: route(GONE, 'TLSRoute') + service('web'),
      findings: [
        finding({
          on: 'TLSRoute shop/web',
          message: 'There is no Service "gone" in namespace "shop", so that its connections are reset',
        }),
      ],
    },
    {
      name: 'in another namespace only',
      objects: route(GONE) + service('gone', 'back'),
      findings: [
        finding({
          message: 'There is no Service "gone" in namespace "shop", only in "back", so that its requests get 500',
          fix: 'Write namespace: "back", with a ReferenceGrant there, or name what the cluster has already with --context',
        }),
      ],
    },
    {
      name: 'a full name, whether Services are given or not',
      objects: route('{name: web.shop.svc.cluster.local, port: 80}'),
      findings: [
        finding({
          message:
            '"web.shop.svc.cluster.local" is no name of a Service, which has no dots, so that its requests get 500',
          fix: 'Write name: web and namespace: shop, with a ReferenceGrant there if it is another one',
        }),
      ],
    },
    {
      name: 'a mirror',
      objects: mirror(GONE) + service('web'),
      findings: [
        finding({
          path: 'spec.rules[0].filters[0].requestMirror.backendRef.name',
          message: 'There is no Service "gone" in namespace "shop", so that nothing gets copies of the requests',
          refType: 'mirror host',
        }),
      ],
    },
    {
      name: 'a parent',
      objects: k8sRoute('{parentRefs: [{group: "", kind: Service, name: gone}]}') + service('web'),
      findings: [
        finding({
          path: 'spec.parentRefs[0].name',
          message: 'There is no Service "gone" in namespace "shop", so that the route is for no requests',
          refType: 'service',
        }),
      ],
    },
    { name: 'no grant', objects: route(OTHER) + service('api', 'back'), findings: [notGranted] },
    {
      name: 'grants of another namespace, for another kind, to another Service',
      objects:
        route(OTHER) +
        service('api', 'back') +
        grant(`[${FROM_SHOP}]`, undefined, 'shop') +
        grant('[{group: gateway.networking.k8s.io, kind: GRPCRoute, namespace: shop}]').replace(
          'name: shop',
          'name: b',
        ) +
        grant(`[${FROM_SHOP}]`, '[{group: "", kind: Service, name: other}]').replace('name: shop', 'name: c'),
      findings: [notGranted],
    },
  ],
});
