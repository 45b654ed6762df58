import { objectText, testRule } from './rule-tester';

const sidecar = (listeners: string) => objectText('networking.istio.io/v1', 'Sidecar', `{ ingress: ${listeners} }`);
const endpoint = (text: string) => sidecar(`[{ port: { number: 80 }, defaultEndpoint: ${text} }]`);
const tls = (settings: string, protocol = 'HTTPS') =>
  sidecar(`[{ port: { number: 443, protocol: ${protocol} }, tls: ${settings} }]`);
const PAIR = 'serverCertificate: /crt, privateKey: /key';

testRule('sidecar-ingress-listeners', 'error', {
  valid: [
    sidecar('[{ port: { number: 80 } }]'),
    sidecar('[{ port: { number: 80, protocol: HTTP, name: http }, bind: 10.0.0.1 }]'),
    sidecar('[{ port: { number: 65535, protocol: grpc, name: "", targetPort: 0 }, bind: "::1" }]'),
  ],
  invalid: [
    {
      object: sidecar('[null, {}, { port: {} }]'),
      violations: [
        { path: 'spec.ingress[0]', message: 'The listener is null', fix: 'Describe it, or remove it' },
        { path: 'spec.ingress[1].port', message: 'The listener has no port', fix: 'Set its number' },
        {
          path: 'spec.ingress[2].port.number',
          message: 'Port 0 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
      ],
    },
    {
      object: sidecar('[{ port: { number: 80, protocol: HTTP3, name: "a_b", targetPort: 8080 } }]'),
      violations: [
        {
          path: 'spec.ingress[0].port.name',
          message: 'Port name "a_b" is not one DNS label',
          fix: 'Use up to 63 letters, digits and inner dashes',
        },
        {
          path: 'spec.ingress[0].port.protocol',
          message: 'Protocol "HTTP3" is none that Istio knows',
          fix: 'Use one of TCP, UDP, GRPC, GRPC-WEB, HTTP, HTTP_PROXY, HTTP2, HTTPS, TLS, MONGO, REDIS, MYSQL',
        },
        {
          path: 'spec.ingress[0].port.targetPort',
          message: 'targetPort 8080 is nothing that a Sidecar has, and istiod refuses it',
          fix: 'Remove it',
        },
      ],
    },
    {
      object: sidecar('[{ port: { number: 65536 }, bind: localhost }]'),
      violations: [
        {
          path: 'spec.ingress[0].port.number',
          message: 'Port 65536 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
        {
          path: 'spec.ingress[0].bind',
          message: 'Bind "localhost" of port 65536 is not an address',
          fix: 'Use an IP address',
        },
      ],
    },
    {
      object: sidecar('[{ port: { number: 80 }, bind: "unix:///run/a.sock" }]'),
      violations: [
        {
          path: 'spec.ingress[0].bind',
          message: 'Bind "unix:///run/a.sock" of port 80 is not an address',
          fix: 'Use an IP address',
        },
      ],
    },
  ],
});

testRule('sidecar-ingress-ports', 'error', {
  valid: [
    sidecar('[{ port: { number: 80 } }, { port: { number: 81 } }]'),
    sidecar('[{ port: { number: 0 } }, { port: { number: 0 } }, null, {}, {}]'),
  ],
  invalid: [
    {
      object: sidecar('[{ port: { number: 80 } }, { port: { number: 80 }, bind: 10.0.0.1 }]'),
      violations: [
        {
          path: 'spec.ingress[1].port.number',
          message: 'Port 80 has a listener before this one, and istiod refuses two',
          fix: 'Use another port, or one listener',
        },
      ],
    },
    {
      object: sidecar('[{ port: { number: 80 } }, null, { port: { number: 80 } }, { port: { number: 80 } }]'),
      violations: [
        {
          path: 'spec.ingress[2].port.number',
          message: 'Port 80 has a listener before this one, and istiod refuses two',
          fix: 'Use another port, or one listener',
        },
        {
          path: 'spec.ingress[3].port.number',
          message: 'Port 80 has a listener before this one, and istiod refuses two',
          fix: 'Use another port, or one listener',
        },
      ],
    },
  ],
});

testRule('sidecar-ingress-endpoint', 'error', {
  valid: [
    ...[
      '"127.0.0.1:80"',
      '"0.0.0.0:1"',
      '"[::1]:80"',
      '"[::]:65535"',
      '":80"',
      'unix:///run/a.sock',
      'unix://@a',
      '""',
    ].map(endpoint),
    sidecar('[null, { port: { number: 80 } }]'),
  ],
  invalid: [
    {
      object: endpoint('"127.0.0.1"'),
      violations: [
        {
          path: 'spec.ingress[0].defaultEndpoint',
          message: 'defaultEndpoint "127.0.0.1" does not have the form HOST:PORT',
          fix: 'Use "127.0.0.1:PORT", "0.0.0.0:PORT", "[::1]:PORT", "[::]:PORT" or "unix:///PATH"',
        },
      ],
    },
    {
      object: endpoint('"::1:80"'),
      violations: [
        {
          path: 'spec.ingress[0].defaultEndpoint',
          message: 'defaultEndpoint "::1:80" does not have the form HOST:PORT',
          fix: 'Use "127.0.0.1:PORT", "0.0.0.0:PORT", "[::1]:PORT", "[::]:PORT" or "unix:///PATH"',
        },
      ],
    },
    {
      object: endpoint('"10.0.0.1:80"'),
      violations: [
        {
          path: 'spec.ingress[0].defaultEndpoint',
          message: 'defaultEndpoint "10.0.0.1:80" goes to "10.0.0.1", and a sidecar serves its own workload only',
          fix: 'Use "127.0.0.1:PORT", "0.0.0.0:PORT", "[::1]:PORT", "[::]:PORT" or "unix:///PATH"',
        },
      ],
    },
    {
      object: endpoint('"localhost:80"'),
      violations: [
        {
          path: 'spec.ingress[0].defaultEndpoint',
          message: 'defaultEndpoint "localhost:80" goes to "localhost", and a sidecar serves its own workload only',
          fix: 'Use "127.0.0.1:PORT", "0.0.0.0:PORT", "[::1]:PORT", "[::]:PORT" or "unix:///PATH"',
        },
      ],
    },
    {
      object: endpoint('"127.0.0.1:http"'),
      violations: [
        {
          path: 'spec.ingress[0].defaultEndpoint',
          message: 'defaultEndpoint "127.0.0.1:http" has the port "http", not between 1 and 65535',
          fix: 'Use "127.0.0.1:PORT", "0.0.0.0:PORT", "[::1]:PORT", "[::]:PORT" or "unix:///PATH"',
        },
      ],
    },
    {
      object: endpoint('"127.0.0.1:"'),
      violations: [
        {
          path: 'spec.ingress[0].defaultEndpoint',
          message: 'defaultEndpoint "127.0.0.1:" has the port "", not between 1 and 65535',
          fix: 'Use "127.0.0.1:PORT", "0.0.0.0:PORT", "[::1]:PORT", "[::]:PORT" or "unix:///PATH"',
        },
      ],
    },
    {
      object: endpoint('"127.0.0.1:65536"'),
      violations: [
        {
          path: 'spec.ingress[0].defaultEndpoint',
          message: 'defaultEndpoint "127.0.0.1:65536" has the port "65536", not between 1 and 65535',
          fix: 'Use "127.0.0.1:PORT", "0.0.0.0:PORT", "[::1]:PORT", "[::]:PORT" or "unix:///PATH"',
        },
      ],
    },
    {
      object: endpoint('"unix://run/a.sock"'),
      violations: [
        {
          path: 'spec.ingress[0].defaultEndpoint',
          message: 'defaultEndpoint "unix://run/a.sock" is not the absolute path of a socket',
          fix: 'Use "127.0.0.1:PORT", "0.0.0.0:PORT", "[::1]:PORT", "[::]:PORT" or "unix:///PATH"',
        },
      ],
    },
  ],
});

testRule('sidecar-ingress-tls', 'error', {
  valid: [
    tls(`{ mode: SIMPLE, ${PAIR} }`),
    tls(`{ mode: MUTUAL, ${PAIR}, caCertificates: /ca }`, 'TLS'),
    tls('{ mode: PASSTHROUGH, subjectAltNames: [], httpsRedirect: false }'),
    tls('null', 'HTTP'),
  ],
  invalid: [
    {
      object: tls(`{ mode: SIMPLE, ${PAIR} }`, 'HTTP'),
      violations: [
        {
          path: 'spec.ingress[0].tls',
          message: 'TLS settings are for ports with protocol HTTPS or TLS, and this one has HTTP',
          fix: 'Use protocol HTTPS or TLS, or remove `tls`',
        },
      ],
    },
    {
      object: sidecar('[{ tls: {} }]'),
      violations: [
        {
          path: 'spec.ingress[0].tls',
          message: 'TLS settings are for ports with protocol HTTPS or TLS, and this one has none',
          fix: 'Use protocol HTTPS or TLS, or remove `tls`',
        },
      ],
    },
    {
      object: tls(`{ mode: SIMPLE, ${PAIR}, subjectAltNames: [a], httpsRedirect: true }`),
      violations: [
        {
          path: 'spec.ingress[0].tls.subjectAltNames',
          message: 'TLS settings of a Sidecar know no subjectAltNames, and istiod refuses it',
          fix: 'Remove it; certificates of a Sidecar are files',
        },
        {
          path: 'spec.ingress[0].tls.httpsRedirect',
          message: 'TLS settings of a Sidecar know no httpsRedirect, and istiod refuses it',
          fix: 'Remove it; certificates of a Sidecar are files',
        },
      ],
    },
    {
      object: tls('{ mode: SIMPLE, credentialName: shop }'),
      violations: [
        {
          path: 'spec.ingress[0].tls.credentialName',
          message: 'TLS settings of a Sidecar know no credentialName, and istiod refuses it',
          fix: 'Remove it; certificates of a Sidecar are files',
        },
      ],
    },
    {
      object: tls(`{ mode: SIMPLE, credentialNames: [shop], tlsCertificates: [{ ${PAIR} }] }`),
      violations: [
        {
          path: 'spec.ingress[0].tls.credentialNames',
          message: 'TLS settings of a Sidecar know no credentialNames, and istiod refuses it',
          fix: 'Remove it; certificates of a Sidecar are files',
        },
        {
          path: 'spec.ingress[0].tls.tlsCertificates',
          message: 'TLS settings of a Sidecar know no tlsCertificates, and istiod refuses it',
          fix: 'Remove it; certificates of a Sidecar are files',
        },
      ],
    },
    {
      object: tls('{ mode: ISTIO_MUTUAL }'),
      violations: [
        {
          path: 'spec.ingress[0].tls.mode',
          message: 'A Sidecar does not terminate TLS with mode ISTIO_MUTUAL',
          fix: 'Use SIMPLE or MUTUAL, or no TLS settings for mTLS of the mesh',
        },
      ],
    },
    {
      object: tls('{ mode: AUTO_PASSTHROUGH, credentialName: shop }', 'TLS'),
      violations: [
        {
          path: 'spec.ingress[0].tls.credentialName',
          message: 'TLS settings of a Sidecar know no credentialName, and istiod refuses it',
          fix: 'Remove it; certificates of a Sidecar are files',
        },
        {
          path: 'spec.ingress[0].tls.mode',
          message: 'A Sidecar does not terminate TLS with mode AUTO_PASSTHROUGH',
          fix: 'Use SIMPLE or MUTUAL, or no TLS settings for mTLS of the mesh',
        },
      ],
    },
  ],
});

testRule('sidecar-ingress-pool', 'warning', {
  valid: [
    sidecar('[{ port: { number: 80, protocol: HTTP }, connectionPool: { http: {} } }]'),
    sidecar('[{ port: { number: 80, protocol: grpc-web }, connectionPool: { http: {} } }]'),
    sidecar('[{ port: { number: 80, protocol: TCP }, connectionPool: { tcp: {} } }]'),
    sidecar('[null, { connectionPool: { http: {} } }]'),
  ],
  invalid: [
    {
      object: sidecar('[{ port: { number: 80, protocol: TCP }, connectionPool: { http: {} } }]'),
      violations: [
        {
          path: 'spec.ingress[0].connectionPool.http',
          message: 'Port 80 has protocol TCP, so the HTTP settings of its connection pool have no effect',
          fix: 'Use protocol HTTP, or TCP settings',
        },
      ],
    },
    {
      object: sidecar('[{ port: { number: 443, protocol: HTTPS }, connectionPool: { http: {}, tcp: {} } }]'),
      violations: [
        {
          path: 'spec.ingress[0].connectionPool.http',
          message: 'Port 443 has protocol HTTPS, so the HTTP settings of its connection pool have no effect',
          fix: 'Use protocol HTTP, or TCP settings',
        },
      ],
    },
    {
      object: sidecar('[{ port: { number: 80 }, connectionPool: { http: {} } }]'),
      violations: [
        {
          path: 'spec.ingress[0].connectionPool.http',
          message: 'Port 80 has no protocol, so the HTTP settings of its connection pool have no effect',
          fix: 'Use protocol HTTP, or TCP settings',
        },
      ],
    },
  ],
});
