import { testMeshRule } from './mesh-rule-tester';
import { gatewayWith, HTTP, to, virtualService } from './route-objects';

const server = (protocol: string, rest = '', number = 443) =>
  `{ port: { number: ${number}, name: p${number}, protocol: ${protocol} }, hosts: [shop.example.com]${rest} }`;
const tls = (mode: string) => `, tls: { mode: ${mode} }`;
const PLAIN = server('HTTP', '', 80);
const REDIRECT = server('HTTP', ', tls: { httpsRedirect: true }', 80);
const ROUTES = {
  http: `http: [${to('shop')}]`,
  tls: `tls: [{ match: [{ sniHosts: [shop.example.com] }], ${to('shop').slice(2)}]`,
  tcp: `tcp: [${to('shop')}]`,
};
const on = (servers: string, ...routes: readonly string[]) =>
  gatewayWith('edge/public', servers) +
  virtualService('prod/shop', `hosts: [shop.example.com], gateways: [edge/public], ${routes.join(', ')}`);

testMeshRule('virtual-service-route-kind', {
  valid: [
    { name: 'requests', objects: on(PLAIN, ROUTES.http) },
    { name: 'requests over HTTP/2 and gRPC', objects: on(server('grpc'), ROUTES.http) },
    { name: 'requests within TLS', objects: on(server('HTTPS', tls('MUTUAL')), ROUTES.http) },
    { name: 'connections within TLS', objects: on(server('TLS', tls('SIMPLE')), ROUTES.tcp) },
    {
      name: 'TLS passed on',
      objects: on(server('TLS', tls('PASSTHROUGH')) + `, ${server('HTTPS', tls('PASSTHROUGH'), 444)}`, ROUTES.tls),
    },
    { name: 'connections', objects: on(server('TCP') + `, ${server('mongo', '', 27017)}`, ROUTES.tcp) },
    {
      name: 'one kind for each server',
      objects: on(`${PLAIN}, ${server('TLS', tls('PASSTHROUGH'))}`, ROUTES.http, ROUTES.tls),
    },
    {
      name: 'a server beside the one that has no use for them',
      objects: on(`${PLAIN}, ${server('TLS', tls('PASSTHROUGH'))}`, ROUTES.http),
    },
    { name: 'a server that redirects needs none', objects: on(REDIRECT, ROUTES.http) },
    {
      name: 'a server that goes by the server name alone',
      objects: on(server('TLS', tls('AUTO_PASSTHROUGH')), ROUTES.http),
    },
    {
      name: 'a forgotten mode is a fault of the server',
      objects: on(server('HTTPS', ', tls: { credentialName: shop }'), ROUTES.http),
    },
    {
      name: 'HTTPS without TLS, and unknown protocols, are faults of the server',
      objects: on(`${server('HTTPS')}, ${server('QUIC', '', 444)}`, ROUTES.tcp),
    },
    {
      name: 'other hosts',
      objects:
        gatewayWith('edge/public', `{ port: ${HTTP}, hosts: [a.b] }`) +
        virtualService('prod/shop', `hosts: [shop.example.com], gateways: [edge/public], ${ROUTES.tcp}`),
    },
    { name: 'no routes', objects: on(PLAIN, 'http: []') },
  ],
  invalid: [
    {
      name: 'requests, where TLS is passed on',
      objects: on(server('TLS', tls('PASSTHROUGH')), ROUTES.http),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http',
          message:
            'Gateway "edge/public" uses on port 443 only tls routes, since it passes TLS on, and the VirtualService has none of these',
          fix: 'Write tls routes with sniHosts, or set tls.mode of the server to SIMPLE with a credentialName',
        },
      ],
    },
    {
      name: 'requests, where TLS is passed on and the other server redirects',
      objects: on(`${REDIRECT}, ${server('HTTPS', ', tls: {}')}`, ROUTES.http),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http',
          message:
            'Gateway "edge/public" uses on port 443 only tls routes, since it passes TLS on, and the VirtualService has none of these',
          fix: 'Write tls routes with sniHosts, or set tls.mode of the server to SIMPLE with a credentialName',
        },
      ],
    },
    {
      name: 'requests, where connections are in TLS',
      objects: on(server('TLS', tls('SIMPLE')), ROUTES.http),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http',
          message:
            'Gateway "edge/public" uses on port 443 only tcp routes, since it passes connections on, and the VirtualService has none of these',
          fix: 'Write tcp routes, or change the protocol of the server',
        },
      ],
    },
    {
      name: 'server names, where requests are read',
      objects: on(server('HTTPS', tls('SIMPLE')), ROUTES.tls),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.tls',
          message:
            'Gateway "edge/public" uses on port 443 only http routes, since it reads requests, and the VirtualService has none of these',
          fix: 'Write http routes, or change the protocol of the server',
        },
      ],
    },
    {
      name: 'connections, where requests are read',
      objects: on(`${PLAIN}, ${server('HTTP2', '', 81)}`, ROUTES.tcp),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.tcp',
          message:
            'Gateway "edge/public" uses on port 80 and 81 only http routes, since it reads requests, and the VirtualService has none of these',
          fix: 'Write http routes, or change the protocol of the server',
        },
      ],
    },
    {
      name: 'requests, where connections are passed on',
      objects: on(`${server('TCP', '', 5432)}, ${server('TLS', tls('PASSTHROUGH'))}`, ROUTES.http),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http',
          message:
            'Gateway "edge/public" uses on port 5432 and 443 only tcp routes, since it passes connections on, or tls routes, since it passes TLS on, and the VirtualService has none of these',
          fix: 'Write tls routes with sniHosts, or set tls.mode of the server to SIMPLE with a credentialName',
        },
      ],
    },
  ],
});
