import { certificate } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const annotated = (annotations: string) => `
---
apiVersion: v1
kind: Secret
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
`;
const reflector = (more = '') => `reflector.v1.k8s.emberstack.com/reflection-allowed: "true"${more}`;
const reflected = (list: string) =>
  reflector(`, reflector.v1.k8s.emberstack.com/reflection-allowed-namespaces: "${list}"`);
const replicated = (list: string) =>
  `replicator.v1.mittwald.de/replication-allowed: "true", replicator.v1.mittwald.de/replication-allowed-namespaces: "${list}"`;

testMeshRule('secret-copy-open', {
  valid: [
    { name: 'no annotations', objects: annotated('a: b') },
    { name: 'a list', objects: annotated(`${reflected('edge,shop-.*')}, ${replicated('edge')}`) },
    {
      name: 'not allowed',
      objects: annotated(
        'reflector.v1.k8s.emberstack.com/reflection-allowed: "false", reflector.v1.k8s.emberstack.com/reflection-auto-enabled: "true"',
      ),
    },
    {
      name: 'a selector',
      objects: annotated(
        reflector(', reflector.v1.k8s.emberstack.com/reflection-allowed-namespaces-selector: "edge=yes"'),
      ),
    },
    { name: 'a list of targets', objects: annotated('replicator.v1.mittwald.de/replicate-to: "edge,edge-.*"') },
    {
      name: 'allowed, and no list, which lets in none',
      objects: annotated('replicator.v1.mittwald.de/replication-allowed: "true"'),
    },
    {
      name: 'a Certificate itself',
      objects: certificate('shop/web').replace('namespace: shop', `namespace: shop, annotations: { ${reflector()} }`),
    },
  ],
  invalid: [
    {
      name: 'no list',
      objects: annotated(reflector()),
      findings: [
        {
          on: 'Secret shop/web',
          path: 'metadata.annotations["reflector.v1.k8s.emberstack.com/reflection-allowed"]',
          message:
            'reflector.v1.k8s.emberstack.com/reflection-allowed: "true" lets the Secret be copied into every namespace, so that whoever may read Secrets in any of them has the private key',
          fix: 'List the namespaces that need the Secret, such as that of the gateway',
        },
      ],
    },
    {
      name: 'an empty list, and a list of automatic copies',
      objects: annotated(`${reflected('')}, reflector.v1.k8s.emberstack.com/reflection-auto-namespaces: edge`),
      findings: [
        {
          on: 'Secret shop/web',
          path: 'metadata.annotations["reflector.v1.k8s.emberstack.com/reflection-allowed"]',
          message:
            'reflector.v1.k8s.emberstack.com/reflection-allowed: "true" lets the Secret be copied into every namespace, so that whoever may read Secrets in any of them has the private key',
          fix: 'List the namespaces that need the Secret, such as that of the gateway',
        },
      ],
    },
    {
      name: 'all by expression',
      objects: annotated(reflected('edge,.*')),
      findings: [
        {
          on: 'Secret shop/web',
          path: 'metadata.annotations["reflector.v1.k8s.emberstack.com/reflection-allowed-namespaces"]',
          message:
            'reflector.v1.k8s.emberstack.com/reflection-allowed-namespaces: "edge,.*" lets the Secret be copied into every namespace, so that whoever may read Secrets in any of them has the private key',
          fix: 'List the namespaces that need the Secret, such as that of the gateway',
        },
      ],
    },
    {
      name: 'replicator',
      objects: annotated(replicated('.*')),
      findings: [
        {
          on: 'Secret shop/web',
          path: 'metadata.annotations["replicator.v1.mittwald.de/replication-allowed-namespaces"]',
          message:
            'replicator.v1.mittwald.de/replication-allowed-namespaces: ".*" lets the Secret be copied into every namespace, so that whoever may read Secrets in any of them has the private key',
          fix: 'List the namespaces that need the Secret, such as that of the gateway',
        },
      ],
    },
    {
      name: 'replicator with a star',
      objects: annotated(replicated('*')),
      findings: [
        {
          on: 'Secret shop/web',
          path: 'metadata.annotations["replicator.v1.mittwald.de/replication-allowed-namespaces"]',
          message:
            'replicator.v1.mittwald.de/replication-allowed-namespaces: "*" lets the Secret be copied into every namespace, so that whoever may read Secrets in any of them has the private key',
          fix: 'List the namespaces that need the Secret, such as that of the gateway',
        },
      ],
    },
    {
      name: 'pushed to all',
      objects: annotated('replicator.v1.mittwald.de/replicate-to: ".*"'),
      findings: [
        {
          on: 'Secret shop/web',
          path: 'metadata.annotations["replicator.v1.mittwald.de/replicate-to"]',
          message:
            'replicator.v1.mittwald.de/replicate-to: ".*" lets the Secret be copied into every namespace, so that whoever may read Secrets in any of them has the private key',
          fix: 'List the namespaces that need the Secret, such as that of the gateway',
        },
      ],
    },
    {
      name: 'the Secret of a Certificate',
      objects: certificate('shop/web', `secretTemplate: { annotations: { ${reflector()} } }, issuerRef: { name: own }`),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.secretTemplate.annotations["reflector.v1.k8s.emberstack.com/reflection-allowed"]',
          message:
            'reflector.v1.k8s.emberstack.com/reflection-allowed: "true" lets the Secret be copied into every namespace, so that whoever may read Secrets in any of them has the private key',
          fix: 'List the namespaces that need the Secret, such as that of the gateway',
        },
      ],
    },
    {
      name: 'the Secret of an ExternalSecret',
      objects: `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: web, namespace: shop }
spec: { target: { template: { metadata: { annotations: { ${replicated('.+')} } } } } }
`,
      findings: [
        {
          on: 'ExternalSecret shop/web',
          path: 'spec.target.template.metadata.annotations["replicator.v1.mittwald.de/replication-allowed-namespaces"]',
          message:
            'replicator.v1.mittwald.de/replication-allowed-namespaces: ".+" lets the Secret be copied into every namespace, so that whoever may read Secrets in any of them has the private key',
          fix: 'List the namespaces that need the Secret, such as that of the gateway',
        },
      ],
    },
  ],
});
