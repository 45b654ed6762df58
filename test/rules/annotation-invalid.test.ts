import { annotated, deployment } from './annotated-objects';
import { testMeshRule } from './mesh-rule-tester';

const pods = (name: string, value: string, labels = '{}') => deployment('{}', `{${name}: '${value}'}`, labels);
const REFUSED = 'istiod refuses to inject the Pods, or goes by its default';

/** Annotation, values that it takes, and one that it does not. */
const CASES: readonly (readonly [string, readonly string[], string, string])[] = [
  ['sidecar.istio.io/inject', ['true', 'false'], 'yes', 'one of true, false'],
  ['sidecar.istio.io/interceptionMode', ['REDIRECT', 'TPROXY', 'NONE'], 'redirect', 'one of REDIRECT, TPROXY, NONE'],
  ['sidecar.istio.io/rewriteAppHTTPProbers', ['true', 'False', '0'], 'on', '"true" or "false"'],
  ['prometheus.istio.io/merge-metrics', ['false'], '', '"true" or "false"'],
  ['sidecar.istio.io/proxyCPU', ['100m', '1', '0.5', '1e3', '.5'], '100 m', 'a quantity such as 100m or 128Mi'],
  ['sidecar.istio.io/proxyMemoryLimit', ['128Mi', '1G', '1024'], '128MB', 'a quantity such as 100m or 128Mi'],
  ['sidecar.istio.io/statsFlushInterval', ['5s', '1m30s'], '5', 'a duration such as 5s'],
  ['sidecar.istio.io/userVolume', ['[{"name": "a"}]', '{}'], '[a]', 'JSON'],
  [
    'proxy.istio.io/config',
    ['concurrency: 2', '{"tracing": {}}', ''],
    'concurrency',
    'fields of a ProxyConfig, as YAML',
  ],
  ['status.sidecar.istio.io/port', ['0', '15020'], '65536', 'a port, or 0 for none'],
  ['readiness.status.sidecar.istio.io/periodSeconds', ['0', '30'], '30s', 'a whole number of 0 or more'],
  [
    'readiness.status.sidecar.istio.io/applicationPorts',
    ['80', '80, 81', ''],
    'http',
    'a comma-separated list of ports',
  ],
  ['traffic.sidecar.istio.io/excludeInboundPorts', ['80,443', ''], '*', 'a comma-separated list of ports'],
  ['traffic.sidecar.istio.io/includeInboundPorts', ['*', '', '80'], '80;81', '"*" or a comma-separated list of ports'],
  [
    'traffic.sidecar.istio.io/includeOutboundIPRanges',
    ['*', '10.0.0.0/8, 2001:db8::/32', ''],
    '10.0.0.1',
    '"*" or a comma-separated list of ranges in CIDR notation',
  ],
  [
    'traffic.sidecar.istio.io/excludeOutboundIPRanges',
    ['169.254.169.254/32'],
    '*',
    'a comma-separated list of ranges in CIDR notation',
  ],
];

testMeshRule('annotation-invalid', {
  valid: [
    ...CASES.map(([name, values]) => ({ name, objects: values.map((value) => pods(name, value)).join('') })),
    { name: 'an annotation without a form', objects: pods('sidecar.istio.io/proxyImage', '!') },
    {
      name: 'the label of the same name is read first',
      objects: pods('sidecar.istio.io/inject', 'x', '{sidecar.istio.io/inject: "true"}'),
    },
    {
      name: 'in the wrong place, of which another rule speaks',
      objects: deployment('{sidecar.istio.io/inject: maybe}'),
    },
    {
      name: 'to whom a Service is exported',
      objects: annotated('Service', '{networking.istio.io/exportTo: "., shop"}'),
    },
    { name: 'and to nobody', objects: annotated('Service', '{networking.istio.io/exportTo: "~"}') },
  ],
  invalid: [
    ...CASES.map(([name, , value, expected]) => ({
      name: `${name}, wrong`,
      objects: pods(name, value),
      findings: [
        {
          on: 'Deployment shop/web',
          path: `spec.template.metadata.annotations["${name}"]`,
          message: `Annotation "${name}" is "${value}", which is not ${expected}: ${REFUSED}`,
          fix: `Write ${expected}`,
        },
      ],
    })),
    {
      name: 'on a Service',
      objects: annotated('Service', '{networking.istio.io/exportTo: "shop/*"}'),
      findings: [
        {
          on: 'Service shop/web',
          path: 'metadata.annotations["networking.istio.io/exportTo"]',
          message:
            'Annotation "networking.istio.io/exportTo" is "shop/*", which is not ".", "*", "~" or a comma-separated list of namespaces: istiod does not know for whom the Service is',
          fix: 'Write ".", "*", "~" or a comma-separated list of namespaces',
        },
      ],
    },
    {
      name: 'on a Pod',
      objects: annotated('Pod', '{sidecar.istio.io/logLevel: loud}'),
      findings: [
        {
          on: 'Pod shop/web',
          path: 'metadata.annotations["sidecar.istio.io/logLevel"]',
          message: `Annotation "sidecar.istio.io/logLevel" is "loud", which is not one of trace, debug, info, warning, warn, error, critical, off: ${REFUSED}`,
          fix: 'Write one of trace, debug, info, warning, warn, error, critical, off',
        },
      ],
    },
  ],
});
