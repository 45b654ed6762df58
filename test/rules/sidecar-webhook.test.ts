import { objectText, testRule } from './rule-tester';

const sidecar = (spec: string, version = 'v1') => objectText(`networking.istio.io/${version}`, 'Sidecar', spec);
const proxy = (fields: string, mode = 'ALLOW_ANY') =>
  sidecar(`{ outboundTrafficPolicy: { mode: ${mode}, egressProxy: ${fields} } }`);

testRule('sidecar-empty', 'error', {
  valid: [
    sidecar('{ egress: [null] }', 'v1beta1'),
    sidecar('{ ingress: [{}] }', 'v1alpha3'),
    sidecar('{ outboundTrafficPolicy: {} }'),
    sidecar('{ inboundConnectionPool: {} }'),
  ],
  invalid: [
    {
      object: sidecar('{}'),
      violations: [
        {
          path: 'spec',
          message:
            'The Sidecar has none of egress, ingress, outboundTrafficPolicy, inboundConnectionPool, and istiod refuses that',
          fix: 'Set one of them, or remove the Sidecar',
        },
      ],
    },
    {
      object: sidecar('null'),
      violations: [
        {
          path: 'spec',
          message:
            'The Sidecar has none of egress, ingress, outboundTrafficPolicy, inboundConnectionPool, and istiod refuses that',
          fix: 'Set one of them, or remove the Sidecar',
        },
      ],
    },
    {
      object: sidecar('{ egress: [], ingress: [], workloadSelector: { labels: { app: web } } }'),
      violations: [
        {
          path: 'spec',
          message:
            'The Sidecar has none of egress, ingress, outboundTrafficPolicy, inboundConnectionPool, and istiod refuses that',
          fix: 'Set one of them, or remove the Sidecar',
        },
      ],
    },
  ],
});

testRule('sidecar-egress-proxy', 'error', {
  valid: [
    proxy('{ host: proxy.prod.svc.cluster.local, port: { number: 80 } }'),
    proxy('{ host: proxy, subset: v1, port: { number: 65535 } }'),
    proxy('null', 'REGISTRY_ONLY'),
    sidecar('{ outboundTrafficPolicy: {} }'),
  ],
  invalid: [
    {
      object: proxy('{ host: proxy, port: { number: 80 } }', 'REGISTRY_ONLY'),
      violations: [
        {
          path: 'spec.outboundTrafficPolicy.mode',
          message: 'The egress proxy is for traffic to unknown hosts, and mode REGISTRY_ONLY lets none out',
          fix: 'Set the mode to ALLOW_ANY, or remove egressProxy',
        },
      ],
    },
    {
      object: proxy('{ host: proxy, port: { number: 80 } }', 'null'),
      violations: [
        {
          path: 'spec.outboundTrafficPolicy.mode',
          message:
            'The egress proxy is for traffic to unknown hosts, and mode REGISTRY_ONLY, the default, lets none out',
          fix: 'Set the mode to ALLOW_ANY, or remove egressProxy',
        },
      ],
    },
    {
      object: proxy('{ host: "*", port: { number: 0 } }'),
      violations: [
        {
          path: 'spec.outboundTrafficPolicy.egressProxy.host',
          message: 'Host "*" has the label "*", which is more than letters, digits and inner dashes',
          fix: 'Use the domain name of the proxy',
        },
        {
          path: 'spec.outboundTrafficPolicy.egressProxy.port.number',
          message: 'Port 0 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
      ],
    },
    {
      object: proxy('{ host: "*.example.com" }'),
      violations: [
        {
          path: 'spec.outboundTrafficPolicy.egressProxy.host',
          message: 'Host "*.example.com" has the label "*", which is more than letters, digits and inner dashes',
          fix: 'Use the domain name of the proxy',
        },
        {
          path: 'spec.outboundTrafficPolicy.egressProxy.port.number',
          message: 'The egress proxy has no port',
          fix: 'Use the number of a port',
        },
      ],
    },
    {
      object: proxy('{ host: "", port: { number: 65536 } }'),
      violations: [
        {
          path: 'spec.outboundTrafficPolicy.egressProxy.host',
          message: 'Host "" is empty',
          fix: 'Use the domain name of the proxy',
        },
        {
          path: 'spec.outboundTrafficPolicy.egressProxy.port.number',
          message: 'Port 65536 is not between 1 and 65535',
          fix: 'Use the number of a port',
        },
      ],
    },
    {
      object: proxy('{ host: 10.0.0.1, port: { number: 80 }, subset: v1.2 }'),
      violations: [
        {
          path: 'spec.outboundTrafficPolicy.egressProxy.host',
          message: 'Host "10.0.0.1" ends in the number 1, which no domain does',
          fix: 'Use the domain name of the proxy',
        },
        {
          path: 'spec.outboundTrafficPolicy.egressProxy.subset',
          message: 'Subset "v1.2" is not one DNS label',
          fix: 'Use the name of a subset',
        },
      ],
    },
  ],
});
