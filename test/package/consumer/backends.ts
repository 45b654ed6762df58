import { Chart } from 'cdk8s';
import * as older from 'cdk8s-plus-27';
import * as newer from 'cdk8s-plus-33';
import { AccessPolicy, GatewayWorkload, HostRoutes, IngressGateway, SecureIngressApp } from 'cdk8s-secure-ingress';

const app = new SecureIngressApp();
const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
const cart = new older.Service(chart, 'cart', {
  metadata: { name: 'cart', namespace: 'shop' },
  ports: [{ port: 7070 }],
});
const frontend = new newer.Service(chart, 'frontend', {
  metadata: { name: 'frontend', namespace: 'shop' },
  ports: [{ port: 8080 }],
});
const hosts = ['shop.example.com'];
const gateway = new IngressGateway(chart, 'gateway', {
  name: 'shop',
  namespace: 'shop',
  workload: GatewayWorkload.helm(),
  servers: [{ protocol: 'HTTP', hosts: hosts.map((host) => ({ host, namespace: 'shop' })) }],
});
new HostRoutes(chart, 'routes', {
  name: 'shop',
  namespace: 'shop',
  hosts,
  gateways: [gateway],
  routes: [
    { match: { path: { prefix: '/cart' } }, to: cart },
    {
      to: [
        { backend: frontend, weight: 90 },
        { backend: cart, weight: 10 },
      ],
    },
  ],
});
const serviceAccounts = [
  new older.ServiceAccount(chart, 'checkout', { metadata: { name: 'checkout', namespace: 'shop' } }),
  new newer.ServiceAccount(chart, 'web', { metadata: { name: 'web', namespace: 'shop' } }),
];
new AccessPolicy(chart, 'access', {
  name: 'cart',
  namespace: 'shop',
  action: 'ALLOW',
  rules: [{ from: [{ serviceAccounts }] }],
});
console.log(app.synthYaml());
