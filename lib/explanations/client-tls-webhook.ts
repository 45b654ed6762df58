import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('destination-rule', 'ClientTLSSettings')} ${VALIDATION}`;

/** With what stands in `tls`. */
function destinationRule(tls: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ledger
  namespace: shop
spec:
  host: ledger.example.com
  workloadSelector:
    matchLabels:
      app: web
  trafficPolicy:
    tls:
${tls}`;
}

export const CLIENT_TLS_WEBHOOK_EXPLANATIONS: Explanations = {
  'client-tls-config-map': {
    why: 'Without this check a team could have its proxies trust CAs that another team keeps, and changes whenever it likes. istiod refuses the rule, so the TLS settings are missing, and connections go out as they are: in plain text to a port that expects TLS, which resets them.',
    fix: 'Copy the ConfigMap into the namespace of the DestinationRule, for instance with trust-manager, and name that one.',
    bad: destinationRule(`      mode: SIMPLE
      credentialName: configmap://platform/partner-ca
`),
    good: destinationRule(`      mode: SIMPLE
      credentialName: configmap://shop/partner-ca
`),
    source: SOURCE,
  },
  'client-tls-files': {
    why: 'Mode MUTUAL promises the server a client certificate, and there is none to send: each handshake would fail, and callers would see 503 with the flag UF. istiod refuses the rule; the author most likely forgot a file, or meant ISTIO_MUTUAL, which brings the certificate of the mesh.',
    fix: 'Set `clientCertificate` and `privateKey`, or `credentialName`; use ISTIO_MUTUAL for workloads of the mesh.',
    bad: destinationRule(`      mode: MUTUAL
      clientCertificate: /etc/certs/ledger/tls.crt
      caCertificates: /etc/certs/ledger/ca.crt
`),
    good: destinationRule(`      mode: MUTUAL
      clientCertificate: /etc/certs/ledger/tls.crt
      privateKey: /etc/certs/ledger/tls.key
      caCertificates: /etc/certs/ledger/ca.crt
`),
    source: SOURCE,
  },
  'client-tls-one-source': {
    why: 'Two sources for one certificate are mostly what a change from files to Secrets has left behind. One of them would be ignored, and after the next renewal nobody could say why the old certificate, or the old CA, is still in use; istiod refuses the rule.',
    fix: 'Keep `credentialName`, and move the CA into its Secret as `ca.crt`; or keep the files alone.',
    bad: destinationRule(`      mode: MUTUAL
      credentialName: ledger-client
      caCertificates: /etc/certs/ledger/ca.crt
`),
    good: destinationRule(`      mode: MUTUAL
      credentialName: ledger-client
`),
    source: SOURCE,
  },
  'client-tls-unverified': {
    why: 'With `insecureSkipVerify` whoever answers at that address is believed, and the CA or the names beside it look as if somebody were checking. Passwords and data could go to anybody in between without a trace in the logs; istiod refuses the two together.',
    fix: 'Remove `insecureSkipVerify`. Where the server is not to be verified on purpose, remove the CA and the names.',
    bad: destinationRule(`      mode: SIMPLE
      caCertificates: /etc/certs/ledger/ca.crt
      insecureSkipVerify: true
`),
    good: destinationRule(`      mode: SIMPLE
      caCertificates: /etc/certs/ledger/ca.crt
`),
    source: SOURCE,
  },
};
