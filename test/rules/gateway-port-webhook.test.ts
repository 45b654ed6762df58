import { objectText, testRule } from './rule-tester';

const server = (text: string) => objectText('networking.istio.io/v1', 'Gateway', `{ servers: [${text}] }`);
const port = (fields: string, bind = '""') => server(`{ bind: ${bind}, port: ${fields} }`);
const tls = (protocol: string, settings: string) =>
  server(`{ port: { name: a, number: 443, protocol: ${protocol} }, tls: ${settings} }`);

testRule('gateway-server-port', 'error', {
  valid: [
    port('{ name: http, number: 80, protocol: HTTP }'),
    port('{ name: "x_y", number: 65535, protocol: grpc-web }'),
    port('{ name: http, number: 1, protocol: Http2, targetPort: 0 }'),
    port('{ name: http, number: 0, protocol: HTTP }', 'unix:///run/http.sock'),
    port('{ name: http, number: 70000, protocol: HTTP }', 'unix:///run/http.sock'),
    ...['TCP', 'UDP', 'GRPC', 'HTTP_PROXY', 'HTTPS', 'TLS', 'MONGO', 'Redis', 'mysql'].map((protocol) =>
      port(`{ name: a, number: 80, protocol: ${protocol} }`),
    ),
    server('null'),
  ],
  invalid: [
    {
      object: server('{}'),
      violations: [
        { path: 'spec.servers[0].port', message: 'The server has no port', fix: 'Set number, name and protocol' },
      ],
    },
    {
      object: port('{}'),
      violations: [
        {
          path: 'spec.servers[0].port.name',
          message: 'The port has no name',
          fix: 'Name it, differently from the other ports of this Gateway',
        },
        {
          path: 'spec.servers[0].port.protocol',
          message: 'Protocol "" is none that Istio knows',
          fix: 'Use one of TCP, UDP, GRPC, GRPC-WEB, HTTP, HTTP_PROXY, HTTP2, HTTPS, TLS, MONGO, REDIS, MYSQL',
        },
        {
          path: 'spec.servers[0].port.number',
          message: 'Port 0 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
      ],
    },
    {
      object: port('{ name: "", number: 65536, protocol: HTTP3 }'),
      violations: [
        {
          path: 'spec.servers[0].port.name',
          message: 'The port has no name',
          fix: 'Name it, differently from the other ports of this Gateway',
        },
        {
          path: 'spec.servers[0].port.protocol',
          message: 'Protocol "HTTP3" is none that Istio knows',
          fix: 'Use one of TCP, UDP, GRPC, GRPC-WEB, HTTP, HTTP_PROXY, HTTP2, HTTPS, TLS, MONGO, REDIS, MYSQL',
        },
        {
          path: 'spec.servers[0].port.number',
          message: 'Port 65536 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
      ],
    },
    {
      object: port('{ name: http, number: 0, protocol: HTTP }'),
      violations: [
        {
          path: 'spec.servers[0].port.number',
          message: 'Port 0 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
      ],
    },
    {
      object: port('{ name: http, number: 0, protocol: HTTP }', '10.0.0.1'),
      violations: [
        {
          path: 'spec.servers[0].port.number',
          message: 'Port 0 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
      ],
    },
    {
      object: port('{ name: http, number: 80, protocol: HBONE }'),
      violations: [
        {
          path: 'spec.servers[0].port.protocol',
          message: 'Protocol "HBONE" is none that Istio knows',
          fix: 'Use one of TCP, UDP, GRPC, GRPC-WEB, HTTP, HTTP_PROXY, HTTP2, HTTPS, TLS, MONGO, REDIS, MYSQL',
        },
      ],
    },
    {
      object: port('{ name: http, number: 80, protocol: HTTP, targetPort: 8080 }'),
      violations: [
        {
          path: 'spec.servers[0].port.targetPort',
          message: 'targetPort 8080 is nothing that a Gateway has, and istiod refuses it',
          fix: 'Remove it',
        },
      ],
    },
  ],
});

testRule('gateway-server-bind', 'error', {
  valid: [
    port('{ number: 80 }'),
    port('{ number: 80 }', '10.0.0.1'),
    port('{ number: 80 }', '"::"'),
    port('{ number: 0 }', 'unix:///run/http.sock'),
    port('{ number: 0 }', 'unix://@http'),
    server('{ bind: "unix:///run/http.sock" }'),
  ],
  invalid: [
    {
      object: port('{ number: 80 }', 'localhost'),
      violations: [
        {
          path: 'spec.servers[0].bind',
          message: 'Bind "localhost" is not an address',
          fix: 'Use an IP address or "unix:///PATH"',
        },
      ],
    },
    {
      object: port('{ number: 80 }', '10.0.0.0/8'),
      violations: [
        {
          path: 'spec.servers[0].bind',
          message: 'Bind "10.0.0.0/8" is not an address',
          fix: 'Use an IP address or "unix:///PATH"',
        },
      ],
    },
    {
      object: port('{ number: 80 }', 'unix:///run/http.sock'),
      violations: [
        {
          path: 'spec.servers[0].port.number',
          message: 'Port 80 has no meaning on a unix socket, and istiod refuses any but 0',
          fix: 'Set it to 0, or bind to an address',
        },
      ],
    },
    {
      object: port('{ number: 0 }', 'unix://'),
      violations: [
        {
          path: 'spec.servers[0].bind',
          message: 'Bind "unix://" is not the absolute path of a socket',
          fix: 'Use "unix:///PATH" or "unix://@NAME"',
        },
      ],
    },
    {
      object: port('{ number: 0 }', 'unix://run/http.sock'),
      violations: [
        {
          path: 'spec.servers[0].bind',
          message: 'Bind "unix://run/http.sock" is not the absolute path of a socket',
          fix: 'Use "unix:///PATH" or "unix://@NAME"',
        },
      ],
    },
    {
      object: port('{ number: 80 }', 'unix:///run/'),
      violations: [
        {
          path: 'spec.servers[0].bind',
          message: 'Bind "unix:///run/" is not the absolute path of a socket',
          fix: 'Use "unix:///PATH" or "unix://@NAME"',
        },
        {
          path: 'spec.servers[0].port.number',
          message: 'Port 80 has no meaning on a unix socket, and istiod refuses any but 0',
          fix: 'Set it to 0, or bind to an address',
        },
      ],
    },
  ],
});

testRule('gateway-tls-missing', 'error', {
  valid: [
    tls('HTTP', 'null'),
    tls('TCP', 'null'),
    tls('HTTPS', '{}'),
    tls('TLS', '{ mode: PASSTHROUGH }'),
    server('{}'),
  ],
  invalid: [
    {
      object: tls('HTTPS', 'null'),
      violations: [
        {
          path: 'spec.servers[0].tls',
          message: 'The server has protocol HTTPS and no TLS settings, so nothing says what to do with TLS',
          fix: 'Set `tls` with a mode',
        },
      ],
    },
    {
      object: tls('tls', 'null'),
      violations: [
        {
          path: 'spec.servers[0].tls',
          message: 'The server has protocol TLS and no TLS settings, so nothing says what to do with TLS',
          fix: 'Set `tls` with a mode',
        },
      ],
    },
  ],
});

testRule('gateway-http-tls', 'error', {
  valid: [
    tls('HTTP', '{ httpsRedirect: true }'),
    tls('HTTP2', '{ httpsRedirect: true, mode: PASSTHROUGH }'),
    tls('GRPC', '{}'),
    tls('HTTP', '{ mode: AUTO_PASSTHROUGH }'),
    tls('HTTP', '{ httpsRedirect: true, credentialName: shop }'),
    tls('HTTP', 'null'),
    tls('HTTPS', '{ mode: SIMPLE }'),
    tls('TCP', '{ mode: SIMPLE }'),
  ],
  invalid: [
    {
      object: tls('HTTP', '{ mode: SIMPLE, credentialName: shop }'),
      violations: [
        {
          path: 'spec.servers[0].tls.mode',
          message: 'A server with protocol HTTP does not terminate TLS, so its TLS settings may not have mode SIMPLE',
          fix: 'Use protocol HTTPS, or keep only `httpsRedirect: true`',
        },
      ],
    },
    {
      object: tls('http2', '{ mode: ISTIO_MUTUAL, httpsRedirect: true }'),
      violations: [
        {
          path: 'spec.servers[0].tls.mode',
          message:
            'A server with protocol HTTP2 does not terminate TLS, so its TLS settings may not have mode ISTIO_MUTUAL',
          fix: 'Use protocol HTTPS, or keep only `httpsRedirect: true`',
        },
      ],
    },
    {
      object: tls('GRPC-Web', '{ httpsRedirect: true, privateKey: /key }'),
      violations: [
        {
          path: 'spec.servers[0].tls.privateKey',
          message:
            'A server with protocol GRPC-WEB does not terminate TLS, so its TLS settings may not have privateKey',
          fix: 'Use protocol HTTPS, or keep only `httpsRedirect: true`',
        },
      ],
    },
    {
      object: tls('HTTP_PROXY', '{ serverCertificate: /crt, privateKey: /key }'),
      violations: [
        {
          path: 'spec.servers[0].tls.serverCertificate',
          message:
            'A server with protocol HTTP_PROXY does not terminate TLS, so its TLS settings may not have serverCertificate',
          fix: 'Use protocol HTTPS, or keep only `httpsRedirect: true`',
        },
      ],
    },
    {
      object: tls('HTTP', '{ caCertificates: /ca }'),
      violations: [
        {
          path: 'spec.servers[0].tls.caCertificates',
          message:
            'A server with protocol HTTP does not terminate TLS, so its TLS settings may not have caCertificates',
          fix: 'Use protocol HTTPS, or keep only `httpsRedirect: true`',
        },
      ],
    },
  ],
});

testRule('gateway-foreign-tls', 'error', {
  valid: [
    tls('TCP', 'null'),
    tls('TLS', '{ mode: SIMPLE }'),
    tls('HTTPS', '{}'),
    tls('HTTP', '{ mode: SIMPLE }'),
    tls('HTTP3', '{ mode: SIMPLE }'),
  ],
  invalid: [
    {
      object: tls('TCP', '{ mode: SIMPLE, credentialName: shop }'),
      violations: [
        {
          path: 'spec.servers[0].tls',
          message: 'A server with protocol TCP has no TLS, so istiod refuses TLS settings (mode SIMPLE)',
          fix: 'Use protocol TLS, or remove `tls`',
        },
      ],
    },
    {
      object: tls('mongo', '{}'),
      violations: [
        {
          path: 'spec.servers[0].tls',
          message: 'A server with protocol MONGO has no TLS, so istiod refuses TLS settings (mode PASSTHROUGH)',
          fix: 'Use protocol TLS, or remove `tls`',
        },
      ],
    },
    {
      object: tls('UDP', '{ httpsRedirect: true }'),
      violations: [
        {
          path: 'spec.servers[0].tls',
          message: 'A server with protocol UDP has no TLS, so istiod refuses TLS settings (mode PASSTHROUGH)',
          fix: 'Use protocol TLS, or remove `tls`',
        },
      ],
    },
  ],
});

testRule('gateway-redirect-unused', 'warning', {
  valid: [
    tls('HTTP', '{ httpsRedirect: true }'),
    tls('HTTPS', '{ httpsRedirect: false, mode: SIMPLE }'),
    tls('TCP', '{ httpsRedirect: true }'),
    tls('HTTP3', '{ httpsRedirect: true }'),
    tls('HTTPS', 'null'),
  ],
  invalid: [
    {
      object: tls('HTTPS', '{ httpsRedirect: true, mode: SIMPLE, credentialName: shop }'),
      violations: [
        {
          path: 'spec.servers[0].tls.httpsRedirect',
          message: 'httpsRedirect does nothing on a server with protocol HTTPS, whose clients already speak TLS',
          fix: 'Move it to the HTTP server',
        },
      ],
    },
    {
      object: tls('TLS', '{ httpsRedirect: true }'),
      violations: [
        {
          path: 'spec.servers[0].tls.httpsRedirect',
          message: 'httpsRedirect does nothing on a server with protocol TLS, whose clients already speak TLS',
          fix: 'Move it to the HTTP server',
        },
      ],
    },
  ],
});
