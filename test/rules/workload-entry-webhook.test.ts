import { objectText, testRule } from './rule-tester';

const workload = (spec: string, version = 'v1') => objectText(`networking.istio.io/${version}`, 'WorkloadEntry', spec);
const endpoints = (resolution: string, list: string) =>
  objectText('networking.istio.io/v1', 'ServiceEntry', `{ resolution: ${resolution}, endpoints: ${list} }`);

testRule('workload-entry-address', 'error', {
  valid: [
    workload('{ address: 10.0.0.1 }'),
    workload('{ address: "2001:db8::1" }', 'v1beta1'),
    workload('{ address: vm.example.com }', 'v1alpha3'),
    workload('{ address: "unix:///run/vm.sock" }'),
    workload('{ address: "unix://@vm" }'),
    workload('{ network: other }'),
  ],
  invalid: [
    {
      object: workload('{}'),
      violations: [
        {
          path: 'spec.address',
          message: 'The address is missing, so there is nowhere to send requests to',
          fix: 'Use an IP address, a domain name or "unix:///PATH"',
        },
      ],
    },
    {
      object: workload('{ address: "" }'),
      violations: [
        {
          path: 'spec.address',
          message: 'The address is missing, so there is nowhere to send requests to',
          fix: 'Use an IP address, a domain name or "unix:///PATH"',
        },
      ],
    },
    {
      object: workload('{ address: a_b }'),
      violations: [
        {
          path: 'spec.address',
          message:
            'Address "a_b" is no IP address, and as a domain name it has the label "a_b", which is more than letters, digits and inner dashes',
          fix: 'Use an IP address, a domain name or "unix:///PATH"',
        },
      ],
    },
    {
      object: workload('{ address: "*.example.com" }'),
      violations: [
        {
          path: 'spec.address',
          message:
            'Address "*.example.com" is no IP address, and as a domain name it has the label "*", which is more than letters, digits and inner dashes',
          fix: 'Use an IP address, a domain name or "unix:///PATH"',
        },
      ],
    },
    {
      object: workload('{ address: "unix://run/vm.sock" }'),
      violations: [
        {
          path: 'spec.address',
          message: 'Address "unix://run/vm.sock" is not the absolute path of a socket',
          fix: 'Use an IP address, a domain name or "unix:///PATH"',
        },
      ],
    },
    {
      object: workload('{ address: 10.0.0.0/8 }'),
      violations: [
        {
          path: 'spec.address',
          message:
            'Address "10.0.0.0/8" is no IP address, and as a domain name it has the label "0/8", which is more than letters, digits and inner dashes',
          fix: 'Use an IP address, a domain name or "unix:///PATH"',
        },
      ],
    },
  ],
});

testRule('workload-entry-details', 'error', {
  valid: [
    workload('{ address: 10.0.0.1, ports: { http: 80, grpc-web: 65535 }, labels: { app: vm } }'),
    workload('{ address: "unix:///run/vm.sock", ports: {} }'),
  ],
  invalid: [
    {
      object: workload('{ address: "unix:///run/vm.sock", ports: { http: 80 }, labels: { "a/b/c": d } }'),
      violations: [
        {
          path: 'spec.ports',
          message: 'Address "unix:///run/vm.sock" is a socket, which has no ports, and istiod refuses any',
          fix: 'Remove the ports',
        },
        {
          path: 'spec.labels["a/b/c"]',
          message: 'Label key "a/b/c" is none that Kubernetes takes',
          fix: 'Use NAME or DOMAIN/NAME',
        },
      ],
    },
    {
      object: workload('{ address: 10.0.0.1, ports: { "http_1": 80, grpc: 0, tls: 65536 } }'),
      violations: [
        {
          path: 'spec.ports.http_1',
          message: 'Port name "http_1" is not one DNS label',
          fix: 'Use letters, digits and inner dashes',
        },
        { path: 'spec.ports.grpc', message: 'Port 0 is not between 1 and 65535', fix: 'Use the number of a port' },
        { path: 'spec.ports.tls', message: 'Port 65536 is not between 1 and 65535', fix: 'Use the number of a port' },
      ],
    },
    {
      object: workload('{ address: 10.0.0.1, labels: { app: "a b" } }'),
      violations: [
        {
          path: 'spec.labels.app',
          message: 'Label "app" has the value "a b", which is none that Kubernetes takes',
          fix: 'Use letters, digits and inner dashes, dots and underscores',
        },
      ],
    },
  ],
});

testRule('workload-entry-network', 'warning', {
  valid: [
    workload('{ address: 10.0.0.1, network: other }'),
    workload('{}'),
    endpoints('STATIC', '[null, { address: 10.0.0.1 }]'),
    endpoints('DNS', '[{ network: other }]'),
  ],
  invalid: [
    {
      object: workload('{ network: other }'),
      violations: [
        {
          path: 'spec.address',
          message: 'The address is missing, so requests go to the gateway of network "other"',
          fix: 'Set the address, if the workload has one that can be reached',
        },
      ],
    },
    {
      object: endpoints('STATIC', '[null, { network: other, address: "" }]'),
      violations: [
        {
          path: 'spec.endpoints[1].address',
          message: 'The address is missing, so requests go to the gateway of network "other"',
          fix: 'Set the address, if the workload has one that can be reached',
        },
      ],
    },
  ],
});
