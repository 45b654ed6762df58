import { testMeshRule } from './mesh-rule-tester';
import { destinationRule, edgePods, gateway, namespace, service, to, virtualService } from './route-objects';

const EDGE = edgePods() + gateway('edge/public', 'shop.example.com') + service('prod/shop');
const route = (rest = '') =>
  virtualService('prod/shop', `hosts: [shop.example.com], gateways: [edge/public], http: [${to('shop', rest)}]`);
const V1 = 'subsets: [{ name: v1, labels: { version: v1 } }]';
const TLS = 'trafficPolicy: { tls: { mode: SIMPLE } }';
const rule = (rest: string, key = 'prod/shop') => destinationRule(key, `host: shop.prod.svc.cluster.local, ${rest}`);

testMeshRule('destination-rule-hidden-from-gateway', {
  valid: [
    { name: 'exported to all', objects: EDGE + route('subset: v1') + rule(V1) },
    { name: 'exported to the gateway', objects: EDGE + route('subset: v1') + rule(`exportTo: [edge], ${V1}`) },
    { name: 'a route without the subset', objects: EDGE + route() + rule(`exportTo: ["."], ${V1}`) },
    {
      name: 'a rule of the gateway has the subset',
      objects: EDGE + route('subset: v1') + rule(`exportTo: ["."], ${V1}`) + rule(V1, 'edge/shop'),
    },
    {
      name: 'a rule of the gateway has TLS',
      objects: EDGE + route() + rule(`exportTo: ["."], ${TLS}`) + rule(TLS, 'edge/shop'),
    },
    {
      name: 'automatic mutual TLS does the same',
      objects: EDGE + route() + rule('exportTo: ["."], trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }'),
    },
    {
      name: 'a rule where nobody else looks',
      objects: EDGE + route('subset: v1') + rule(`exportTo: ["."], ${V1}`, 'team/shop'),
    },
    {
      name: 'for chosen workloads',
      objects: EDGE + route() + rule(`exportTo: ["."], workloadSelector: { matchLabels: { app: a } }, ${TLS}`),
    },
    { name: 'no gateway leads there', objects: EDGE + rule(`exportTo: ["."], ${TLS}`) },
    {
      name: 'a namespace that is not there is another rule',
      objects: namespace('edge') + EDGE + route('subset: v1') + rule(`exportTo: [egde], ${V1}`),
    },
    {
      name: 'Pods unknown',
      objects:
        gateway('edge/public', 'shop.example.com') +
        service('prod/shop') +
        route('subset: v1') +
        rule(`exportTo: ["."], ${V1}`),
      undecided: ['the Pods of Gateway "edge/public"'],
    },
    {
      name: 'load balancing alone',
      objects: EDGE + route() + rule('exportTo: ["."], trafficPolicy: { loadBalancer: { simple: RANDOM } }'),
    },
  ],
  invalid: [
    {
      name: 'a subset',
      objects: EDGE + route('subset: v1') + rule(`exportTo: ["."], ${V1}`),
      findings: [
        {
          on: 'DestinationRule prod/shop',
          path: 'spec.exportTo',
          message:
            'The rule is exported to "prod" only and the Pods of Gateway "edge/public", which VirtualService "prod/shop" leads to "shop.prod.svc.cluster.local", are in "edge": they do not get subset "v1", and requests get 503',
          fix: 'Add "edge" to exportTo',
          severity: 'error',
        },
      ],
    },
    {
      name: 'TLS',
      objects: EDGE + route() + rule(`exportTo: ["."], ${TLS}`),
      findings: [
        {
          on: 'DestinationRule prod/shop',
          path: 'spec.exportTo',
          message:
            'The rule is exported to "prod" only and the Pods of Gateway "edge/public", which VirtualService "prod/shop" leads to "shop.prod.svc.cluster.local", are in "edge": they do not get tls mode SIMPLE, and they connect as if the rule were not there',
          fix: 'Add "edge" to exportTo',
        },
      ],
    },
    {
      name: 'TLS for a port',
      objects:
        EDGE +
        route('port: { number: 80 }') +
        rule(
          'exportTo: ["."], trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: DISABLE } }] }',
        ),
      findings: [
        {
          on: 'DestinationRule prod/shop',
          path: 'spec.exportTo',
          message:
            'The rule is exported to "prod" only and the Pods of Gateway "edge/public", which VirtualService "prod/shop" leads to "shop.prod.svc.cluster.local", are in "edge": they do not get tls mode DISABLE, and they connect as if the rule were not there',
          fix: 'Add "edge" to exportTo',
        },
      ],
    },
    {
      name: 'mutual TLS where none is automatic',
      objects: EDGE + route() + rule('exportTo: ["."], trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }'),
      mesh: { enableAutoMtls: false },
      findings: [
        {
          on: 'DestinationRule prod/shop',
          path: 'spec.exportTo',
          message:
            'The rule is exported to "prod" only and the Pods of Gateway "edge/public", which VirtualService "prod/shop" leads to "shop.prod.svc.cluster.local", are in "edge": they do not get tls mode ISTIO_MUTUAL, and they connect as if the rule were not there',
          fix: 'Add "edge" to exportTo',
        },
      ],
    },
    {
      name: 'by the default of the mesh',
      objects: EDGE + route('subset: v1') + rule(V1),
      mesh: { defaultDestinationRuleExportTo: ['.'] },
      findings: [
        {
          on: 'DestinationRule prod/shop',
          path: 'spec.exportTo',
          message:
            'The rule is exported to "prod" only, as the mesh config has it, and the Pods of Gateway "edge/public", which VirtualService "prod/shop" leads to "shop.prod.svc.cluster.local", are in "edge": they do not get subset "v1", and requests get 503',
          fix: 'Set exportTo to "." and "edge"',
          severity: 'error',
        },
      ],
    },
  ],
});
