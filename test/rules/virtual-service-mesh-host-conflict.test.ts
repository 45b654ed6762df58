import { testMeshRule } from './mesh-rule-tester';
import { gateway, to, virtualService } from './route-objects';

const forMesh = (key: string, hosts: string, rest = '') =>
  virtualService(key, `hosts: [${hosts}], ${rest} http: [${to('shop')}]`);

testMeshRule('virtual-service-mesh-host-conflict', {
  valid: [
    { name: 'two hosts', objects: forMesh('prod/a', 'a') + forMesh('prod/b', 'b') },
    { name: 'the same short name in two namespaces', objects: forMesh('prod/a', 'shop') + forMesh('team/a', 'shop') },
    {
      name: 'one is for a gateway',
      objects:
        gateway('edge/public', 'shop.example.com') +
        forMesh('prod/a', 'shop.example.com') +
        forMesh('prod/b', 'shop.example.com', 'gateways: [edge/public],'),
    },
    {
      name: 'for different namespaces',
      objects: forMesh('prod/a', 'a.b', 'exportTo: ["."],') + forMesh('team/a', 'a.b', 'exportTo: [team],'),
    },
    {
      name: 'a wildcard for all beside a name for all',
      objects: forMesh('prod/a', '"*.example.com"') + forMesh('prod/b', 'a.example.com'),
    },
    {
      name: 'delegates',
      objects: virtualService('prod/a', `http: [${to('shop')}]`) + virtualService('prod/b', `http: [${to('shop')}]`),
    },
    { name: 'the same host twice in one', objects: forMesh('prod/a', 'shop, shop.prod.svc.cluster.local') },
    {
      name: 'the default of the mesh keeps them apart',
      objects: forMesh('prod/a', 'a.b') + forMesh('team/a', 'a.b'),
      mesh: { defaultVirtualServiceExportTo: ['.'] },
    },
  ],
  invalid: [
    {
      name: 'one host',
      objects: forMesh('prod/a', 'shop') + forMesh('prod/b', 'cart, shop'),
      findings: [
        {
          on: 'VirtualService prod/a',
          path: 'spec.hosts[0]',
          message:
            'Host "shop" is for sidecars in VirtualService "prod/b", too: sidecars do not merge them, and nothing says which they use',
          fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
        },
        {
          on: 'VirtualService prod/b',
          path: 'spec.hosts[1]',
          message:
            'Host "shop" is for sidecars in VirtualService "prod/a", too: sidecars do not merge them, and nothing says which they use',
          fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
        },
      ],
    },
    {
      name: 'once short, once in full; one with a gateway, too',
      objects:
        forMesh('prod/a', 'shop') + forMesh('team/b', 'shop.prod.svc.cluster.local', 'gateways: [mesh, edge/public],'),
      findings: [
        {
          on: 'VirtualService prod/a',
          path: 'spec.hosts[0]',
          message:
            'Host "shop" is for sidecars in VirtualService "team/b", too: sidecars do not merge them, and nothing says which they use',
          fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
        },
        {
          on: 'VirtualService team/b',
          path: 'spec.hosts[0]',
          message:
            'Host "shop.prod.svc.cluster.local" is for sidecars in VirtualService "prod/a", too: sidecars do not merge them, and nothing says which they use',
          fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
        },
      ],
    },
    {
      name: 'for one namespace, and for all, of the context',
      objects: forMesh('prod/a', 'a.b', 'exportTo: ["."],'),
      context: forMesh('team/b', 'a.b', 'exportTo: ["*"],'),
      findings: [
        {
          on: 'VirtualService prod/a',
          path: 'spec.hosts[0]',
          message:
            'Host "a.b" is for sidecars in VirtualService "team/b", too: sidecars do not merge them, and nothing says which they use',
          fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
        },
      ],
    },
    {
      name: 'for one namespace, within a wildcard for all',
      objects: forMesh('prod/a', '"*.a.b"', 'exportTo: [prod],') + forMesh('team/b', '"*.b"'),
      findings: [
        {
          on: 'VirtualService prod/a',
          path: 'spec.hosts[0]',
          message:
            'Host "*.a.b" is for sidecars in VirtualService "team/b", too: sidecars do not merge them, and nothing says which they use',
          fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
        },
        {
          on: 'VirtualService team/b',
          path: 'spec.hosts[0]',
          message:
            'Host "*.b" is for sidecars in VirtualService "prod/a", too: sidecars do not merge them, and nothing says which they use',
          fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
        },
      ],
    },
    {
      name: 'for one namespace, from two',
      objects: forMesh('prod/a', 'a.b', 'exportTo: [".", x],') + forMesh('team/b', 'a.b', 'exportTo: [y, prod],'),
      findings: [
        {
          on: 'VirtualService prod/a',
          path: 'spec.hosts[0]',
          message:
            'Host "a.b" is for sidecars in VirtualService "team/b", too: sidecars do not merge them, and nothing says which they use',
          fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
        },
        {
          on: 'VirtualService team/b',
          path: 'spec.hosts[0]',
          message:
            'Host "a.b" is for sidecars in VirtualService "prod/a", too: sidecars do not merge them, and nothing says which they use',
          fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
        },
      ],
    },
    {
      name: 'three',
      objects: forMesh('prod/a', 'a.b') + forMesh('prod/b', 'a.b') + forMesh('prod/c', 'A.b'),
      findings: [
        {
          on: 'VirtualService prod/a',
          path: 'spec.hosts[0]',
          message:
            'Host "a.b" is for sidecars in VirtualService "prod/b", too: sidecars do not merge them, and nothing says which they use',
          fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
        },
        {
          on: 'VirtualService prod/b',
          path: 'spec.hosts[0]',
          message:
            'Host "a.b" is for sidecars in VirtualService "prod/a", too: sidecars do not merge them, and nothing says which they use',
          fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
        },
        {
          on: 'VirtualService prod/c',
          path: 'spec.hosts[0]',
          message:
            'Host "A.b" is for sidecars in VirtualService "prod/a", too: sidecars do not merge them, and nothing says which they use',
          fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
        },
      ],
    },
  ],
});
