import { gateway, gatewayPod, server, tlsServer } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const found = (path: string, host: string, whose: string) => ({
  on: 'Gateway shop/gw',
  path,
  message: `Host "${host}" takes every name, so any VirtualService ${whose} can open its host here, with a certificate that does not have it, and no other server gets clients that send no server name`,
  fix: 'List the hosts of the certificate, unless clients send no server name',
});

testMeshRule('gateway-host-any', {
  valid: [
    { name: 'exact hosts and wildcards', objects: gateway('shop/gw', tlsServer('a.com, "*.b.com", ops/c.com')) },
    { name: 'plaintext', objects: gateway('shop/gw', server('"*"')) },
    { name: 'what is passed through', objects: gateway('shop/gw', tlsServer('"*"', '', { tls: 'mode: PASSTHROUGH' })) },
    {
      name: 'a server that is dropped',
      objects: gateway('shop/gw', `${tlsServer('a.com')}, ${tlsServer('a.com, "*"')}`),
    },
  ],
  invalid: [
    {
      name: 'every host',
      objects: gateway('shop/gw', `${tlsServer('a.com')}, ${tlsServer('b.com, "*"', 'b')}`) + gatewayPod('edge/edge'),
      findings: [found('spec.servers[1].hosts[1]', '*', 'of any namespace')],
    },
    {
      name: 'every host of a namespace',
      objects: gateway('shop/gw', tlsServer('"./*"', '', { tls: 'mode: ISTIO_MUTUAL' }), '{ istio: edge }', 'v1beta1'),
      findings: [found('spec.servers[0].hosts[0]', './*', 'of namespace "shop"')],
    },
  ],
});
