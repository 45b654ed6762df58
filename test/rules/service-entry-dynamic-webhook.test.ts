import { objectText, testRule } from './rule-tester';

const dynamic = (spec: string, labels = '{}', resolution = 'DYNAMIC_DNS') =>
  objectText('networking.istio.io/v1', 'ServiceEntry', `{ resolution: ${resolution}, ${spec} }`, `labels: ${labels}`);
const port = (protocol: string) => `ports: [null, { name: a, number: 80, protocol: ${protocol} }]`;

testRule('dynamic-dns-hosts', 'error', {
  valid: [
    dynamic('hosts: ["*.example.com", "*-api.example.com", "*", a_b]'),
    dynamic('hosts: [a.example.com]', '{}', 'DNS'),
  ],
  invalid: [
    {
      object: dynamic('hosts: ["*.example.com", api.example.com]'),
      violations: [
        {
          path: 'spec.hosts[1]',
          message: 'Host "api.example.com" is no wildcard, and resolution DYNAMIC_DNS is for wildcards only',
          fix: 'Use resolution DNS, or "*.DOMAIN"',
        },
      ],
    },
  ],
});

testRule('dynamic-dns-protocols', 'error', {
  valid: [
    ...['HTTP', 'http2', 'GRPC', 'tls', 'HTTP3'].map((protocol) => dynamic(port(protocol))),
    dynamic(port('TCP'), '{}', 'DNS'),
    dynamic('ports: []'),
  ],
  invalid: [
    {
      object: dynamic(port('HTTPS')),
      violations: [
        {
          path: 'spec.ports[1].protocol',
          message: 'Protocol "HTTPS" is none of HTTP, HTTP2, GRPC, TLS, the ones that resolution DYNAMIC_DNS takes',
          fix: 'Use HTTP, HTTP2, GRPC or TLS',
        },
      ],
    },
    {
      object: dynamic(port('""')),
      violations: [
        {
          path: 'spec.ports[1].protocol',
          message: 'Protocol "" is none of HTTP, HTTP2, GRPC, TLS, the ones that resolution DYNAMIC_DNS takes',
          fix: 'Use HTTP, HTTP2, GRPC or TLS',
        },
      ],
    },
    {
      object: dynamic('ports: [{ name: a, number: 80, protocol: TCP }, { name: b, number: 81, protocol: grpc-web }]'),
      violations: [
        {
          path: 'spec.ports[0].protocol',
          message: 'Protocol "TCP" is none of HTTP, HTTP2, GRPC, TLS, the ones that resolution DYNAMIC_DNS takes',
          fix: 'Use HTTP, HTTP2, GRPC or TLS',
        },
        {
          path: 'spec.ports[1].protocol',
          message: 'Protocol "grpc-web" is none of HTTP, HTTP2, GRPC, TLS, the ones that resolution DYNAMIC_DNS takes',
          fix: 'Use HTTP, HTTP2, GRPC or TLS',
        },
      ],
    },
  ],
});

testRule('dynamic-dns-targets', 'error', {
  valid: [dynamic('addresses: [], endpoints: []'), dynamic('addresses: [10.0.0.1]', '{}', 'STATIC')],
  invalid: [
    {
      object: dynamic('addresses: [10.0.0.1], endpoints: [{ address: 10.0.0.1 }]'),
      violations: [
        {
          path: 'spec.addresses',
          message: 'Resolution DYNAMIC_DNS looks up the host of each request, so istiod refuses addresses beside it',
          fix: 'Remove them, or use another resolution',
        },
        {
          path: 'spec.endpoints',
          message: 'Resolution DYNAMIC_DNS looks up the host of each request, so istiod refuses endpoints beside it',
          fix: 'Remove them, or use another resolution',
        },
      ],
    },
    {
      object: dynamic('addresses: [10.0.0.0/8]'),
      violations: [
        {
          path: 'spec.addresses',
          message: 'Resolution DYNAMIC_DNS looks up the host of each request, so istiod refuses addresses beside it',
          fix: 'Remove them, or use another resolution',
        },
      ],
    },
  ],
});

testRule('dynamic-dns-waypoint', 'error', {
  valid: [
    dynamic('location: MESH_INTERNAL'),
    dynamic('location: MESH_INTERNAL', '{ istio.io/use-waypoint: None }'),
    dynamic('location: MESH_INTERNAL', '{ istio.io/use-waypoint: "" }'),
    dynamic('location: MESH_EXTERNAL', '{ istio.io/use-waypoint: shop }'),
    dynamic('hosts: []', '{ istio.io/use-waypoint: shop }'),
    dynamic('location: MESH_INTERNAL', '{ istio.io/use-waypoint: shop }', 'STATIC'),
  ],
  invalid: [
    {
      object: dynamic('location: MESH_INTERNAL', '{ istio.io/use-waypoint: shop }'),
      violations: [
        {
          path: 'spec.location',
          message: 'Location MESH_INTERNAL with resolution DYNAMIC_DNS does not work through the waypoint "shop"',
          fix: 'Use MESH_EXTERNAL, or remove the label "istio.io/use-waypoint"',
        },
      ],
    },
  ],
});
