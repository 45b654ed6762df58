import { testMeshRule } from './mesh-rule-tester';
import { edgePods, gateway, gatewayWith, to, virtualService } from './route-objects';

function bound(hosts: string, gateways = 'edge/public'): string {
  return virtualService('prod/shop', `hosts: [${hosts}], gateways: [${gateways}], http: [${to('shop')}]`);
}

const TLS_SERVERS = ['a', 'b']
  .map(
    (name) =>
      `{ port: { number: 443, name: ${name}, protocol: HTTPS }, tls: { mode: SIMPLE, credentialName: ${name} }, hosts: [a.example.com] }`,
  )
  .join(', ');

testMeshRule('virtual-service-host-unserved', {
  valid: [
    {
      name: 'all hosts',
      objects: gateway('edge/public', 'a.example.com, b.example.com') + bound('a.example.com, b.example.com'),
    },
    {
      name: 'each on one of the Gateways',
      objects:
        gateway('edge/a', 'a.example.com') +
        gateway('edge/b', 'b.example.com') +
        bound('a.example.com, b.example.com', 'edge/a, edge/b'),
    },
    {
      name: 'a wildcard of which a part is served',
      objects: gateway('edge/public', 'a.example.com, b.example.org') + bound('"*.example.com", b.example.org'),
    },
    {
      name: 'none of the hosts, which is another rule',
      objects: gateway('edge/public', 'c.example.com') + bound('a.example.com, b.example.com'),
    },
    {
      name: 'sidecars have all hosts',
      objects: gateway('edge/public', 'a.example.com') + bound('a.example.com, shop', 'edge/public, mesh'),
    },
    {
      name: 'a Gateway that is not there may have it',
      objects:
        gateway('edge/public', 'a.example.com') + bound('a.example.com, b.example.com', 'edge/public, edge/other'),
    },
    {
      name: 'a Gateway that has none of the hosts is another rule',
      objects:
        gateway('edge/a', 'a.example.com') +
        gateway('edge/c', 'c.example.com') +
        bound('a.example.com, b.example.com', 'edge/a, edge/c'),
    },
    {
      name: 'a Gateway of which a server is lost',
      objects: edgePods() + gatewayWith('edge/public', TLS_SERVERS) + bound('a.example.com, b.example.com'),
    },
    {
      name: 'a host that istiod refuses',
      objects: gateway('edge/public', 'a.example.com') + bound('a.example.com, "b..c"'),
    },
    { name: 'no Gateway', objects: bound('a.example.com') },
  ],
  invalid: [
    {
      name: 'two of three',
      objects: gateway('edge/public', 'a.example.com') + bound('a.example.com, b.example.com, example.com'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts[1]',
          message:
            'Gateway "edge/public" does not have host "b.example.com", so that requests for it get 404, or a TLS reset',
          fix: 'Add the host to a server of the Gateway, or remove it here',
        },
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts[2]',
          message:
            'Gateway "edge/public" does not have host "example.com", so that requests for it get 404, or a TLS reset',
          fix: 'Add the host to a server of the Gateway, or remove it here',
        },
      ],
    },
    {
      name: 'on none of two Gateways',
      objects: bound('a.example.com, b.example.com', 'edge/a, edge/b'),
      context: gateway('edge/a', 'a.example.com') + gateway('edge/b', '"prod/*.example.org", a.example.com'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts[1]',
          message:
            'None of the Gateways "edge/a" and "edge/b" has host "b.example.com", so that requests for it get 404, or a TLS reset',
          fix: 'Add the host to a server of the Gateway, or remove it here',
        },
      ],
    },
    {
      name: 'for another namespace',
      objects: gateway('edge/public', 'a.example.com, team/b.example.com') + bound('a.example.com, b.example.com'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts[1]',
          message:
            'Gateway "edge/public" has host "team/b.example.com" for VirtualServices of namespace "team" only, and this one is in "prod", so that requests for it get 404',
          fix: 'Add "prod/b.example.com" to the server of the Gateway, or put the routes into "team"',
        },
      ],
    },
    {
      name: 'a short name, without sidecars',
      objects: gateway('edge/public', 'a.example.com') + bound('a.example.com, shop'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.hosts[1]',
          message: 'Gateway "edge/public" does not have host "shop", so that requests for it get 404, or a TLS reset',
          fix: 'Add the host to a server of the Gateway, or remove it here',
        },
      ],
    },
  ],
});
