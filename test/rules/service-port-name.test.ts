import { testMeshRule } from './mesh-rule-tester';
import { namespace } from './sidecar-objects';
import { externalName, service, workload } from './service-objects';

const FIX = 'Set `appProtocol`, or begin the name with the protocol, such as "http", "grpc-api" or "tcp-db"';
const guessed = (fault: string, path = 'spec.ports[0].name') => ({
  on: 'Service shop/web',
  path,
  message: `${fault}, so sidecars and gateways guess it from the first bytes: protocols whose server speaks first stall, and HTTP that is not recognised gets no routes and no policies for requests`,
  fix: FIX,
});
const web = (ports: string, metadata = '') => service('web', ports, '{app: web}', 'shop', metadata);

testMeshRule('service-port-name', {
  valid: [
    ...[
      'http',
      'http-web',
      'https',
      'grpc-web',
      'grpc-web-api',
      'tcp',
      'tls',
      'mongo',
      'redis-0',
      'mysql',
      'http2',
    ].map((name) => ({
      name: `the name ${name}`,
      objects: web(`{name: ${name}, port: 80}`),
    })),
    ...['http', 'HTTP2', 'kubernetes.io/h2c', 'kubernetes.io/ws', 'kubernetes.io/wss', 'tls'].map((name) => ({
      name: `appProtocol ${name}`,
      objects: web(`{name: web, port: 80, appProtocol: ${name}}`),
    })),
    { name: 'UDP', objects: web('{name: dns, port: 5353, protocol: UDP}') },
    {
      name: 'ports of which Istio knows more',
      objects: web('{name: mail, port: 25}, {name: db, port: 3306}, {name: m, port: 27017}'),
    },
    { name: "a part of Istio's", objects: web('{name: web, port: 80}', ', labels: {istio: ingressgateway}') },
    { name: 'and by its release', objects: web('{name: web, port: 80}', ', labels: {release: istio}') },
    { name: "Kubernetes' own", objects: service('dns', '{name: web, port: 80}', '{}', 'kube-system') },
    {
      name: 'what istiod has made for a Gateway',
      objects: web('{name: web, port: 80}', ', labels: {gateway.istio.io/managed: istio.io-gateway-controller}'),
    },
    {
      name: 'a gateway, whose ports Gateways describe',
      objects:
        web('{name: status-port, port: 15021}') +
        workload('{app: web}', 'Deployment', ', annotations: {inject.istio.io/templates: gateway}') +
        namespace('shop'),
    },
    { name: 'Pods out of the mesh', objects: web('{port: 80}') + workload('{app: web}') + namespace('shop', '{}') },
    { name: 'another type, of which another rule speaks', objects: externalName('{name: db, port: 80}') },
    { name: 'no ports', objects: web('') },
  ],
  invalid: [
    {
      name: 'no name',
      objects: web('{port: 80}'),
      findings: [guessed('Port 80 has no name that says its protocol')],
    },
    {
      name: 'a name of the workload',
      objects: web('{name: web-http, port: 80}') + workload('{app: web}'),
      findings: [guessed('The name "web-http" of port 80 does not begin with a protocol that Istio knows')],
    },
    {
      name: 'a protocol without a dash behind it',
      objects: web('{name: http1, port: 80}') + workload('{app: web}') + namespace('shop'),
      findings: [guessed('The name "http1" of port 80 does not begin with a protocol that Istio knows')],
    },
    {
      name: 'the second of two ports',
      objects: web('{name: http, port: 80}, {name: metrics, port: 9090}'),
      findings: [
        guessed(
          'The name "metrics" of port 9090 does not begin with a protocol that Istio knows',
          'spec.ports[1].name',
        ),
      ],
    },
    {
      name: 'appProtocol, whatever the name says',
      objects: web('{name: http, port: 80, appProtocol: example.com/own}'),
      findings: [
        guessed('appProtocol "example.com/own" of port 80 is none that Istio knows', 'spec.ports[0].appProtocol'),
      ],
    },
  ],
});
