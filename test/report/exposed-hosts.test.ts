import { parseAllDocuments } from 'yaml';
import { exposedHosts } from '../../lib/report/exposed-hosts';

function hostsIn(text: string): string[] {
  return exposedHosts(parseAllDocuments(text).map((document): unknown => document.toJS()));
}

function gateway(...servers: [protocol: string, ...hosts: string[]][]): unknown {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    spec: { servers: servers.map(([protocol, ...hosts]) => ({ port: { number: 1, protocol }, hosts })) },
  };
}

describe('exposedHosts', () => {
  test('a Gateway server: the namespace goes, the protocol gives the scheme', () => {
    const protocols = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'HTTPS', 'TLS', 'TCP', 'MONGO', 'https', 'unknown'];

    expect(protocols.map((protocol) => exposedHosts([gateway([protocol, 'shop/a.example.com'])]))).toEqual([
      ['http://a.example.com'],
      ['http://a.example.com'],
      ['http://a.example.com'],
      ['http://a.example.com'],
      ['https://a.example.com'],
      ['tls://a.example.com'],
      ['tcp://a.example.com'],
      ['tcp://a.example.com'],
      ['https://a.example.com'],
      ['tcp://a.example.com'],
    ]);
  });

  test('sorted, and a host once for each scheme', () => {
    const objects = [
      gateway(['HTTPS', './b.example.com', 'b.example.com', '*/*'], ['HTTP', '*', 'b.example.com']),
      gateway(['HTTPS', 'other/b.example.com', 'a.example.com']),
    ];

    expect(exposedHosts(objects)).toEqual([
      'http://*',
      'http://b.example.com',
      'https://*',
      'https://a.example.com',
      'https://b.example.com',
    ]);
  });

  test('an Ingress: https for the hosts that spec.tls names, any host without a host or rules', () => {
    const text = `
apiVersion: networking.k8s.io/v1
kind: Ingress
spec:
  tls:
    - hosts: [a.example.com]
    - secretName: no-hosts
  rules:
    - host: a.example.com
    - host: b.example.com
    - http: {}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
spec:
  defaultBackend: {}
`;

    expect(hostsIn(text)).toEqual(['http://*', 'http://b.example.com', 'https://a.example.com']);
  });

  test('nothing else exposes hosts, and what is malformed is passed over', () => {
    const text = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
spec: { servers: [{ hosts: [a.example.com] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
spec: { hosts: [a.example.com] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
spec: { servers: { hosts: [a.example.com] } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
---
- text
---
`;

    expect(hostsIn(text)).toEqual([]);
  });
});
