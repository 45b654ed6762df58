import { testMeshRule } from './mesh-rule-tester';

const policy = (operation: string, namespace = 'shop') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: orders, namespace: ${namespace}}
spec: {rules: [{to: [{operation: ${operation}}]}]}
---`;
const service = (name: string, namespace = 'shop') => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {ports: [{port: 80}]}
---`;
const virtualService = (hosts: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec: {hosts: ${hosts}, gateways: [edge/public]}
---`;
const serviceEntry = (hosts: string) => `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: api, namespace: egress}
spec: {hosts: ${hosts}}
---`;

const finding = (list: string, text: string, severity?: string) => ({
  on: 'AuthorizationPolicy shop/orders',
  path: `spec.rules[0].to[0].operation.${list}`,
  message: `No request is for "${text}": no Service, ServiceEntry or VirtualService has such a host`,
  fix: 'Write the host as clients ask for it, or name what the cluster has already with --context',
  refType: 'host',
  ...(severity !== undefined && { severity }),
});

testMeshRule('authorization-policy-host', {
  valid: [
    {
      name: 'public hosts, with ports, without case',
      objects:
        policy('{hosts: [shop.example.com, "shop.example.com:*", "SHOP.example.com:8443"]}') +
        virtualService('[shop.example.com]'),
    },
    {
      name: 'a Service in all its spellings',
      objects:
        policy('{hosts: [web, web.shop, web.shop.svc, web.shop.svc.cluster.local, "web:8080"]}') + service('web'),
    },
    {
      name: 'a Service of another namespace, of the context',
      objects: policy('{hosts: [web.front]}'),
      context: service('web', 'front'),
    },
    { name: 'a short name in the root namespace', objects: policy('{hosts: [web]}', 'istio-system') + service('web') },
    {
      name: 'external hosts',
      objects:
        policy('{hosts: [api.example.net, a.wild.example.net]}') +
        serviceEntry('[api.example.net, "*.wild.example.net"]'),
    },
    {
      name: 'wildcards on either side',
      objects:
        policy('{hosts: ["*", "*.example.com", "shop*", "a.other.example.org"]}') +
        virtualService('[shop.example.com, "*.other.example.org"]'),
    },
    {
      name: 'addresses',
      objects: policy('{hosts: [10.0.0.1, "10.0.0.1:80", "[fd00::1]:80", localhost]}') + service('web'),
    },
    {
      name: 'nothing given',
      objects: policy('{hosts: [shop.example.com]}'),
      undecided: ['a Service, ServiceEntry or VirtualService'],
    },
    { name: 'no hosts', objects: policy('{methods: [GET]}') + service('web') },
  ],
  invalid: [
    {
      name: 'hosts that nobody has, in lists of both kinds',
      objects:
        policy('{hosts: [shop.example.com, shop.exmaple.com], notHosts: ["*.example.org:*"]}') +
        virtualService('[shop.example.com]'),
      findings: [finding('hosts[1]', 'shop.exmaple.com'), finding('notHosts[0]', '*.example.org:*')],
    },
    {
      name: 'a short name of another namespace',
      objects: policy('{hosts: [web]}') + service('web', 'front'),
      findings: [finding('hosts[0]', 'web')],
    },
    {
      name: 'the domain itself is not among its names',
      objects: policy('{hosts: [example.com]}') + virtualService('["*.example.com"]'),
      findings: [finding('hosts[0]', 'example.com')],
    },
    {
      name: 'an error where nothing else is let out',
      objects: policy('{hosts: [gone]}') + service('web'),
      mesh: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
      findings: [finding('hosts[0]', 'gone', 'error')],
    },
  ],
});
