import { objectText, testRule } from './rule-tester';

const sidecar = (listeners: string) => objectText('networking.istio.io/v1', 'Sidecar', `{ egress: ${listeners} }`);

testRule('sidecar-egress-listeners', 'error', {
  valid: [
    sidecar('[{ hosts: ["*/*"] }]'),
    sidecar('[{ port: { number: 80, protocol: HTTP, name: http }, bind: 10.0.0.1, captureMode: IPTABLES }]'),
    sidecar('[{ port: { number: 0 }, bind: "unix:///run/a.sock" }]'),
    sidecar('[{ port: { protocol: mysql }, bind: "unix://@a", captureMode: NONE }]'),
    sidecar('[{ port: { number: 0 }, bind: "unix:///run/a.sock", captureMode: DEFAULT }]'),
  ],
  invalid: [
    {
      object: sidecar('[null, { hosts: ["*/*"] }]'),
      violations: [{ path: 'spec.egress[0]', message: 'The listener is null', fix: 'Describe it, or remove it' }],
    },
    {
      object: sidecar('[{ port: { number: 80, protocol: HTTP3, name: "a_b", targetPort: 8080 } }]'),
      violations: [
        {
          path: 'spec.egress[0].port.name',
          message: 'Port name "a_b" is not one DNS label',
          fix: 'Use up to 63 letters, digits and inner dashes',
        },
        {
          path: 'spec.egress[0].port.protocol',
          message: 'Protocol "HTTP3" is none that Istio knows',
          fix: 'Use one of TCP, UDP, GRPC, GRPC-WEB, HTTP, HTTP_PROXY, HTTP2, HTTPS, TLS, MONGO, REDIS, MYSQL',
        },
        {
          path: 'spec.egress[0].port.targetPort',
          message: 'targetPort 8080 is nothing that a Sidecar has, and istiod refuses it',
          fix: 'Remove it',
        },
      ],
    },
    {
      object: sidecar('[{ port: { number: 65536 }, bind: localhost }]'),
      violations: [
        {
          path: 'spec.egress[0].port.number',
          message: 'Port 65536 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
        {
          path: 'spec.egress[0].bind',
          message: 'Bind "localhost" of port 65536 is not an address',
          fix: 'Use an IP address',
        },
      ],
    },
    {
      object: sidecar('[{ port: { number: 80 }, bind: "unix:///run/a.sock" }]'),
      violations: [
        {
          path: 'spec.egress[0].bind',
          message: 'Bind "unix:///run/a.sock" of port 80 is not an address',
          fix: 'Use an IP address',
        },
      ],
    },
    {
      object: sidecar('[{ port: { number: 0 } }, { port: {}, bind: 10.0.0.1 }]'),
      violations: [
        {
          path: 'spec.egress[0].port.number',
          message: 'Port 0 is for sockets, and the listener is not bound to one',
          fix: 'Use the number of a port, or bind to "unix:///PATH"',
        },
        {
          path: 'spec.egress[1].port.number',
          message: 'Port 0 is for sockets, and the listener is not bound to one',
          fix: 'Use the number of a port, or bind to "unix:///PATH"',
        },
      ],
    },
    {
      object: sidecar('[{ port: { number: 0 }, bind: "unix://run/a.sock", captureMode: IPTABLES }]'),
      violations: [
        {
          path: 'spec.egress[0].bind',
          message: 'Bind "unix://run/a.sock" is not the absolute path of a socket',
          fix: 'Use "unix:///PATH" or "unix://@NAME"',
        },
        {
          path: 'spec.egress[0].captureMode',
          message: 'captureMode IPTABLES captures packets, and there are none on a socket',
          fix: 'Use DEFAULT or NONE',
        },
      ],
    },
  ],
});

testRule('sidecar-egress-ports', 'error', {
  valid: [
    sidecar('[{ port: { number: 80 } }, { port: { number: 81 } }, {}]'),
    sidecar('[{ port: { number: 0 }, bind: "unix:///a" }, { port: { number: 0 }, bind: "unix:///b" }]'),
    sidecar('[{ port: { number: 0 } }, { port: { number: 0 } }]'),
    sidecar('[{ port: { number: 65536 } }, { port: { number: 65536 } }]'),
  ],
  invalid: [
    {
      object: sidecar('[{ port: { number: 80 } }, { port: { number: 80 }, bind: 10.0.0.1 }]'),
      violations: [
        {
          path: 'spec.egress[1].port.number',
          message: 'Port 80 has a listener before this one, and istiod refuses two',
          fix: 'Use another one, or one listener for all hosts',
        },
      ],
    },
    {
      object: sidecar('[{ port: { number: 0 }, bind: "unix:///a" }, { port: { number: 0 }, bind: "unix:///a" }]'),
      violations: [
        {
          path: 'spec.egress[1].bind',
          message: 'Socket "unix:///a" has a listener before this one, and istiod refuses two',
          fix: 'Use another one, or one listener for all hosts',
        },
      ],
    },
  ],
});

testRule('sidecar-egress-catch-all', 'error', {
  valid: [
    sidecar('[{ hosts: ["*/*"] }]'),
    sidecar('[{ port: { number: 80 } }, { hosts: ["*/*"] }]'),
    sidecar('[null, { port: { number: 80 } }]'),
  ],
  invalid: [
    {
      object: sidecar('[{ hosts: ["*/*"] }, { port: { number: 80 } }]'),
      violations: [
        {
          path: 'spec.egress[0].port',
          message:
            'The listener has no port, so it is for all ports that others leave, and istiod takes one, as the last',
          fix: 'Set the port, or move the listener to the end',
        },
      ],
    },
    {
      object: sidecar('[{ hosts: ["*/*"] }, { hosts: ["./*"] }]'),
      violations: [
        {
          path: 'spec.egress[0].port',
          message:
            'The listener has no port, so it is for all ports that others leave, and istiod takes one, as the last',
          fix: 'Set the port, or move the listener to the end',
        },
      ],
    },
    {
      object: sidecar('[{ port: null }, { port: { number: 80 } }, {}, {}]'),
      violations: [
        {
          path: 'spec.egress[0].port',
          message:
            'The listener has no port, so it is for all ports that others leave, and istiod takes one, as the last',
          fix: 'Set the port, or move the listener to the end',
        },
        {
          path: 'spec.egress[2].port',
          message:
            'The listener has no port, so it is for all ports that others leave, and istiod takes one, as the last',
          fix: 'Set the port, or move the listener to the end',
        },
      ],
    },
  ],
});
