import { gatewayService, ingress, secret } from './ingress-objects';
import { testMeshRule } from './mesh-rule-tester';

const TLS = 'tls: [{ hosts: [a.com], secretName: a-cert }]';
const OTHER = gatewayService().replace('name: gw', 'name: other');
const inNamespace = (namespace: string, text: string) => text.replace('namespace: edge', `namespace: ${namespace}`);
const SERVICE_PATH = 'spec.rules[0].http.paths[0].backend.service.name';

const found = (path: string, message: string, fix: string, refType: string, on = 'Ingress edge/shop') => ({
  on,
  path,
  message,
  fix,
  refType,
});
const NO_SERVICE = found(
  SERVICE_PATH,
  'There is no Service "gw" in namespace "edge", and an Ingress reaches no other, so that clients get 503',
  'Name a Service of that namespace, or name what the cluster has already with --context',
  'service',
);
const NO_SECRET = found(
  'spec.tls[0].secretName',
  'There is no Secret "a-cert" in namespace "edge", which is where an Ingress has its Secrets, and nothing that writes one, so that the controller answers with a certificate of its own, which no client trusts',
  'Put the Secret there, or name one that is there, or name what the cluster has already with --context',
  'secret',
);
const moved = (what: string, namespace: string, own = 'edge', on = 'Ingress edge/shop') => ({
  ...found(
    'metadata.namespace',
    `The ${what} that the Ingress names are not in its namespace, "${own}", but all of them in "${namespace}", and an Ingress reaches no other namespace than its own, so that clients get 503`,
    `Set it to "${namespace}"`,
    'namespace',
    on,
  ),
  replacement: { path: 'metadata.namespace', value: namespace },
});

testMeshRule('ingress-references', {
  valid: [
    { name: 'all is there', objects: ingress({ rest: TLS }) + gatewayService() + secret('a-cert') },
    { name: 'what the cluster has', objects: ingress({ rest: TLS }), context: gatewayService() + secret('a-cert') },
    { name: 'a port by name', objects: ingress({ port: 'name: web' }) + gatewayService() },
    { name: 'no Service is known', objects: ingress(), undecided: ['a Service'] },
    { name: 'no Secret is known', objects: ingress({ rest: TLS }) + gatewayService(), undecided: ['a Secret'] },
    {
      name: 'a Secret that cert-manager writes for the Ingress',
      objects:
        ingress({ rest: TLS, annotations: { 'cert-manager.io/cluster-issuer': 'ca' } }) +
        gatewayService() +
        secret('other'),
    },
    {
      name: "a Secret for AWS, whose certificates are in AWS's store",
      objects: ingress({ className: 'alb', rest: TLS }) + gatewayService() + secret('other'),
    },
    {
      name: 'an action of AWS',
      objects: ingress({ className: 'alb', service: 'redirect', port: 'name: use-annotation' }) + gatewayService(),
    },
    {
      name: 'TLS without a Secret',
      objects: ingress({ rest: 'tls: [{ hosts: [a.com] }]' }) + gatewayService() + secret('other'),
    },
    {
      name: 'a resource as backend',
      objects: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: edge }
spec: { defaultBackend: { resource: { apiGroup: k8s.example.com, kind: Bucket, name: static } } }
${OTHER}`,
    },
    {
      name: 'any port of an external name',
      objects: `${ingress({ port: 'number: 8443' })}
---
apiVersion: v1
kind: Service
metadata: { name: gw, namespace: edge }
spec: { type: ExternalName, externalName: example.com }
`,
    },
    {
      name: 'no namespace is the default one',
      objects: ingress({ namespace: '""' }) + inNamespace('default', gatewayService()),
    },
  ],
  invalid: [
    { name: 'no Service', objects: ingress() + OTHER, findings: [NO_SERVICE] },
    {
      name: 'no Service, named twice, and no Secret',
      objects: ingress({ hosts: ['a.com', 'b.com'], rest: TLS }) + OTHER + secret('other'),
      findings: [NO_SERVICE, NO_SECRET],
    },
    {
      name: 'no Secret, though another namespace has one',
      objects: ingress({ rest: TLS }) + gatewayService() + secret('a-cert', [], 'shop'),
      findings: [NO_SECRET],
    },
    {
      name: 'a port that the Service does not have',
      objects: ingress({ port: 'number: 8443' }) + gatewayService(),
      findings: [
        found(
          'spec.rules[0].http.paths[0].backend.service.port.number',
          'Service "edge/gw" has no port 8443, so that clients get 503',
          'Name a port of the Service',
          'service port',
        ),
      ],
    },
    {
      name: 'a port by a name that the Service does not have, and no Secret is known',
      objects: ingress({ port: 'name: https', rest: TLS }) + gatewayService(),
      findings: [
        found(
          'spec.rules[0].http.paths[0].backend.service.port.name',
          'Service "edge/gw" has no port "https", so that clients get 503',
          'Name a port of the Service',
          'service port',
        ),
      ],
      undecided: ['a Secret'],
    },
    {
      name: 'all in another namespace',
      objects: ingress({ namespace: 'shop', rest: TLS }) + gatewayService() + secret('a-cert'),
      findings: [moved('Services and Secrets', 'edge', 'shop', 'Ingress shop/shop')],
    },
    {
      name: 'the Service in another namespace, and the Secret perhaps on the cluster',
      objects: ingress({ namespace: 'shop', rest: TLS }) + gatewayService(),
      findings: [moved('Services and Secrets', 'edge', 'shop', 'Ingress shop/shop')],
    },
    {
      name: 'no namespace is written',
      objects: ingress({ namespace: '""' }) + gatewayService(),
      findings: [moved('Services', 'edge', 'default', 'Ingress shop')],
    },
    {
      name: 'in two other namespaces',
      objects: ingress({ namespace: 'shop' }) + gatewayService() + inNamespace('b', gatewayService()),
      findings: [
        {
          ...NO_SERVICE,
          on: 'Ingress shop/shop',
          message: NO_SERVICE.message.replace('"edge"', '"shop"'),
        },
      ],
    },
    {
      name: 'Service and Secret in different namespaces',
      objects: ingress({ rest: TLS }) + inNamespace('b', gatewayService()) + secret('a-cert', [], 'c'),
      findings: [NO_SERVICE, NO_SECRET],
    },
    {
      name: 'a Service of another namespace without the port',
      objects: ingress({ namespace: 'shop', port: 'number: 8443' }) + gatewayService(),
      findings: [{ ...NO_SERVICE, on: 'Ingress shop/shop', message: NO_SERVICE.message.replace('"edge"', '"shop"') }],
    },
    {
      name: 'the default backend',
      objects: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: edge }
spec: { defaultBackend: { service: { name: gw, port: { number: 80 } } } }
${OTHER}`,
      findings: [{ ...NO_SERVICE, path: 'spec.defaultBackend.service.name' }],
    },
  ],
});
