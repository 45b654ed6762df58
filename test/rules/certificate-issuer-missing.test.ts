import { certificate, issuer } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const by = (ref: string) => certificate('shop/web', `dnsNames: [a.b], issuerRef: { ${ref} }`);

testMeshRule('certificate-issuer-missing', {
  valid: [
    { name: 'an Issuer of the namespace', objects: by('name: own') + issuer('shop/own') },
    { name: 'a ClusterIssuer', objects: by('name: own, kind: ClusterIssuer, group: cert-manager.io') + issuer('/own') },
    { name: 'an issuer of the context', objects: by('name: own, kind: ClusterIssuer'), context: issuer('/own') },
    {
      name: 'no namespaces written',
      objects: `${by('name: own')}${issuer('shop/own')}`.replaceAll(', namespace: shop', ''),
    },
    {
      name: 'an external issuer',
      objects: by('name: pca, kind: AWSPCAClusterIssuer, group: awspca.cert-manager.io') + issuer('/own'),
    },
    { name: 'no issuer at all', objects: by('name: own'), undecided: ['an Issuer or ClusterIssuer'] },
  ],
  invalid: [
    {
      name: 'no such Issuer',
      objects: by('name: own') + issuer('shop/other'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.issuerRef.name',
          refType: 'issuerRef',
          message:
            'There is no Issuer "own" in namespace "shop", so that the Certificate is never issued, and its Secret never written',
          fix: 'Name an issuer that is there, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'no such ClusterIssuer',
      objects: by('name: own, kind: ClusterIssuer'),
      context: issuer('/other'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.issuerRef.name',
          refType: 'issuerRef',
          message:
            'There is no ClusterIssuer "own", so that the Certificate is never issued, and its Secret never written',
          fix: 'Name an issuer that is there, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'an Issuer of another namespace',
      objects: by('name: own') + issuer('pki/own'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.issuerRef.name',
          refType: 'issuerRef',
          message:
            'There is no Issuer "own" in namespace "shop", but Issuer "pki/own": a Certificate is signed by an Issuer of its own namespace or by a ClusterIssuer, so that the Certificate is never issued, and its Secret never written',
          fix: 'Put an Issuer there, or make it a ClusterIssuer',
        },
      ],
    },
    {
      name: 'a ClusterIssuer asked for as Issuer',
      objects: by('name: own') + issuer('/own'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.issuerRef.name',
          refType: 'issuerRef',
          message:
            'There is no Issuer "own" in namespace "shop", but ClusterIssuer "own": a Certificate is signed by an Issuer of its own namespace or by a ClusterIssuer, so that the Certificate is never issued, and its Secret never written',
          fix: 'Write kind: ClusterIssuer',
          replacement: { path: 'spec.issuerRef.kind', value: 'ClusterIssuer' },
        },
      ],
    },
    {
      name: 'an Issuer asked for as ClusterIssuer',
      objects: by('name: own, kind: ClusterIssuer') + issuer('shop/own'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.issuerRef.name',
          refType: 'issuerRef',
          message:
            'There is no ClusterIssuer "own", but Issuer "shop/own": a Certificate is signed by an Issuer of its own namespace or by a ClusterIssuer, so that the Certificate is never issued, and its Secret never written',
          fix: 'Put an Issuer there, or make it a ClusterIssuer',
        },
      ],
    },
    {
      name: 'a kind that cert-manager does not have',
      objects: by('name: own, kind: CertificateIssuer'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.issuerRef.kind',
          message:
            'cert-manager.io has issuers of kind "Issuer" and "ClusterIssuer", not "CertificateIssuer", and refuses the Certificate',
          fix: 'Write kind: Issuer or ClusterIssuer, or the group of the external issuer',
          refType: 'issuerRef',
        },
      ],
    },
  ],
});
