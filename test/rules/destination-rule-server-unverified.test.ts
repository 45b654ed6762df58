import { testMeshRule } from './mesh-rule-tester';
import { rule } from './mutual-tls';

const HOST = 'api.example.com';
const tls = (settings: string, more = '') => rule('api', HOST, `trafficPolicy: { tls: { ${settings} } }\n  ${more}`);

testMeshRule('destination-rule-server-unverified', {
  valid: [
    { name: 'a CA', objects: tls('mode: SIMPLE, caCertificates: /etc/ca.pem') },
    { name: 'mutual TLS of Istio', objects: tls('mode: ISTIO_MUTUAL') },
    { name: 'plaintext', objects: tls('mode: DISABLE') },
    { name: 'no settings', objects: rule('api', HOST, 'trafficPolicy: {}') },
    {
      name: 'a credential for some workloads',
      objects: tls('mode: SIMPLE, credentialName: ca', 'workloadSelector: { matchLabels: { app: web } }'),
    },
    {
      name: 'a ConfigMap of CAs, which all may read',
      objects: tls('mode: SIMPLE, credentialName: "configmap://shop/ca"'),
    },
    {
      name: 'settings for a port, which are those of another rule',
      objects: rule(
        'api',
        HOST,
        'trafficPolicy: { portLevelSettings: [{ port: { number: 443 }, tls: { mode: SIMPLE } }] }',
      ),
    },
  ],
  invalid: [
    {
      name: 'SIMPLE without a CA',
      objects: tls('mode: SIMPLE'),
      findings: [
        {
          on: 'DestinationRule shop/api',
          path: 'spec.trafficPolicy.tls.caCertificates',
          message:
            'Mode SIMPLE names no CA for "api.example.com": proxies take certificates of any public CA, of anyone at all in older versions of Istio, and none of a private CA',
          fix: "Set caCertificates to the file of the CA that has signed the server's certificate",
        },
      ],
    },
    {
      name: 'MUTUAL with files of the client alone, in an old version',
      objects: tls('mode: MUTUAL, clientCertificate: /c.pem, privateKey: /k.pem').replace('/v1', '/v1alpha3'),
      findings: [
        {
          on: 'DestinationRule shop/api',
          path: 'spec.trafficPolicy.tls.caCertificates',
          message:
            'Mode MUTUAL names no CA for "api.example.com": proxies take certificates of any public CA, of anyone at all in older versions of Istio, and none of a private CA',
          fix: "Set caCertificates to the file of the CA that has signed the server's certificate",
        },
      ],
    },
    {
      name: 'a credential for all',
      objects: tls('mode: SIMPLE, credentialName: ca'),
      findings: [
        {
          on: 'DestinationRule shop/api',
          path: 'spec.trafficPolicy.tls.credentialName',
          message:
            'Without a workloadSelector, credentialName "ca" is for gateways: sidecars leave out the TLS settings, and send plaintext to "api.example.com"',
          fix: 'Add a workloadSelector for the clients, or use caCertificates',
        },
      ],
    },
    {
      name: 'verification switched off',
      objects: tls('mode: SIMPLE, insecureSkipVerify: true'),
      findings: [
        {
          on: 'DestinationRule shop/api',
          path: 'spec.trafficPolicy.tls.insecureSkipVerify',
          message:
            'insecureSkipVerify lets clients take any certificate for "api.example.com", so that whoever is on the way can read and change the traffic',
          fix: "Remove insecureSkipVerify, and name the server's CA in caCertificates",
        },
      ],
    },
    {
      name: 'settings of a subset',
      objects: rule('api', HOST, 'subsets: [{ name: v1, trafficPolicy: { tls: { mode: SIMPLE } } }]'),
      findings: [
        {
          on: 'DestinationRule shop/api',
          path: 'spec.subsets[0].trafficPolicy.tls.caCertificates',
          message:
            'Mode SIMPLE names no CA for "api.example.com": proxies take certificates of any public CA, of anyone at all in older versions of Istio, and none of a private CA',
          fix: "Set caCertificates to the file of the CA that has signed the server's certificate",
        },
      ],
    },
  ],
});
