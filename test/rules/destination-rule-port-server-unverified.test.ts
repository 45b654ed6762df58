import { testMeshRule } from './mesh-rule-tester';
import { rule } from './mutual-tls';

const port = (settings: string, more = '') =>
  rule(
    'db',
    'db.example.com',
    `trafficPolicy: { portLevelSettings: [{ port: { number: 443 }, tls: { ${settings} } }] }\n  ${more}`,
  );

testMeshRule('destination-rule-port-server-unverified', {
  valid: [
    { name: 'a CA', objects: port('mode: SIMPLE, caCertificates: /etc/ca.pem') },
    { name: 'mutual TLS of Istio', objects: port('mode: ISTIO_MUTUAL') },
    {
      name: 'a credential for some workloads',
      objects: port('mode: MUTUAL, credentialName: client', 'workloadSelector: { matchLabels: { app: web } }'),
    },
    {
      name: 'settings for all ports, which are those of another rule',
      objects: rule('db', 'db.example.com', 'trafficPolicy: { tls: { mode: SIMPLE } }'),
    },
  ],
  invalid: [
    {
      name: 'SIMPLE without a CA',
      objects: port('mode: SIMPLE'),
      findings: [
        {
          on: 'DestinationRule shop/db',
          path: 'spec.trafficPolicy.portLevelSettings[0].tls.caCertificates',
          message:
            'Mode SIMPLE names no CA for "db.example.com": proxies take certificates of any public CA, of anyone at all in older versions of Istio, and none of a private CA',
          fix: "Set caCertificates to the file of the CA that has signed the server's certificate",
        },
      ],
    },
    {
      name: 'a credential for all',
      objects: port('mode: SIMPLE, credentialName: ca'),
      findings: [
        {
          on: 'DestinationRule shop/db',
          path: 'spec.trafficPolicy.portLevelSettings[0].tls.credentialName',
          message:
            'Without a workloadSelector, credentialName "ca" is for gateways: sidecars leave out the TLS settings, and send plaintext to "db.example.com"',
          fix: 'Add a workloadSelector for the clients, or use caCertificates',
        },
      ],
    },
    {
      name: 'in a subset, of the second of two ports',
      objects: rule(
        'db',
        'db.example.com',
        `subsets:
    - name: v1
      trafficPolicy:
        portLevelSettings:
          - { port: { number: 80 }, tls: { mode: DISABLE } }
          - { port: { number: 443 }, tls: { mode: MUTUAL, clientCertificate: /c.pem, privateKey: /k.pem } }`,
      ),
      findings: [
        {
          on: 'DestinationRule shop/db',
          path: 'spec.subsets[0].trafficPolicy.portLevelSettings[1].tls.caCertificates',
          message:
            'Mode MUTUAL names no CA for "db.example.com": proxies take certificates of any public CA, of anyone at all in older versions of Istio, and none of a private CA',
          fix: "Set caCertificates to the file of the CA that has signed the server's certificate",
        },
      ],
    },
  ],
});
