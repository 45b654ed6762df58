import { articles, articlesObjects } from './articles-rows';
import { copiedSecret, meshNamespace } from './rows';
import { type Row, testScenario } from './scenario-tester';

/** Only this caller, and only to read and add. */
function allows(namespace: string, source: object): Row {
  const rule = { from: [{ source }], to: [{ operation: { methods: ['GET', 'POST'] } }] };
  return ['who may call', `AuthorizationPolicy ${namespace}/articlesaccess`, 'spec.rules', [rule]];
}

testScenario('articles-secure', {
  objects: articlesObjects('default').join('\n'),
  rows: [...articles('default'), allows('default', { serviceAccounts: ['default/web-api'] })],
  variants: {
    'web-api named by principal': {
      rows: [allows('default', { principals: ['corp.example.com/ns/default/sa/web-api'] })],
    },
    'namespace of its own': {
      added: ['-20 Namespace workshop', ...articlesObjects('workshop')],
      removed: articlesObjects('default'),
      rows: [
        ...meshNamespace('workshop'),
        ...articles('workshop'),
        allows('workshop', { serviceAccounts: ['workshop/web-api'] }),
      ],
    },
    'a revision injects': {
      rows: ['articles', 'web-api', 'web-app', 'keycloak'].map(
        (name): Row => [
          'by the revision',
          `Deployment default/${name}`,
          'spec.template.metadata.labels',
          { app: name, version: 'v1', 'sidecar.istio.io/inject': 'true', 'istio.io/rev': 'canary' },
        ],
      ),
    },
    'certificate copied from another namespace': {
      added: [
        '-15 Role default/articles-ingressgateway-certs-copier-istio-system',
        '-15 RoleBinding default/articles-ingressgateway-certs-copier-istio-system',
        '-15 SecretStore istio-system/articles-ingressgateway-certs-copier',
        '-15 ServiceAccount istio-system/articles-ingressgateway-certs-copier',
        '0 ExternalSecret istio-system/articles-ingressgateway-certs',
      ],
      rows: copiedSecret('istio-system/articles-ingressgateway-certs', { namespace: 'default', name: 'mycluster-nlb' }),
    },
  },
});
