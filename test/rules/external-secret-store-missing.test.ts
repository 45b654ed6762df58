import { testMeshRule } from './mesh-rule-tester';

const external = (spec: string) => `
---
{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: web, namespace: shop }, spec: { ${spec} } }
`;
const store = (name: string, namespace = 'shop') => `
---
{ apiVersion: external-secrets.io/v1, kind: SecretStore, metadata: { name: ${name}, namespace: ${namespace} } }
`;
const clusterStore = (name: string) => `
---
{ apiVersion: external-secrets.io/v1beta1, kind: ClusterSecretStore, metadata: { name: ${name} } }
`;
const VAULT = external('secretStoreRef: { name: vault }');

testMeshRule('external-secret-store-missing', {
  valid: [
    { name: 'a SecretStore', objects: VAULT + store('vault') },
    {
      name: 'a ClusterSecretStore of the context',
      objects: external('secretStoreRef: { name: vault, kind: ClusterSecretStore }'),
      context: clusterStore('vault'),
    },
    {
      name: 'a generator, which has no store',
      objects: external('dataFrom: [{ sourceRef: { generatorRef: { name: a, kind: Password } } }]') + store('vault'),
    },
    { name: 'no store at all', objects: VAULT, undecided: ['a SecretStore or ClusterSecretStore'] },
  ],
  invalid: [
    {
      name: 'no such store',
      objects: VAULT + store('other'),
      findings: [
        {
          on: 'ExternalSecret shop/web',
          path: 'spec.secretStoreRef.name',
          message: 'There is no SecretStore "vault" in namespace "shop", so that the Secret is never written',
          fix: 'Name a store that is there, or name what the cluster has already with --context',
          refType: 'secretStoreRef',
        },
      ],
    },
    {
      name: 'a store of another namespace',
      objects: VAULT + store('vault', 'pki'),
      findings: [
        {
          on: 'ExternalSecret shop/web',
          path: 'spec.secretStoreRef.name',
          message: 'There is no SecretStore "vault" in namespace "shop", so that the Secret is never written',
          fix: 'Name a store that is there, or name what the cluster has already with --context',
          refType: 'secretStoreRef',
        },
      ],
    },
    {
      name: 'a ClusterSecretStore without its kind',
      objects: VAULT + clusterStore('vault'),
      findings: [
        {
          on: 'ExternalSecret shop/web',
          path: 'spec.secretStoreRef.name',
          message: 'There is no SecretStore "vault" in namespace "shop", so that the Secret is never written',
          fix: 'Write kind: ClusterSecretStore',
          refType: 'secretStoreRef',
          replacement: { path: 'spec.secretStoreRef.kind', value: 'ClusterSecretStore' },
        },
      ],
    },
    {
      name: 'the store of a key',
      objects:
        external(
          'secretStoreRef: { name: vault }, data: [{ secretKey: a, sourceRef: { storeRef: { name: aws, kind: ClusterSecretStore } } }]',
        ) + store('vault'),
      findings: [
        {
          on: 'ExternalSecret shop/web',
          path: 'spec.data[0].sourceRef.storeRef.name',
          message: 'There is no ClusterSecretStore "aws", so that the Secret is never written',
          fix: 'Name a store that is there, or name what the cluster has already with --context',
          refType: 'secretStoreRef',
        },
      ],
    },
  ],
});
