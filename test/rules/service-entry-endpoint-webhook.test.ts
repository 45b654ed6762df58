import { objectText, testRule } from './rule-tester';

const entry = (spec: string) => objectText('networking.istio.io/v1', 'ServiceEntry', spec);
const PORTS = 'ports: [{ name: http, number: 80 }]';
const endpoints = (resolution: string, list: string, ports = PORTS) =>
  entry(`{ resolution: ${resolution}, endpoints: ${list}, ${ports} }`);
const hosts = (resolution: string, list: string) => entry(`{ resolution: ${resolution}, hosts: ${list} }`);

testRule('service-entry-unresolved-selector', 'warning', {
  valid: [
    entry('{ resolution: STATIC, workloadSelector: { labels: { app: api } } }'),
    entry('{ resolution: NONE }'),
    entry('{ resolution: NONE, workloadSelector: {} }'),
  ],
  invalid: [
    {
      object: entry('{ workloadSelector: { labels: { app: api } } }'),
      violations: [
        {
          path: 'spec.workloadSelector',
          message: 'Resolution NONE sends connections where the client sent them, so the selected workloads get none',
          fix: 'Use resolution STATIC, or remove the workloadSelector',
        },
      ],
    },
    {
      object: entry('{ resolution: NONE, workloadSelector: { labels: { app: api } } }'),
      violations: [
        {
          path: 'spec.workloadSelector',
          message: 'Resolution NONE sends connections where the client sent them, so the selected workloads get none',
          fix: 'Use resolution STATIC, or remove the workloadSelector',
        },
      ],
    },
  ],
});

testRule('service-entry-endpoints', 'error', {
  valid: [
    endpoints('STATIC', '[{ address: 10.0.0.1, ports: { http: 8080 } }, { address: "2001:db8::1" }]'),
    endpoints('STATIC', '[{ address: "unix:///run/api.sock" }, { address: "unix://@api" }, { network: other }]'),
    endpoints('DNS', '[{ address: api.internal, labels: { app: api } }, { address: 10.0.0.1 }]'),
    endpoints('DNS_ROUND_ROBIN', '[{ address: api }]'),
    endpoints('NONE', '[{ address: a_b }]'),
    endpoints('DYNAMIC_DNS', '[{ address: a_b }]'),
  ],
  invalid: [
    {
      object: endpoints('STATIC', '[null, { address: api.internal }, {}]'),
      violations: [
        { path: 'spec.endpoints[0]', message: 'The endpoint is null', fix: 'Describe it, or remove it' },
        {
          path: 'spec.endpoints[1].address',
          message: 'Address "api.internal" is no IP address, and resolution STATIC looks up no names',
          fix: 'Use an IP address or "unix:///PATH"',
        },
        {
          path: 'spec.endpoints[2].address',
          message: 'The address is missing, so there is nowhere to send requests to',
          fix: 'Use an IP address or "unix:///PATH"',
        },
      ],
    },
    {
      object: endpoints('STATIC', '[{ address: "unix://run/api.sock" }]'),
      violations: [
        {
          path: 'spec.endpoints[0].address',
          message: 'Address "unix://run/api.sock" is not the absolute path of a socket',
          fix: 'Use an IP address or "unix:///PATH"',
        },
      ],
    },
    {
      object: endpoints('STATIC', '[{ address: "unix:///run/api.sock", ports: { http: 80 } }]'),
      violations: [
        {
          path: 'spec.endpoints[0].ports',
          message: 'Address "unix:///run/api.sock" is a socket, which has no ports, and istiod refuses any',
          fix: 'Remove the ports',
        },
      ],
    },
    {
      object: endpoints('STATIC', '[{ address: 10.0.0.1, ports: { grpc: 80 } }]'),
      violations: [
        {
          path: 'spec.endpoints[0].ports.grpc',
          message: 'Port "grpc" of the endpoint is none of the ports of this ServiceEntry',
          fix: 'Use the name of a port in `spec.ports`',
        },
      ],
    },
    {
      object: endpoints('STATIC', '[{ address: 10.0.0.1, ports: { "a_b": 80, http: 0 }, labels: { "-": x } }]'),
      violations: [
        {
          path: 'spec.endpoints[0].ports.a_b',
          message: 'Port name "a_b" is not one DNS label',
          fix: 'Use letters, digits and inner dashes',
        },
        {
          path: 'spec.endpoints[0].ports.http',
          message: 'Port 0 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
        {
          path: 'spec.endpoints[0].labels["-"]',
          message: 'Label key "-" is none that Kubernetes takes',
          fix: 'Use NAME or DOMAIN/NAME',
        },
      ],
    },
    {
      object: endpoints(
        'DNS',
        '[null, { address: "unix:///run/api.sock" }, { address: a_b }, { network: other }, { address: "*.api" }]',
      ),
      violations: [
        { path: 'spec.endpoints[0]', message: 'The endpoint is null', fix: 'Describe it, or remove it' },
        {
          path: 'spec.endpoints[1].address',
          message: 'Address "unix:///run/api.sock" is a socket, which DNS cannot look up',
          fix: 'Use an IP address or a domain name',
        },
        {
          path: 'spec.endpoints[2].address',
          message:
            'Address "a_b" is no IP address, and as a domain name it has the label "a_b", which is more than letters, digits and inner dashes',
          fix: 'Use an IP address or a domain name',
        },
        {
          path: 'spec.endpoints[3].address',
          message: 'The address is missing, so there is nowhere to send requests to',
          fix: 'Use an IP address or a domain name',
        },
        {
          path: 'spec.endpoints[4].address',
          message:
            'Address "*.api" is no IP address, and as a domain name it has the label "*", which is more than letters, digits and inner dashes',
          fix: 'Use an IP address or a domain name',
        },
      ],
    },
    {
      object: endpoints(
        'DNS',
        '[{ address: 10.0.0.1, ports: { http: 65536 } }, { address: 10.0.0.2, ports: { grpc: 1 } }]',
      ),
      violations: [
        {
          path: 'spec.endpoints[0].ports.http',
          message: 'Port 65536 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
        {
          path: 'spec.endpoints[1].ports.grpc',
          message: 'Port "grpc" of the endpoint is none of the ports of this ServiceEntry',
          fix: 'Use the name of a port in `spec.ports`',
        },
      ],
    },
    {
      object: endpoints('DNS_ROUND_ROBIN', '[{ address: 10.0.0.1, labels: { app: "a b" } }]'),
      violations: [
        {
          path: 'spec.endpoints[0].labels.app',
          message: 'Label "app" has the value "a b", which is none that Kubernetes takes',
          fix: 'Use letters, digits and inner dashes, dots and underscores',
        },
      ],
    },
  ],
});

testRule('service-entry-socket', 'error', {
  valid: [
    endpoints('STATIC', '[{ address: "unix:///run/api.sock" }]'),
    endpoints('STATIC', '[{ address: 10.0.0.1 }]', 'ports: []'),
    endpoints('DNS', '[{ address: "unix:///run/api.sock" }]', 'ports: []'),
  ],
  invalid: [
    {
      object: endpoints('STATIC', '[{ address: "unix:///run/api.sock" }]', 'ports: []'),
      violations: [
        {
          path: 'spec.endpoints[0].address',
          message: 'Endpoint "unix:///run/api.sock" is a socket, which serves one port, and the ServiceEntry has 0',
          fix: 'Use a ServiceEntry with one port',
        },
      ],
    },
    {
      object: endpoints(
        'STATIC',
        '[null, { address: "unix://@api" }]',
        'ports: [{ name: a, number: 1 }, { name: b, number: 2 }]',
      ),
      violations: [
        {
          path: 'spec.endpoints[1].address',
          message: 'Endpoint "unix://@api" is a socket, which serves one port, and the ServiceEntry has 2',
          fix: 'Use a ServiceEntry with one port',
        },
      ],
    },
  ],
});

testRule('service-entry-dns-hosts', 'error', {
  valid: [
    hosts('DNS', '[api.example.com, api]'),
    hosts('STATIC', '["*.example.com"]'),
    hosts('DYNAMIC_DNS', '["*.example.com"]'),
    hosts('DNS', '["*", a_b, ""]'),
    entry('{ resolution: DNS, hosts: ["*.example.com"], endpoints: [{ address: 10.0.0.1 }] }'),
  ],
  invalid: [
    {
      object: hosts('DNS', '["*.example.com", api.example.com, "*api"]'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message:
            'Host "*.example.com" is a wildcard, and resolution DNS without endpoints asks DNS for the host itself',
          fix: 'Name each host, add endpoints, or use resolution DYNAMIC_DNS',
        },
        {
          path: 'spec.hosts[2]',
          message: 'Host "*api" is a wildcard, and resolution DNS without endpoints asks DNS for the host itself',
          fix: 'Name each host, add endpoints, or use resolution DYNAMIC_DNS',
        },
      ],
    },
    {
      object: hosts('DNS_ROUND_ROBIN', '["*.example.com"]'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message:
            'Host "*.example.com" is a wildcard, and resolution DNS_ROUND_ROBIN without endpoints asks DNS for the host itself',
          fix: 'Name each host, add endpoints, or use resolution DYNAMIC_DNS',
        },
      ],
    },
    {
      object: hosts('DNS', '["1"]'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message:
            'Host "1" ends in the number 1, which no domain does, and resolution DNS without endpoints asks DNS for the host itself',
          fix: 'Name each host, add endpoints, or use resolution DYNAMIC_DNS',
        },
      ],
    },
  ],
});
