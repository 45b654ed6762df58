import { testMeshRule } from './mesh-rule-tester';
import { namespace, pod } from './sidecar-objects';
import { externalName, service, workload } from './service-objects';

const WEB = workload('{app: web}');
const named = (target: string, declared = 'which declare "8080 (web)"', transport = 'TCP', number = 80) => ({
  on: 'Service shop/web',
  path: 'spec.ports[0].targetPort',
  message: `No port "${target}" of ${transport} is among those of the containers of Deployment "shop/web", ${declared}: port ${number} of the Service has no endpoints, and clients get 503`,
  fix: `Name a port of the containers "${target}", or write the name or number of one that is there`,
});
const numbered = (target: number, path = 'spec.ports[0].targetPort', declared = '"8080 (web)"') => ({
  on: 'Service shop/web',
  path,
  message: `Port 80 of the Service leads to port ${target} of the containers of Deployment "shop/web", which declare ${declared}: if nothing listens on ${target}, clients get 503`,
  fix: `Set targetPort to a port that is there, or declare \`containerPort: ${target}\``,
});
const web = (port: string, metadata = '') => service('web', port, '{app: web}', 'shop', metadata);

testMeshRule('service-target-port-undeclared', {
  valid: [
    { name: 'the number of a port', objects: web('{port: 80, targetPort: 8080}') + WEB },
    { name: 'the name of a port', objects: web('{port: 80, targetPort: web}') + WEB },
    { name: 'the port itself', objects: web('{port: 8080}') + WEB },
    { name: 'no ports are declared', objects: web('{port: 80}') + workload('{app: web}', 'Deployment', '', '') },
    { name: 'a plain Pod that declares none', objects: web('{port: 80}') + pod('{app: web}') + WEB },
    {
      name: 'one of two workloads has it, as where Jobs have the labels, too',
      objects:
        web('{port: 80, targetPort: web}') +
        WEB +
        workload('{app: web}', 'StatefulSet', '', '{name: other, containerPort: 1}'),
    },
    { name: 'no Pods', objects: web('{port: 80, targetPort: nope}') + workload('{app: other}') },
    { name: 'a Service without a selector', objects: service('web', '{port: 80, targetPort: x}', '{}') + WEB },
    { name: 'a host outside', objects: externalName('{name: http, port: 80, targetPort: x}') + WEB },
    {
      name: 'a gateway, which opens what Gateways say',
      objects:
        web('{port: 80, targetPort: 9090}') +
        workload('{app: web}', 'Deployment', ', annotations: {inject.istio.io/templates: gateway}') +
        namespace('shop'),
    },
    { name: "a part of Istio's", objects: web('{port: 15012}', ', labels: {istio: pilot}') + WEB },
    { name: 'metrics of the sidecar', objects: web('{port: 15020}, {port: 1, targetPort: http-envoy-prom}') + WEB },
    {
      name: 'a port of an init container that goes on running',
      objects:
        web('{port: 80, targetPort: proxy}') +
        WEB.replace(
          'spec: {containers',
          'spec: {initContainers: [{name: p, restartPolicy: Always, ports: [{name: proxy, containerPort: 9}]}], containers',
        ),
    },
  ],
  invalid: [
    { name: 'a name that nothing has', objects: web('{port: 80, targetPort: http}') + WEB, findings: [named('http')] },
    {
      name: 'a name, and no ports declared',
      objects: web('{port: 80, targetPort: http}') + workload('{app: web}', 'Deployment', '', ''),
      findings: [named('http', 'which declare none')],
    },
    {
      name: 'a name of a port for another transport',
      objects: web('{port: 80, targetPort: web, protocol: UDP}') + WEB,
      findings: [named('web', undefined, 'UDP')],
    },
    { name: 'a number', objects: web('{port: 80, targetPort: 8081}') + WEB, findings: [numbered(8081)] },
    { name: 'no targetPort', objects: web('{port: 80}') + WEB, findings: [numbered(80, 'spec.ports[0].port')] },
    {
      name: 'a workload of the context',
      objects: web('{port: 80, targetPort: 8081}'),
      context: WEB,
      findings: [numbered(8081)],
    },
    {
      name: 'a port of the sidecar, where there is none',
      objects: web('{port: 80, targetPort: 15020}') + WEB + namespace('shop', '{}'),
      findings: [numbered(15_020)],
    },
    {
      name: 'a port without a name is declared',
      objects:
        web('{port: 80, targetPort: 1}') +
        workload('{app: web}', 'Deployment', '', '{containerPort: 2}, {containerPort: 3}'),
      findings: [numbered(1, undefined, '"2" and "3"')],
    },
  ],
});
