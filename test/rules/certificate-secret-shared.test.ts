import { certificate, secret } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const WEB = certificate('shop/web');
const other = (name = 'other') => WEB.replace('name: web,', `name: ${name},`);
const external = (name: string, target: string) => `
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: ${name}, namespace: shop }
spec: { secretStoreRef: { name: vault }, target: ${target} }
`;

testMeshRule('certificate-secret-shared', {
  valid: [
    { name: 'a Secret each', objects: WEB + certificate('shop/api') },
    { name: 'the same name in two namespaces', objects: WEB + certificate('api/web') },
    { name: 'the Secret itself, which is there by name', objects: WEB, context: secret('shop/web') },
    {
      name: 'an ExternalSecret that adds to it',
      objects: WEB + external('more', '{ name: web, creationPolicy: Merge }'),
    },
    {
      name: 'an ExternalSecret that writes nothing',
      objects: WEB + external('more', '{ name: web, creationPolicy: None }'),
    },
    {
      name: 'an Ingress for which cert-manager would make another',
      objects: `${WEB}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { cert-manager.io/cluster-issuer: ca } }
spec: { tls: [{ hosts: [a.b], secretName: web }] }
`,
    },
  ],
  invalid: [
    {
      name: 'two Certificates',
      objects: WEB + other(),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.secretName',
          message:
            'Secret "shop/web" is written by Certificate "shop/other", too: each takes what the other has written for wrong and writes it again, so that clients see now one certificate, now the other',
          fix: 'Write another Secret, or remove one of the two',
        },
      ],
    },
    {
      name: 'one of them of the context',
      objects: other('aaa'),
      context: WEB,
      findings: [
        {
          on: 'Certificate shop/aaa',
          path: 'spec.secretName',
          message:
            'Secret "shop/web" is written by Certificate "shop/web", too: each takes what the other has written for wrong and writes it again, so that clients see now one certificate, now the other',
          fix: 'Write another Secret, or remove one of the two',
        },
      ],
    },
    {
      name: 'three',
      objects: WEB + other('a') + other('b'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.secretName',
          message:
            'Secret "shop/web" is written by Certificate "shop/a", too: each takes what the other has written for wrong and writes it again, so that clients see now one certificate, now the other',
          fix: 'Write another Secret, or remove one of the two',
        },
        {
          on: 'Certificate shop/b',
          path: 'spec.secretName',
          message:
            'Secret "shop/web" is written by Certificate "shop/a", too: each takes what the other has written for wrong and writes it again, so that clients see now one certificate, now the other',
          fix: 'Write another Secret, or remove one of the two',
        },
      ],
    },
    {
      name: 'an ExternalSecret by its own name',
      objects: WEB + external('web', '{}'),
      findings: [
        {
          on: 'ExternalSecret shop/web',
          path: 'metadata.name',
          message:
            'Secret "shop/web" is written by Certificate "shop/web", too: each takes what the other has written for wrong and writes it again, so that clients see now one certificate, now the other',
          fix: 'Write another Secret, or remove one of the two',
        },
      ],
    },
    {
      name: 'a SealedSecret',
      objects: `${external('shop', '{ name: web }')}
---
{ apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: { name: web, namespace: shop }, spec: { encryptedData: {} } }
`,
      findings: [
        {
          on: 'SealedSecret shop/web',
          path: 'metadata.name',
          message:
            'Secret "shop/web" is written by ExternalSecret "shop/shop", too: each takes what the other has written for wrong and writes it again, so that clients see now one certificate, now the other',
          fix: 'Write another Secret, or remove one of the two',
        },
      ],
    },
  ],
});
