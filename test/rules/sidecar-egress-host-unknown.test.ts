import { testMeshRule } from './mesh-rule-tester';
import { service, sidecar } from './sidecar-objects';

const egress = (host: string, ns = 'shop', version = 'v1') =>
  sidecar(`{egress: [{hosts: ["${host}"]}]}`, ns, 'default', version);
const WEB = 'web.shop.svc.cluster.local';
const entry = (host: string, ns = 'shop', exportTo = '["*"]') => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: out, namespace: ${ns}}
spec: {hosts: ["${host}"], exportTo: ${exportTo}, ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS}
---`;
const route = (host: string, exportTo = '["*"]') => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: route, namespace: edge}
spec: {hosts: ["${host}"], exportTo: ${exportTo}, http: [{route: [{destination: {host: ${WEB}}}]}]}
---`;

const CONTEXT = ', or name what the cluster has already with --context';
const effect = (text: string) => `, so that sidecars learn of nothing by "${text}"`;
const base = { on: 'Sidecar shop/default', path: 'spec.egress[0].hosts[0]', refType: 'host' };
const missing = (text: string, host: string, place = '') => ({
  ...base,
  message: `No Service, ServiceEntry or VirtualService${place} has host "${host}"${effect(text)}`,
  fix: `Name a host that is there${CONTEXT}`,
});
const write = (message: string, value: string) => ({
  ...base,
  message,
  fix: `Write "${value}"`,
  replacement: { path: base.path, value },
});

testMeshRule('sidecar-egress-host-unknown', {
  valid: [
    { name: 'a Service of its namespace', objects: egress(`./${WEB}`) + service('web') },
    { name: 'a Service of a namespace that is named', objects: egress(`shop/${WEB}`, 'api') + service('web') },
    { name: 'a Service of any namespace', objects: egress(`*/${WEB}`, 'api') + service('web') },
    { name: 'all hosts', objects: egress('istio-system/*') + service('web') },
    { name: 'a wildcard', objects: egress('./*.example.com') + service('web') },
    { name: 'none at all', objects: egress('~/*') + service('web') },
    { name: 'a ServiceEntry', objects: egress('./db.example.com') + entry('db.example.com') },
    { name: 'a wildcard of a ServiceEntry', objects: egress('./db.example.com') + entry('*.example.com') },
    { name: 'a VirtualService', objects: egress('edge/shop.example.com') + service('web') + route('shop.example.com') },
    { name: 'a Service of the context', objects: egress(`./${WEB}`), context: service('web') },
    { name: 'the API server', objects: egress('default/kubernetes.default.svc.cluster.local') + service('web') },
    { name: 'another cluster', objects: egress('./web.shop.svc.clusterset.local') + service('web') },
    { name: 'what is refused as no host', objects: egress('./web') + service('web') },
    {
      name: 'a Service that its namespace exports to this one',
      objects: egress(`shop/${WEB}`, 'api') + service('web', 'shop', '{networking.istio.io/exportTo: "api,."}'),
    },
    {
      name: 'for the whole mesh, what is for one namespace',
      objects: egress(`shop/${WEB}`, 'istio-system') + service('web', 'shop', '{networking.istio.io/exportTo: "."}'),
    },
    { name: 'no hosts given', objects: egress(`./${WEB}`), undecided: ['a Service or ServiceEntry'] },
    {
      name: 'no default namespace written',
      objects: egress('./web.default.svc.cluster.local', '""') + service('web', 'default'),
    },
  ],
  invalid: [
    {
      name: 'no such Service',
      objects: egress('./wep.shop.svc.cluster.local', 'shop', 'v1beta1') + service('web'),
      findings: [missing('./wep.shop.svc.cluster.local', 'wep.shop.svc.cluster.local', ' of namespace "shop"')],
    },
    {
      name: 'no such host anywhere',
      objects: egress('*/db.example.com') + entry('other.example.com'),
      findings: [missing('*/db.example.com', 'db.example.com')],
    },
    {
      name: 'the wrong namespace',
      objects: egress(`./${WEB.replace('shop', 'api')}`) + service('web', 'api'),
      findings: [
        write(
          `Service "web.api.svc.cluster.local" is in namespace "api", not in "shop"${effect('./web.api.svc.cluster.local')}`,
          'api/web.api.svc.cluster.local',
        ),
      ],
    },
    {
      name: 'a name that Istio does not complete',
      objects: egress('./web.shop') + service('web'),
      findings: [
        write(
          `"web.shop" has a dot, so Istio takes it as it is, and not for Service "shop/web"${effect('./web.shop')}`,
          `shop/${WEB}`,
        ),
      ],
    },
    {
      name: 'and one that ends in svc, of any namespace',
      objects: egress('*/web.shop.svc') + service('web'),
      findings: [
        write(
          `"web.shop.svc" has a dot, so Istio takes it as it is, and not for Service "shop/web"${effect('*/web.shop.svc')}`,
          `*/${WEB}`,
        ),
      ],
    },
    {
      name: 'a ServiceEntry for its own namespace alone',
      objects: egress('edge/db.example.com') + entry('db.example.com', 'edge', '["."]'),
      findings: [
        {
          ...base,
          message: `ServiceEntry "db.example.com" of namespace "edge" is not exported to the namespace of the Sidecar${effect('edge/db.example.com')}`,
          fix: 'Export it, or remove "edge/db.example.com"',
        },
      ],
    },
    {
      name: 'a VirtualService for its own namespace alone',
      objects: egress('*/shop.example.com') + service('web') + route('shop.example.com', '["."]'),
      findings: [
        {
          ...base,
          message: `VirtualService "shop.example.com" of namespace "edge" is not exported to the namespace of the Sidecar${effect('*/shop.example.com')}`,
          fix: 'Export it, or remove "*/shop.example.com"',
        },
      ],
    },
  ],
});
