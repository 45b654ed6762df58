import { testMeshRule } from './mesh-rule-tester';
import { gateway, to, virtualService } from './route-objects';

const PUBLIC = gateway('edge/public', '"*"') + gateway('edge/inside', '"*"');
const bound = (key: string, hosts = 'shop.example.com', gateways = 'edge/public', rest = `http: [${to('shop')}]`) =>
  virtualService(key, `hosts: [${hosts}], gateways: [${gateways}], ${rest}`);
const TLS = `tls: [{ match: [{ sniHosts: [shop.example.com] }], ${to('shop').slice(2)}]`;

testMeshRule('virtual-service-host-split', {
  valid: [
    { name: 'one VirtualService', objects: PUBLIC + bound('prod/a') },
    { name: 'two hosts', objects: PUBLIC + bound('prod/a') + bound('prod/b', 'cart.example.com') },
    { name: 'two Gateways', objects: PUBLIC + bound('prod/a') + bound('prod/b', 'shop.example.com', 'edge/inside') },
    {
      name: 'a wildcard beside one of its names',
      objects: PUBLIC + bound('prod/a') + bound('prod/b', '"*.example.com"') + bound('prod/c', '"*"'),
    },
    {
      name: 'requests here, connections there',
      objects: PUBLIC + bound('prod/a') + bound('prod/b', 'shop.example.com', 'edge/public', TLS),
    },
    {
      name: 'sidecars are another rule',
      objects: PUBLIC + bound('prod/a', 'shop', 'mesh') + bound('prod/b', 'shop', 'mesh'),
    },
    {
      name: 'sidecars and a gateway are another rule',
      objects: PUBLIC + bound('prod/a', 'shop', 'mesh, edge/public') + bound('prod/b', 'shop', 'mesh, edge/public'),
    },
    {
      name: 'the Gateway does not have the host',
      objects: gateway('edge/public', 'a.b') + bound('prod/a') + bound('prod/b'),
    },
    {
      name: 'the Gateway has the host for one of them',
      objects: gateway('edge/public', 'prod/shop.example.com') + bound('prod/a') + bound('team/b'),
    },
    { name: 'a Gateway that is not there', objects: bound('prod/a') + bound('prod/b') },
    {
      name: 'the same short name in two namespaces',
      objects: PUBLIC + bound('prod/a', 'shop') + bound('team/b', 'shop'),
    },
  ],
  invalid: [
    {
      name: 'both',
      objects: PUBLIC + bound('prod/a') + bound('team/b'),
      findings: [
        {
          on: 'VirtualService prod/a',
          path: 'spec.hosts[0]',
          message:
            'Host "shop.example.com" on Gateway "edge/public" is in VirtualService "team/b", too: Istio merges them, in an order that nothing says',
          fix: 'Put all routes of the host into one VirtualService, or delegate from one',
        },
        {
          on: 'VirtualService team/b',
          path: 'spec.hosts[0]',
          message:
            'Host "shop.example.com" on Gateway "edge/public" is in VirtualService "prod/a", too: Istio merges them, in an order that nothing says',
          fix: 'Put all routes of the host into one VirtualService, or delegate from one',
        },
      ],
    },
    {
      name: 'the Gateway in two ways of writing, the host in two cases',
      objects: PUBLIC + bound('edge/a', 'a.b, Shop.example.com', 'public'),
      context: bound('prod/b', 'shop.example.com', 'edge/inside, public.edge'),
      findings: [
        {
          on: 'VirtualService edge/a',
          path: 'spec.hosts[1]',
          message:
            'Host "Shop.example.com" on Gateway "edge/public" is in VirtualService "prod/b", too: Istio merges them, in an order that nothing says',
          fix: 'Put all routes of the host into one VirtualService, or delegate from one',
        },
      ],
    },
    {
      name: 'three, one for sidecars, too',
      objects: PUBLIC + bound('prod/a') + bound('prod/b', 'shop.example.com', 'edge/public, mesh') + bound('prod/c'),
      findings: [
        {
          on: 'VirtualService prod/a',
          path: 'spec.hosts[0]',
          message:
            'Host "shop.example.com" on Gateway "edge/public" is in VirtualService "prod/b", too: Istio merges them, in an order that nothing says',
          fix: 'Put all routes of the host into one VirtualService, or delegate from one',
        },
        {
          on: 'VirtualService prod/b',
          path: 'spec.hosts[0]',
          message:
            'Host "shop.example.com" on Gateway "edge/public" is in VirtualService "prod/a", too: Istio merges them, in an order that nothing says',
          fix: 'Put all routes of the host into one VirtualService, or delegate from one',
        },
        {
          on: 'VirtualService prod/c',
          path: 'spec.hosts[0]',
          message:
            'Host "shop.example.com" on Gateway "edge/public" is in VirtualService "prod/a", too: Istio merges them, in an order that nothing says',
          fix: 'Put all routes of the host into one VirtualService, or delegate from one',
        },
      ],
    },
    {
      name: 'any host twice',
      objects: PUBLIC + bound('prod/a', '"*"') + bound('prod/b', '"*"'),
      findings: [
        {
          on: 'VirtualService prod/a',
          path: 'spec.hosts[0]',
          message:
            'Host "*" on Gateway "edge/public" is in VirtualService "prod/b", too: Istio merges them, in an order that nothing says',
          fix: 'Put all routes of the host into one VirtualService, or delegate from one',
        },
        {
          on: 'VirtualService prod/b',
          path: 'spec.hosts[0]',
          message:
            'Host "*" on Gateway "edge/public" is in VirtualService "prod/a", too: Istio merges them, in an order that nothing says',
          fix: 'Put all routes of the host into one VirtualService, or delegate from one',
        },
      ],
    },
  ],
});
