import { objectText, testRule } from './rule-tester';

const policy = (settings: string) =>
  objectText('networking.istio.io/v1', 'DestinationRule', `{ trafficPolicy: ${settings} }`);
const tunnel = (settings: string) => policy(`{ tunnel: ${settings} }`);
const TUNNEL = '{ targetHost: example.com, targetPort: 443 }';

testRule('tunnel-settings', 'error', {
  valid: [
    tunnel(TUNNEL),
    tunnel('{ protocol: CONNECT, targetHost: 10.0.0.1, targetPort: 1 }'),
    tunnel('{ protocol: POST, targetHost: "2001:db8::1", targetPort: 65535 }'),
    policy('{ tls: {} }'),
  ],
  invalid: [
    {
      object: tunnel('{}'),
      violations: [
        {
          path: 'spec.trafficPolicy.tunnel.targetHost',
          message: 'Tunnel target "" is no address, and as a domain name it is empty',
          fix: 'Use a domain name or an IP address',
        },
        {
          path: 'spec.trafficPolicy.tunnel.targetPort',
          message: 'Tunnel target port 0 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
      ],
    },
    {
      object: tunnel('{ protocol: GET, targetHost: example.com, targetPort: 443 }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tunnel.protocol',
          message: 'Tunnel protocol "GET" is neither CONNECT nor POST',
          fix: 'Use "CONNECT" or "POST"',
        },
      ],
    },
    {
      object: tunnel('{ protocol: connect, targetHost: "*.example.com", targetPort: 0 }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tunnel.protocol',
          message: 'Tunnel protocol "connect" is neither CONNECT nor POST',
          fix: 'Use "CONNECT" or "POST"',
        },
        {
          path: 'spec.trafficPolicy.tunnel.targetHost',
          message:
            'Tunnel target "*.example.com" is no address, and as a domain name it has the label "*", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name or an IP address',
        },
        {
          path: 'spec.trafficPolicy.tunnel.targetPort',
          message: 'Tunnel target port 0 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
      ],
    },
    {
      object: tunnel('{ targetHost: 10.0.0.0/8, targetPort: 65536 }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tunnel.targetHost',
          message:
            'Tunnel target "10.0.0.0/8" is no address, and as a domain name it has the label "0/8", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name or an IP address',
        },
        {
          path: 'spec.trafficPolicy.tunnel.targetPort',
          message: 'Tunnel target port 65536 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
      ],
    },
    {
      object: objectText(
        'networking.istio.io/v1',
        'DestinationRule',
        '{ subsets: [{ trafficPolicy: { tunnel: { targetHost: a_b, targetPort: 443 } } }] }',
      ),
      violations: [
        {
          path: 'spec.subsets[0].trafficPolicy.tunnel.targetHost',
          message:
            'Tunnel target "a_b" is no address, and as a domain name it has the label "a_b", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name or an IP address',
        },
      ],
    },
  ],
});

testRule('tunnel-proxy-protocol', 'error', {
  valid: [tunnel(TUNNEL), policy('{ proxyProtocol: {} }')],
  invalid: [
    {
      object: policy(`{ tunnel: ${TUNNEL}, proxyProtocol: { version: V2 } }`),
      violations: [
        {
          path: 'spec.trafficPolicy.proxyProtocol',
          message: 'proxyProtocol stands beside tunnel, and istiod refuses both',
          fix: 'Keep one of the two',
        },
      ],
    },
  ],
});
