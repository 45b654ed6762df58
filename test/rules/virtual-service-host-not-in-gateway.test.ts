import { testMeshRule } from './mesh-rule-tester';
import { edgePods, gateway, gatewayWith, HTTP, HTTPS, to, virtualService } from './route-objects';

function bound(hosts: string, gateways = 'edge/public'): string {
  return virtualService('prod/shop', `hosts: [${hosts}], gateways: [${gateways}], http: [${to('shop')}]`);
}

testMeshRule('virtual-service-host-not-in-gateway', {
  valid: [
    { name: 'the same host', objects: gateway('edge/public', 'shop.example.com') + bound('shop.example.com') },
    { name: 'in another case', objects: gateway('edge/public', 'Shop.example.com') + bound('shop.example.com') },
    {
      name: 'one of two hosts',
      objects: gateway('edge/public', 'a.example.com') + bound('a.example.com, b.example.com'),
    },
    {
      name: 'a wildcard of the Gateway',
      objects: gateway('edge/public', '"*.example.com"') + bound('shop.example.com'),
    },
    {
      name: 'a wildcard of the VirtualService',
      objects: gateway('edge/public', 'shop.example.com') + bound('"*.example.com"'),
    },
    { name: 'any host', objects: gateway('edge/public', '"*"') + bound('shop.example.com') },
    { name: 'any host in the VirtualService', objects: gateway('edge/public', 'shop.example.com') + bound('"*"') },
    { name: 'for its namespace', objects: gateway('edge/public', 'prod/shop.example.com') + bound('shop.example.com') },
    { name: 'for any namespace', objects: gateway('edge/public', '"*/*"') + bound('shop.example.com') },
    {
      name: 'for the namespace of both',
      objects: gateway('prod/public', './shop.example.com') + bound('shop.example.com', 'public'),
    },
    {
      name: 'on the second server',
      objects:
        gatewayWith('edge/public', `{ port: ${HTTP}, hosts: [a.b] }, { port: ${HTTPS}, hosts: [shop.example.com] }`) +
        bound('shop.example.com'),
    },
    { name: 'for sidecars', objects: gateway('edge/public', 'a.b') + bound('shop', 'mesh') },
    {
      name: 'a Gateway that is not there',
      objects: gateway('edge/public', 'a.b') + bound('shop.example.com', 'edge/other'),
    },
    {
      name: 'a delegate',
      objects: gateway('edge/public', 'a.b') + virtualService('prod/shop', `http: [${to('shop')}]`),
    },
    {
      name: 'a Gateway whose own hosts istiod refuses',
      objects: gateway('edge/public', 'shop') + bound('shop.example.com'),
    },
    { name: 'a Gateway without servers', objects: gatewayWith('edge/public', '') + bound('shop.example.com') },
    { name: 'hosts that istiod refuses', objects: gateway('edge/public', 'a.b') + bound('"a..b"') },
    {
      name: 'a Gateway of which a server is lost',
      objects:
        edgePods() +
        gatewayWith(
          'edge/public',
          ['a', 'b']
            .map(
              (name) =>
                `{ port: { number: 443, name: ${name}, protocol: HTTPS }, tls: { mode: SIMPLE, credentialName: ${name} }, hosts: [a.example.com] }`,
            )
            .join(', '),
        ) +
        bound('shop.example.com'),
    },
  ],
  invalid: [
    {
      name: 'another host',
      objects: gateway('edge/public', 'a.example.com') + bound('shop.example.com, b.example.com'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts',
          message:
            'Gateway "edge/public" has none of the hosts "shop.example.com" and "b.example.com", only "a.example.com", so that it answers 404',
          fix: 'Add the host to a server of the Gateway, or route for a host that it has',
        },
      ],
    },
    {
      name: 'a wildcard does not hold its own domain',
      objects: gateway('edge/public', '"*.example.com"') + bound('example.com'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts',
          message:
            'Gateway "edge/public" does not have host "example.com", only "*.example.com", so that it answers 404',
          fix: 'Add the host to a server of the Gateway, or route for a host that it has',
        },
      ],
    },
    {
      name: 'a part of a label',
      objects: gateway('edge/public', '"*.ample.com"') + bound('shop.example.com'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts',
          message:
            'Gateway "edge/public" does not have host "shop.example.com", only "*.ample.com", so that it answers 404',
          fix: 'Add the host to a server of the Gateway, or route for a host that it has',
        },
      ],
    },
    {
      name: 'two wildcards',
      objects: gateway('edge/public', '"*.a.com"') + bound('"*.b.com"'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts',
          message: 'Gateway "edge/public" does not have host "*.b.com", only "*.a.com", so that it answers 404',
          fix: 'Add the host to a server of the Gateway, or route for a host that it has',
        },
      ],
    },
    {
      name: 'for another namespace',
      objects: gateway('edge/public', 'a.example.com, ./shop.example.com') + bound('shop.example.com'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts',
          message:
            'Gateway "edge/public" has host "./shop.example.com" for VirtualServices of namespace "edge" only, and this one is in "prod", so that the gateway answers 404',
          fix: 'Add "prod/shop.example.com" to the server of the Gateway, or put the routes into "edge"',
        },
      ],
    },
    {
      name: 'a wildcard for a namespace by name',
      objects: gateway('edge/public', '"team/*.example.com"') + bound('shop.example.com'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts',
          message:
            'Gateway "edge/public" has host "team/*.example.com" for VirtualServices of namespace "team" only, and this one is in "prod", so that the gateway answers 404',
          fix: 'Add "prod/*.example.com" to the server of the Gateway, or put the routes into "team"',
        },
      ],
    },
    {
      name: 'for sidecars as well',
      objects: gateway('edge/public', 'a.example.com') + bound('shop.prod.svc.cluster.local', 'mesh, edge/public'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts',
          message:
            'Gateway "edge/public" does not have host "shop.prod.svc.cluster.local", only "a.example.com", so that it answers 404',
          fix: 'Add the host to a server of the Gateway, or route for a host that it has',
        },
      ],
    },
    {
      name: 'one Gateway of two, named twice, from the context',
      objects: bound('shop.example.com', 'edge/public, edge/inside, inside.edge'),
      context:
        gateway('edge/public', 'shop.example.com') +
        gateway('edge/inside', 'a.inside, b.inside, c.inside, d.inside, e.inside, f.inside, g.inside'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts',
          message:
            'Gateway "edge/inside" does not have host "shop.example.com", only "a.inside", "b.inside", "c.inside", "d.inside", "e.inside" and 2 more, so that it answers 404',
          fix: 'Add the host to a server of the Gateway, or route for a host that it has',
        },
      ],
    },
    {
      name: 'a short name is a Service',
      objects: gateway('edge/public', 'shop.example.com', 'networking.istio.io/v1beta1') + bound('shop'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts',
          message: 'Gateway "edge/public" does not have host "shop", only "shop.example.com", so that it answers 404',
          fix: 'Add the host to a server of the Gateway, or route for a host that it has',
        },
      ],
    },
  ],
});
