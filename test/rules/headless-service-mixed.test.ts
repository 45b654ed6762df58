import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, namespace, policy, service, STRICT, tlsRule } from './mutual-tls';

const HEADLESS = service('db', 'shop', 'clusterIP: None');
const IN = all(namespace('shop', 'enabled'), deployment('db'));
const OUT = deployment('old', { labels: 'sidecar.istio.io/inject: "false"' }).replaceAll('app: old', 'app: db');

testMeshRule('headless-service-mixed', {
  valid: [
    { name: 'all have sidecars', objects: all(HEADLESS, IN) },
    { name: 'none has', objects: all(HEADLESS, namespace('shop'), OUT, deployment('db')) },
    { name: 'the Service has an address', objects: all(service('db'), IN, OUT) },
    { name: 'clients are told', objects: all(HEADLESS, IN, OUT, tlsRule('db', 'db', 'DISABLE')) },
    { name: 'automatic mutual TLS is off', objects: all(HEADLESS, IN, OUT), mesh: { enableAutoMtls: false } },
    { name: 'nobody knows', objects: all(HEADLESS, deployment('db'), OUT) },
  ],
  invalid: [
    {
      name: 'one has, one has not',
      objects: all(HEADLESS, IN, OUT),
      findings: [
        {
          on: 'Service shop/db',
          path: 'spec.selector',
          message:
            'Deployment "shop/old" has no sidecar (its label sidecar.istio.io/inject is "false"), and behind a headless Service that makes clients send plaintext to every Pod, also to Deployment "shop/db"',
          fix: 'Let all of its Pods have sidecars, or select those with and those without by two Services',
        },
      ],
    },
    {
      name: 'and those that have are STRICT',
      objects: all(HEADLESS, IN, OUT, policy('default', STRICT)),
      findings: [
        {
          on: 'Service shop/db',
          path: 'spec.selector',
          message:
            'Deployment "shop/old" has no sidecar (its label sidecar.istio.io/inject is "false"), and behind a headless Service that makes clients send plaintext to every Pod, which the STRICT sidecar of Deployment "shop/db" refuses',
          fix: 'Let all of its Pods have sidecars, or select those with and those without by two Services',
        },
      ],
    },
  ],
});
