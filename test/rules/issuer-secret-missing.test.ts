import { certificate, issuer, secret } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const CA = 'ca: { secretName: ca }';

testMeshRule('issuer-secret-missing', {
  valid: [
    { name: 'a Secret', objects: issuer('shop/ca', CA) + secret('shop/ca') },
    { name: 'a Certificate', objects: issuer('/ca', CA) + certificate('cert-manager/ca') },
    { name: 'a Secret of the context', objects: issuer('/ca', CA), context: secret('cert-manager/ca') },
    { name: 'another cluster resource namespace', objects: issuer('/ca', CA) + secret('pki/ca') },
    { name: 'another kind of issuer', objects: issuer('/self') + secret('shop/other') },
    { name: 'no Secret at all', objects: issuer('/ca', CA), undecided: ['the Secret "cert-manager/ca"'] },
    {
      name: 'nothing but what the CA signs',
      objects: issuer('shop/ca', CA) + certificate('shop/web'),
      undecided: ['the Secret "shop/ca"'],
    },
  ],
  invalid: [
    {
      name: 'no such Secret for an Issuer',
      objects: issuer('shop/ca', CA) + secret('shop/other'),
      findings: [
        {
          on: 'Issuer shop/ca',
          path: 'spec.ca.secretName',
          message:
            'There is no Secret "ca" in namespace "shop", and nothing that writes one: the issuer is never ready, and signs nothing',
          fix: 'Have the Secret in namespace "shop", such as by a Certificate with isCA, or name what the cluster has already with --context',
          refType: 'secret',
        },
      ],
    },
    {
      name: 'no such Secret for a ClusterIssuer',
      objects: issuer('/ca', CA) + certificate('cert-manager/root', 'isCA: true, issuerRef: { name: own }'),
      findings: [
        {
          on: 'ClusterIssuer ca',
          path: 'spec.ca.secretName',
          message:
            'There is no Secret "ca" in namespace "cert-manager", and nothing that writes one: the issuer is never ready, and signs nothing',
          fix: 'Have the Secret in namespace "cert-manager", such as by a Certificate with isCA, or name what the cluster has already with --context',
          refType: 'secret',
        },
      ],
    },
    {
      name: 'a Secret of another namespace than the Issuer',
      objects: issuer('shop/ca', CA) + certificate('cert-manager/ca'),
      findings: [
        {
          on: 'Issuer shop/ca',
          path: 'spec.ca.secretName',
          message:
            'There is no Secret "ca" in namespace "shop", and nothing that writes one, but in "cert-manager", where an Issuer does not look: the issuer is never ready, and signs nothing',
          fix: 'Have the Secret in namespace "shop", such as by a Certificate with isCA',
          refType: 'secret',
        },
      ],
    },
  ],
});
