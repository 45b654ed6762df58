import { objectText, testRule } from './rule-tester';

const entry = (spec: string, labels = '{}') =>
  objectText('networking.istio.io/v1', 'ServiceEntry', spec, `labels: ${labels}`);
const ports = (list: string) => entry(`{ ports: ${list} }`);
const port = (protocol: string) => `ports: [{ name: a, number: 443, protocol: ${protocol} }]`;
const TWO = 'hosts: [a.example.com, b.example.com]';

testRule('service-entry-ports', 'error', {
  valid: [
    ports('[{ name: http, number: 80, protocol: HTTP }]'),
    ports(
      '[{ name: HTTP-1, number: 80, targetPort: 8080 }, { name: b, number: 65535, protocol: grpc-web, targetPort: 0 }]',
    ),
    ports('[]'),
  ],
  invalid: [
    {
      object: ports('[null, {}]'),
      violations: [
        { path: 'spec.ports[0]', message: 'The port is null', fix: 'Describe it, or remove it' },
        {
          path: 'spec.ports[1].name',
          message: 'The port has no name',
          fix: 'Use up to 63 letters, digits and inner dashes',
        },
        { path: 'spec.ports[1].number', message: 'Port 0 is not between 1 and 65535', fix: 'Use the number of a port' },
      ],
    },
    {
      object: ports('[{ name: "", number: 0, protocol: HTTP3, targetPort: 65536 }]'),
      violations: [
        {
          path: 'spec.ports[0].name',
          message: 'The port has no name',
          fix: 'Use up to 63 letters, digits and inner dashes',
        },
        { path: 'spec.ports[0].number', message: 'Port 0 is not between 1 and 65535', fix: 'Use the number of a port' },
        {
          path: 'spec.ports[0].targetPort',
          message: 'targetPort 65536 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
        {
          path: 'spec.ports[0].protocol',
          message: 'Protocol "HTTP3" is none that Istio knows',
          fix: 'Use one of TCP, UDP, GRPC, GRPC-WEB, HTTP, HTTP_PROXY, HTTP2, HTTPS, TLS, MONGO, REDIS, MYSQL',
        },
      ],
    },
    {
      object: ports('[{ name: "http_1", number: 65536, protocol: UDP }]'),
      violations: [
        {
          path: 'spec.ports[0].name',
          message: 'Port name "http_1" is not one DNS label',
          fix: 'Use up to 63 letters, digits and inner dashes',
        },
        {
          path: 'spec.ports[0].number',
          message: 'Port 65536 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
      ],
    },
  ],
});

testRule('service-entry-one-host', 'error', {
  valid: [
    entry(`{ ${TWO}, ${port('TCP')} }`),
    entry(`{ ${TWO}, ${port('TCP')}, resolution: NONE }`),
    entry(`{ ${TWO}, ${port('HTTP')}, resolution: DNS }`),
    entry(`{ ${TWO}, ${port('TLS')}, resolution: STATIC }`),
    entry(`{ ${TWO}, ${port('https')}, resolution: DNS }`),
    entry(`{ ${TWO}, ${port('HTTP3')}, resolution: DNS }`),
    entry(`{ hosts: [a.example.com], ${port('TCP')}, resolution: DNS }`),
  ],
  invalid: [
    {
      object: entry(`{ ${TWO}, ${port('TCP')}, resolution: DNS }`),
      violations: [
        {
          path: 'spec.ports[0].protocol',
          message: 'Port 443 (TCP) does not tell the 2 hosts apart, which only HTTP and TLS can',
          fix: 'Use a ServiceEntry for each host, or protocol HTTP or TLS',
        },
      ],
    },
    {
      object: entry(`{ ${TWO}, ports: [null, { name: a, number: 80 }], resolution: STATIC }`),
      violations: [
        {
          path: 'spec.ports[1].protocol',
          message: 'Port 80 (no protocol) does not tell the 2 hosts apart, which only HTTP and TLS can',
          fix: 'Use a ServiceEntry for each host, or protocol HTTP or TLS',
        },
      ],
    },
    {
      object: entry(
        `{ ${TWO}, ports: [{ number: 80, protocol: HTTP }, { number: 1, protocol: mongo }, { number: 2, protocol: UDP }], resolution: DNS }`,
      ),
      violations: [
        {
          path: 'spec.ports[1].protocol',
          message: 'Port 1 (mongo) does not tell the 2 hosts apart, which only HTTP and TLS can',
          fix: 'Use a ServiceEntry for each host, or protocol HTTP or TLS',
        },
      ],
    },
  ],
});

testRule('service-entry-shared-address', 'warning', {
  valid: [
    entry(`{ ${TWO}, ${port('TLS')}, resolution: DNS }`),
    entry(`{ ${TWO}, ${port('HTTP')}, resolution: DNS, addresses: [10.0.0.1] }`),
    entry(`{ ${TWO}, ${port('TLS')}, resolution: STATIC, addresses: [10.0.0.1] }`),
    entry(`{ ${TWO}, ${port('TCP')}, resolution: DNS, addresses: [10.0.0.1] }`),
    entry(`{ hosts: [a.example.com], ${port('TLS')}, resolution: DNS, addresses: [10.0.0.1] }`),
  ],
  invalid: [
    {
      object: entry(`{ ${TWO}, ${port('TLS')}, resolution: DNS, addresses: [10.0.0.1] }`),
      violations: [
        {
          path: 'spec.addresses',
          message: '2 hosts share addresses on port 443 (TLS), so connections may go to the wrong one',
          fix: 'Use a ServiceEntry for each host, or no addresses',
        },
      ],
    },
    {
      object: entry(`{ ${TWO}, ${port('HTTPS')}, resolution: DNS_ROUND_ROBIN, addresses: [10.0.0.1] }`),
      violations: [
        {
          path: 'spec.addresses',
          message: '2 hosts share addresses on port 443 (HTTPS), so connections may go to the wrong one',
          fix: 'Use a ServiceEntry for each host, or no addresses',
        },
      ],
    },
  ],
});

testRule('service-entry-tcp-address', 'warning', {
  valid: [
    entry(`{ ${port('TCP')}, addresses: [10.0.0.1] }`),
    entry(`{ ${port('TCP')}, resolution: STATIC }`),
    entry(`{ ${port('TCP')}, resolution: DNS }`, '{ networking.istio.io/enable-autoallocate-ip: "true" }'),
    entry(`{ ${port('HTTP')} }`),
    entry(`{ ${port('tcp')}, resolution: NONE }`),
    entry(`{ ${port('MONGO')}, resolution: NONE }`),
  ],
  invalid: [
    {
      object: entry(`{ ${port('TCP')} }`),
      violations: [
        {
          path: 'spec.ports[0].protocol',
          message: 'Port 443 (TCP) has no addresses, so it takes every connection to that port number',
          fix: 'Set `addresses`, or a protocol that names the host',
        },
      ],
    },
    {
      object: entry(
        '{ ports: [null, { name: a, number: 80 }, { name: b, number: 81, protocol: "" }], resolution: NONE }',
      ),
      violations: [
        {
          path: 'spec.ports[1].protocol',
          message: 'Port 80 (no protocol) has no addresses, so it takes every connection to that port number',
          fix: 'Set `addresses`, or a protocol that names the host',
        },
        {
          path: 'spec.ports[2].protocol',
          message: 'Port 81 (no protocol) has no addresses, so it takes every connection to that port number',
          fix: 'Set `addresses`, or a protocol that names the host',
        },
      ],
    },
    {
      object: entry(`{ ${port('TCP')}, resolution: DNS }`, '{ networking.istio.io/enable-autoallocate-ip: "False" }'),
      violations: [
        {
          path: 'spec.ports[0].protocol',
          message: 'Port 443 (TCP) has no addresses, so it takes every connection to that port number',
          fix: 'Set `addresses`, or a protocol that names the host',
        },
      ],
    },
  ],
});
