import { gateway, gatewayPod, server, tlsServer, virtualService } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const POD = gatewayPod('edge/edge');
const BACKEND = '{ route: [{ destination: { host: shop } }] }';
const REDIRECT = '{ redirect: { scheme: https } }';
const CHALLENGE =
  '{ match: [{ uri: { prefix: /.well-known/acme-challenge/ } }], route: [{ destination: { host: solver } }] }';
const to = (match: string, action = 'route: [{ destination: { host: shop } }]') => `{ match: [${match}], ${action} }`;

const BOTH = gateway('shop/gw', `${server('a.com')}, ${tlsServer('a.com')}`);
const shop = (http: string, gateways = 'gw', hosts = 'a.com') => virtualService('shop/vs', hosts, gateways, http);

interface Place {
  readonly served?: string;
  readonly secured?: string;
  readonly where?: string;
  readonly vs?: string;
  readonly on?: string;
}

const found = ({
  served = 'a.com',
  secured = served,
  where = 'spec.servers[1]',
  vs = 'shop/vs',
  on = 'shop/gw',
}: Place = {}) => ({
  on: `Gateway ${on}`,
  path: 'spec.servers[0].hosts[0]',
  message: `Port 80 answers for "${served}" in plaintext, with the routes of VirtualService "${vs}", though ${where} serves "${secured}" with TLS: whoever starts with http:// stays unprotected, cookies included`,
  fix: 'Set `tls: { httpsRedirect: true }`, or bind a VirtualService with a redirect here instead',
});

testMeshRule('gateway-plaintext-beside-tls', {
  valid: [
    { name: 'no TLS', objects: gateway('shop/gw', server('a.com')) + POD + shop(BACKEND) },
    {
      name: 'a redirect of the server',
      objects:
        gateway('shop/gw', `${server('a.com', { tls: 'httpsRedirect: true' })}, ${tlsServer('a.com')}`) + shop(BACKEND),
    },
    { name: 'a redirect of the VirtualService', objects: BOTH + POD + shop(`${CHALLENGE}, ${REDIRECT}`) },
    {
      name: 'a redirect before the backend',
      objects: BOTH + shop(`${to('{ port: 80, uri: { prefix: / } }', 'redirect: { scheme: https }')}, ${BACKEND}`),
    },
    { name: 'a route for TLS by its port', objects: BOTH + shop(`${to('{ port: 443 }')}, ${REDIRECT}`) },
    { name: 'a route for TLS by its scheme', objects: BOTH + shop(to('{ scheme: { exact: https } }')) },
    { name: 'no VirtualService', objects: BOTH + POD },
    { name: 'a VirtualService of another host', objects: BOTH + POD + shop(BACKEND, 'gw', 'b.com') },
    {
      name: 'other hosts',
      objects:
        gateway('shop/gw', `${server('b.com')}, ${tlsServer('a.com')}`) + POD + shop(BACKEND, 'gw', 'a.com, b.com'),
    },
    {
      name: 'TLS that is passed through',
      objects:
        gateway('shop/gw', `${server('a.com')}, ${tlsServer('a.com', '', { tls: 'mode: PASSTHROUGH' })}`) +
        shop(BACKEND),
    },
    {
      name: 'TLS on other Pods',
      objects:
        gateway('shop/gw', server('a.com')) +
        gateway('shop/gx', tlsServer('a.com'), '{ istio: other }') +
        POD +
        shop(BACKEND, 'gw, gx'),
    },
    {
      name: 'two Gateways, of which the routes are on the one with TLS',
      objects: gateway('shop/gw', server('a.com')) + gateway('shop/gx', tlsServer('a.com')) + POD + shop(BACKEND, 'gx'),
    },
    {
      name: 'a route for the Gateway with TLS',
      objects:
        gateway('shop/gw', server('a.com')) +
        gateway('shop/gx', tlsServer('a.com')) +
        POD +
        shop(`${to('{ gateways: [shop/gx] }')}, ${REDIRECT}`, 'gw, gx'),
    },
    {
      name: 'a narrower VirtualService that redirects',
      objects:
        gateway('shop/gw', `${server('"*"')}, ${tlsServer('a.com')}`) +
        POD +
        shop(BACKEND, 'gw', '"*"') +
        virtualService('shop/redirect', 'a.com', 'gw', REDIRECT),
    },
    {
      name: 'a VirtualService that the gateway does not see',
      objects: `${BOTH}${POD}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: vs, namespace: shop }
spec: { hosts: [a.com], gateways: [gw], exportTo: ["."], http: [${BACKEND}] }`,
    },
  ],
  invalid: [
    { name: 'the backend on both', objects: BOTH + POD + shop(BACKEND), findings: [found()] },
    { name: 'no Pods', objects: BOTH + shop(`${CHALLENGE}, ${BACKEND}`), findings: [found()] },
    {
      name: 'a part of the paths',
      objects: BOTH + POD + shop(`${to('{ uri: { prefix: /api } }')}, ${REDIRECT}`),
      findings: [found()],
    },
    {
      name: 'a redirect of some paths',
      objects: BOTH + POD + shop(`${to('{ uri: { prefix: /old } }', 'redirect: { uri: /new }')}, ${BACKEND}`),
      findings: [found()],
    },
    {
      name: 'a route for its port',
      objects: BOTH + POD + shop(to('{ port: 443 }, { port: 80, gateways: [gw] }')),
      findings: [found()],
    },
    {
      name: 'two Gateways, a VirtualService of the context, and the gateway that is assumed',
      objects: gateway('shop/gw', server('"*"'), '{ istio: ingressgateway }'),
      context:
        gateway('ops/tls', tlsServer('"*.a.com"', 'c', { tls: 'mode: MUTUAL' }), '{ istio: ingressgateway }') +
        virtualService('ops/vs', 'b.a.com', 'shop/gw, tls', BACKEND),
      findings: [
        found({ served: 'b.a.com', secured: '*.a.com', where: 'spec.servers[0] of Gateway "ops/tls"', vs: 'ops/vs' }),
      ],
    },
    {
      name: 'a VirtualService for every host, and another that redirects another one',
      objects:
        gateway('gw', `${server('"*"')}, ${tlsServer('a.com, b.com')}`) +
        virtualService('vs', '"*"', 'gw', BACKEND) +
        virtualService('redirect', 'a.com', 'gw', REDIRECT),
      findings: [found({ served: '*', secured: 'b.com', vs: 'default/vs', on: 'gw' })],
    },
  ],
});
