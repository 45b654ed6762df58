import { objectText, testRule } from './rule-tester';

const rule = (spec: string) => objectText('networking.istio.io/v1', 'DestinationRule', spec);
const tls = (settings: string) => rule(`{ trafficPolicy: { tls: ${settings} } }`);
const portTls = (settings: string) =>
  rule(`{ subsets: [{ trafficPolicy: { portLevelSettings: [{ tls: ${settings} }] } }] }`);

testRule('client-tls-files', 'error', {
  valid: [
    tls('{ mode: MUTUAL, clientCertificate: /crt, privateKey: /key }'),
    tls('{ mode: MUTUAL, credentialName: shop }'),
    tls('{ mode: SIMPLE }'),
    tls('{ mode: ISTIO_MUTUAL }'),
    tls('{}'),
    rule('{}'),
  ],
  invalid: [
    {
      object: tls('{ mode: MUTUAL }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tls.clientCertificate',
          message:
            'Mode MUTUAL sends a client certificate, and without credentialName it needs clientCertificate and privateKey',
          fix: 'Set credentialName, or clientCertificate and privateKey',
        },
      ],
    },
    {
      object: tls('{ mode: MUTUAL, clientCertificate: /crt }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tls.privateKey',
          message: 'Mode MUTUAL sends a client certificate, and without credentialName it needs privateKey',
          fix: 'Set credentialName, or privateKey',
        },
      ],
    },
    {
      object: portTls('{ mode: MUTUAL, privateKey: /key, credentialName: "" }'),
      violations: [
        {
          path: 'spec.subsets[0].trafficPolicy.portLevelSettings[0].tls.clientCertificate',
          message: 'Mode MUTUAL sends a client certificate, and without credentialName it needs clientCertificate',
          fix: 'Set credentialName, or clientCertificate',
        },
      ],
    },
  ],
});

testRule('client-tls-one-source', 'error', {
  valid: [
    tls('{ mode: SIMPLE, credentialName: shop, sni: shop.example.com, subjectAltNames: [shop] }'),
    tls('{ mode: SIMPLE, caCertificates: /ca, caCrl: /crl }'),
    tls('{ mode: ISTIO_MUTUAL, credentialName: shop, caCertificates: /ca }'),
    tls('{ mode: DISABLE, credentialName: shop, caCertificates: /ca }'),
  ],
  invalid: [
    {
      object: tls('{ mode: SIMPLE, credentialName: shop, caCertificates: /ca }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tls.caCertificates',
          message: 'caCertificates "/ca" stands beside credentialName "shop", and istiod refuses both',
          fix: 'Keep one of the two',
        },
      ],
    },
    {
      object: tls('{ mode: MUTUAL, credentialName: shop, clientCertificate: /crt, privateKey: /key }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tls.clientCertificate',
          message: 'clientCertificate "/crt" stands beside credentialName "shop", and istiod refuses both',
          fix: 'Keep one of the two',
        },
        {
          path: 'spec.trafficPolicy.tls.privateKey',
          message: 'privateKey "/key" stands beside credentialName "shop", and istiod refuses both',
          fix: 'Keep one of the two',
        },
      ],
    },
    {
      object: portTls('{ mode: SIMPLE, credentialName: shop, caCrl: /crl }'),
      violations: [
        {
          path: 'spec.subsets[0].trafficPolicy.portLevelSettings[0].tls.caCrl',
          message: 'caCrl "/crl" stands beside credentialName "shop", and istiod refuses both',
          fix: 'Keep one of the two',
        },
      ],
    },
  ],
});

testRule('client-tls-unverified', 'error', {
  valid: [
    tls('{ mode: SIMPLE, insecureSkipVerify: true }'),
    tls('{ mode: SIMPLE, insecureSkipVerify: false, caCertificates: /ca }'),
    tls('{ mode: SIMPLE, insecureSkipVerify: null, subjectAltNames: [shop] }'),
    tls('{ mode: MUTUAL, insecureSkipVerify: true, credentialName: shop }'),
    tls('{ mode: ISTIO_MUTUAL, insecureSkipVerify: true, subjectAltNames: [shop] }'),
  ],
  invalid: [
    {
      object: tls('{ mode: SIMPLE, insecureSkipVerify: true, caCertificates: /ca }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tls.caCertificates',
          message:
            'insecureSkipVerify is on, so caCertificates would verify nothing, and istiod refuses the two together',
          fix: 'Remove insecureSkipVerify, or caCertificates',
        },
      ],
    },
    {
      object: tls('{ mode: SIMPLE, insecureSkipVerify: true, credentialName: shop }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tls.credentialName',
          message:
            'insecureSkipVerify is on, so credentialName would verify nothing, and istiod refuses the two together',
          fix: 'Remove insecureSkipVerify, or credentialName',
        },
      ],
    },
    {
      object: tls('{ mode: SIMPLE, insecureSkipVerify: true, credentialName: shop, caCertificates: /ca }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tls.credentialName',
          message:
            'insecureSkipVerify is on, so credentialName would verify nothing, and istiod refuses the two together',
          fix: 'Remove insecureSkipVerify, or credentialName',
        },
      ],
    },
    {
      object: tls('{ mode: SIMPLE, insecureSkipVerify: true, subjectAltNames: [shop] }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tls.subjectAltNames',
          message:
            'insecureSkipVerify is on, so subjectAltNames would verify nothing, and istiod refuses the two together',
          fix: 'Remove insecureSkipVerify, or subjectAltNames',
        },
      ],
    },
    {
      object: portTls('{ mode: MUTUAL, insecureSkipVerify: true, caCertificates: /ca, subjectAltNames: [shop] }'),
      violations: [
        {
          path: 'spec.subsets[0].trafficPolicy.portLevelSettings[0].tls.caCertificates',
          message:
            'insecureSkipVerify is on, so caCertificates would verify nothing, and istiod refuses the two together',
          fix: 'Remove insecureSkipVerify, or caCertificates',
        },
        {
          path: 'spec.subsets[0].trafficPolicy.portLevelSettings[0].tls.subjectAltNames',
          message:
            'insecureSkipVerify is on, so subjectAltNames would verify nothing, and istiod refuses the two together',
          fix: 'Remove insecureSkipVerify, or subjectAltNames',
        },
      ],
    },
  ],
});

testRule('client-tls-config-map', 'error', {
  valid: [
    tls('{ mode: SIMPLE, credentialName: "configmap://prod/ca" }'),
    tls('{ mode: SIMPLE, credentialName: "configmap://prod/ca/more" }'),
    tls('{ mode: SIMPLE, credentialName: shop }'),
    tls('{ mode: SIMPLE, credentialName: "kubernetes://other/shop" }'),
  ],
  invalid: [
    {
      object: tls('{ mode: SIMPLE, credentialName: "configmap://other/ca" }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tls.credentialName',
          message: 'credentialName "configmap://other/ca" is not in the namespace of the DestinationRule, "prod"',
          fix: 'Use "configmap://prod/NAME"',
        },
      ],
    },
    {
      object: tls('{ mode: SIMPLE, credentialName: "configmap://ca" }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tls.credentialName',
          message: 'credentialName "configmap://ca" does not have the form "configmap://NAMESPACE/NAME"',
          fix: 'Use "configmap://prod/NAME"',
        },
      ],
    },
    {
      object: tls('{ mode: SIMPLE, credentialName: "configmap:///ca" }'),
      violations: [
        {
          path: 'spec.trafficPolicy.tls.credentialName',
          message: 'credentialName "configmap:///ca" does not have the form "configmap://NAMESPACE/NAME"',
          fix: 'Use "configmap://prod/NAME"',
        },
      ],
    },
    {
      object: portTls('{ credentialName: "configmap://prod/" }'),
      violations: [
        {
          path: 'spec.subsets[0].trafficPolicy.portLevelSettings[0].tls.credentialName',
          message: 'credentialName "configmap://prod/" does not have the form "configmap://NAMESPACE/NAME"',
          fix: 'Use "configmap://prod/NAME"',
        },
      ],
    },
  ],
});
