import { testMeshRule } from './mesh-rule-tester';

const crd = (plural: string, version: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ${plural}.gateway.networking.k8s.io, annotations: {gateway.networking.k8s.io/bundle-version: ${version}}}
spec: {}
---
`;
const finding = (plural: string, version: string, oldest: string) => ({
  on: `CustomResourceDefinition ${plural}.gateway.networking.k8s.io`,
  path: 'metadata.annotations["gateway.networking.k8s.io/bundle-version"]',
  message: `The CRD "${plural}.gateway.networking.k8s.io" is of version "${version}" of the Gateway API, and istiod ignores such objects before "${oldest}"`,
  fix: `Install the CRDs of the Gateway API ${oldest} or later`,
});

testMeshRule('gateway-api-crd-too-old', {
  valid: [
    { name: 'the oldest that will do', objects: crd('grpcroutes', 'v1.1.0') },
    { name: 'a prerelease of it', objects: crd('backendtlspolicies', 'v1.4.0-rc.2') },
    { name: 'newer ones', objects: crd('tlsroutes', 'v1.10.0') + crd('grpcroutes', 'v2.0.0') },
    { name: 'kinds of which any version will do', objects: crd('httproutes', 'v0.8.0') },
    { name: 'no version', objects: crd('grpcroutes', 'main') },
    {
      name: 'another group',
      objects: crd('grpcroutes', 'v1.0.0').replaceAll('name: grpcroutes', 'name: x.grpcroutes'),
    },
  ],
  invalid: [
    {
      name: 'an old release',
      objects: crd('grpcroutes', 'v1.0.1'),
      findings: [finding('grpcroutes', 'v1.0.1', 'v1.1.0')],
    },
    {
      name: 'an old major version',
      objects: crd('backendtlspolicies', 'v0.8.1'),
      findings: [finding('backendtlspolicies', 'v0.8.1', 'v1.4.0')],
    },
    {
      name: 'a prerelease of an old release',
      objects: crd('tlsroutes', 'v1.4.1-rc.1'),
      findings: [finding('tlsroutes', 'v1.4.1-rc.1', 'v1.5.0')],
    },
  ],
});
