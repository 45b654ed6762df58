import { testMeshRule } from './mesh-rule-tester';
import { deployment, edgePods, gateway, gatewayWith, HTTP, namespace, to, virtualService } from './route-objects';

const EDGE = edgePods() + gateway('prod/public', 'shop.example.com');

function exported(exportTo: string, gateways = 'public'): string {
  return virtualService(
    'prod/shop',
    `hosts: [shop.example.com], gateways: [${gateways}], exportTo: [${exportTo}], http: [${to('shop')}]`,
  );
}

const UNWRITTEN = virtualService('prod/shop', `hosts: [shop.example.com], gateways: [public], http: [${to('shop')}]`);
const DEFAULT_GATEWAY = gatewayWith(
  'prod/public',
  `{ port: ${HTTP}, hosts: [shop.example.com] }`,
  'istio: ingressgateway',
);

testMeshRule('virtual-service-hidden-from-gateway', {
  valid: [
    { name: 'no exportTo', objects: EDGE + UNWRITTEN },
    { name: 'an empty exportTo', objects: EDGE + exported('') },
    { name: 'to all', objects: EDGE + exported('"*"') },
    { name: 'to the namespace of the Pods', objects: EDGE + exported('".", edge') },
    {
      name: 'the Pods are in the own namespace',
      objects: edgePods('prod') + gateway('prod/public', 'a.b') + exported('"."'),
    },
    {
      name: 'a Pod in the context, not derived from a workload',
      objects: gateway('prod/public', 'a.b') + exported('pods'),
      context: 'apiVersion: v1\nkind: Pod\nmetadata: { name: edge, namespace: pods, labels: { istio: edge } }\n',
    },
    { name: 'some of the Pods see it', objects: EDGE + deployment('prod/more', '{ istio: edge }') + exported('"."') },
    { name: 'for sidecars', objects: EDGE + exported('"."', 'mesh') },
    { name: 'nobody is what istiod refuses', objects: EDGE + exported('"~"') },
    { name: 'a namespace that is not there is another rule', objects: namespace('edge') + EDGE + exported('egde') },
    { name: 'all is the default of the mesh, whatever the Pods', objects: gateway('prod/public', 'a.b') + UNWRITTEN },
    {
      name: 'no Pods',
      objects: gateway('prod/public', 'a.b') + exported('"."'),
      undecided: ['the Pods of Gateway "prod/public"'],
    },
    {
      name: 'the assumed gateway may be elsewhere',
      objects: DEFAULT_GATEWAY + exported('"."'),
      undecided: ['the Pods of Gateway "prod/public"'],
    },
    {
      name: 'the default of the mesh reaches',
      objects: EDGE + UNWRITTEN,
      mesh: { defaultVirtualServiceExportTo: ['edge'] },
    },
  ],
  invalid: [
    {
      name: 'to the own namespace',
      objects: EDGE + exported('"."'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.exportTo',
          message:
            'The VirtualService is exported to "prod" only and the Pods of Gateway "prod/public" are in "edge", so that they do not see it and answer 404',
          fix: 'Add "edge" to exportTo',
        },
      ],
    },
    {
      name: 'to others',
      objects: EDGE + exported('".", team'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.exportTo',
          message:
            'The VirtualService is exported to "prod" and "team" only and the Pods of Gateway "prod/public" are in "edge", so that they do not see it and answer 404',
          fix: 'Add "edge" to exportTo',
        },
      ],
    },
    {
      name: 'by the default of the mesh',
      objects: EDGE + UNWRITTEN,
      mesh: { defaultVirtualServiceExportTo: ['.'] },
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.exportTo',
          message:
            'The VirtualService is exported to "prod" only, as the mesh config has it, and the Pods of Gateway "prod/public" are in "edge", so that they do not see it and answer 404',
          fix: 'Set exportTo to "." and "edge"',
        },
      ],
    },
    {
      name: 'one of two Gateways',
      objects:
        EDGE +
        deployment('prod/own', '{ istio: own }') +
        gatewayWith('prod/own', `{ port: ${HTTP}, hosts: ["*"] }`, 'istio: own') +
        exported('"."', 'public, own'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.exportTo',
          message:
            'The VirtualService is exported to "prod" only and the Pods of Gateway "prod/public" are in "edge", so that they do not see it and answer 404',
          fix: 'Add "edge" to exportTo',
        },
      ],
    },
    {
      name: 'one hidden, of the other nothing is known',
      objects:
        EDGE +
        gatewayWith('prod/own', `{ port: ${HTTP}, hosts: ["*"] }`, 'istio: own') +
        exported('"."', 'public, own'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.exportTo',
          message:
            'The VirtualService is exported to "prod" only and the Pods of Gateway "prod/public" are in "edge", so that they do not see it and answer 404',
          fix: 'Add "edge" to exportTo',
        },
      ],
      undecided: ['the Pods of Gateway "prod/own"'],
    },
  ],
});
