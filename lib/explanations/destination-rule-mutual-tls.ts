import type { Explanations } from './explanation';
import { networkingReference, securityReference } from './istio-reference';
import {
  deployment,
  NAMESPACE,
  policy,
  policyIn,
  rule,
  ruleIn,
  service,
  tls,
  WITHOUT_AUTO_MTLS,
  workload,
} from './mutual-tls-examples';

const CLIENT_TLS = networkingReference('destination-rule', 'ClientTLSSettings');
const MODE = securityReference('peer_authentication', 'PeerAuthentication-MutualTLS-Mode');
const KIALI = 'https://kiali.io/docs/features/validations/';
const AUTO_MTLS = 'https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls';
const CLUSTER_TLS = 'https://github.com/istio/istio/blob/1.30.3/pilot/pkg/networking/core/cluster_tls.go';
const PUSH_CONTEXT = 'https://github.com/istio/istio/blob/1.30.3/pilot/pkg/model/push_context.go';

const SHOP = '*.shop.svc.cluster.local';
const REVIEWS = `${NAMESPACE}${workload('reviews')}`;
const OPTED_OUT = 'sidecar.istio.io/inject: "false"';
const LEGACY = workload('legacy', OPTED_OUT);
const MUTUAL = tls('ISTIO_MUTUAL');
const STRICT_MESH = policyIn('istio-system', 'default', 'STRICT');
const MESH_MUTUAL = ruleIn('istio-system', 'default', '*.local', ...MUTUAL);
const BALANCED = ['  loadBalancer:', '    simple: LEAST_REQUEST'];

const CERTIFICATE = `apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: shop
  namespace: shop
spec:
  secretName: shop
  dnsNames:
    - shop.example.com
  issuerRef:
    kind: ClusterIssuer
    name: letsencrypt
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata:
  name: letsencrypt
spec:
  acme:
    server: https://acme-v02.api.letsencrypt.org/directory
    privateKeySecretRef:
      name: letsencrypt
    solvers:
      - http01:
          ingress:
            ingressClassName: istio
---
`;

export const DESTINATION_RULE_MUTUAL_TLS_EXPLANATIONS: Explanations = {
  'destination-rule-tls-mismatch': {
    why: "The client's proxy does what the rule says, and the server's sidecar goes by its PeerAuthentication. Where one sends plaintext, or TLS of its own, and the other takes nothing but mutual TLS, every request ends with 503.",
    fix: 'Remove `tls`, so that automatic mutual TLS sends what the server takes, or write ISTIO_MUTUAL.',
    bad: `${REVIEWS}${policy('default', 'STRICT')}${rule('reviews', 'reviews', ...tls('DISABLE'))}`,
    good: `${REVIEWS}${policy('default', 'STRICT')}${rule('reviews', 'reviews', ...MUTUAL)}`,
    source: `${CLIENT_TLS} ${MODE}`,
  },
  'destination-rule-mutual-without-sidecar': {
    why: 'ISTIO_MUTUAL sends mutual TLS to every endpoint, whoever is behind it. A Pod without a sidecar takes it for broken requests, and clients get 503.',
    fix: 'Let the Pod have a sidecar, or leave the Service out of the rule by one of its own with mode DISABLE.',
    bad: `${REVIEWS}${LEGACY}${rule('default', SHOP, ...MUTUAL)}`,
    good: `${REVIEWS}${LEGACY}${rule('default', SHOP, ...MUTUAL)}${rule('legacy', 'legacy', ...tls('DISABLE'))}${policy('default', 'PERMISSIVE')}`,
    source: `${CLUSTER_TLS} ${AUTO_MTLS}`,
  },
  'destination-rule-mesh-wide-mutual': {
    why: "Rules like this are from the time before automatic mutual TLS, which sends it wherever it is taken. This one sends it everywhere: to databases, to workloads without sidecars and to cert-manager's solvers, which answer with 503.",
    fix: 'Remove the rule. A PeerAuthentication with mode STRICT is what keeps plaintext out. Acknowledge the finding where clients are meant to fail rather than send plaintext.',
    bad: `${MESH_MUTUAL}${STRICT_MESH}`,
    good: STRICT_MESH,
    source: `${AUTO_MTLS} ${CLUSTER_TLS}`,
  },
  'destination-rule-mesh-mutual-without-policy': {
    why: 'Clients of the mesh send mutual TLS, and servers do not demand it: a Pod without a sidecar, or one that somebody has broken into, reaches every Service in plaintext and without an identity.',
    fix: 'Add a PeerAuthentication without a selector and with mode STRICT to the root namespace.',
    bad: `${WITHOUT_AUTO_MTLS}${MESH_MUTUAL}${policy('default', 'STRICT')}`,
    good: `${WITHOUT_AUTO_MTLS}${MESH_MUTUAL}${STRICT_MESH}`,
    source: `${MODE} ${KIALI}`,
  },
  'destination-rule-namespace-mutual-without-policy': {
    why: 'Clients of the mesh send mutual TLS, and the servers of the namespace do not demand it: whoever is in the cluster reaches them in plaintext and without an identity.',
    fix: 'Add a PeerAuthentication without a selector and with mode STRICT to the namespace.',
    bad: `${rule('default', SHOP, ...MUTUAL)}${policyIn('other', 'default', 'STRICT')}`,
    good: `${rule('default', SHOP, ...MUTUAL)}${policy('default', 'STRICT')}`,
    source: `${MODE} ${KIALI}`,
  },
  'destination-rule-namespace-plaintext': {
    why: 'The rule tells every client of the namespace to send plaintext, and the policy of the namespace has the sidecars reset it: all of its Services answer with 503.',
    fix: 'Remove the rule: automatic mutual TLS sends what the servers take. Without that, write ISTIO_MUTUAL.',
    bad: `${rule('default', SHOP, ...tls('DISABLE'))}${policy('default', 'STRICT')}`,
    good: `${rule('default', SHOP, ...MUTUAL)}${policy('default', 'STRICT')}`,
    source: `${CLIENT_TLS} ${KIALI}`,
  },
  'destination-rule-mesh-plaintext': {
    why: 'The rule tells clients to send plaintext, and the policy of the mesh has all sidecars reset it: the Services that the rule covers answer with 503.',
    fix: 'Remove the rule, or write ISTIO_MUTUAL. An exception for a namespace is right only where no Pod has a sidecar.',
    bad: `${ruleIn('istio-system', 'default', '*.local', ...tls('DISABLE'))}${STRICT_MESH}`,
    good: STRICT_MESH,
    source: `${CLIENT_TLS} ${KIALI}`,
  },
  'destination-rule-no-tls-beside-mutual': {
    why: 'Clients take one rule for a host, the narrowest, and nothing of the others. Where automatic mutual TLS is off, a rule for load balancing alone thus takes the mutual TLS of the wider rule away: the Service gets plaintext, or answers with 503 if it is STRICT.',
    fix: 'Repeat `tls` with mode ISTIO_MUTUAL in the narrower rule.',
    bad: `${WITHOUT_AUTO_MTLS}${REVIEWS}${rule('default', SHOP, ...MUTUAL)}${policy('default', 'PERMISSIVE')}${rule('reviews', 'reviews', 'trafficPolicy:', ...BALANCED)}`,
    good: `${WITHOUT_AUTO_MTLS}${REVIEWS}${rule('default', SHOP, ...MUTUAL)}${policy('default', 'PERMISSIVE')}${rule('reviews', 'reviews', ...MUTUAL, ...BALANCED)}`,
    source: `${AUTO_MTLS} ${KIALI}`,
  },
  'headless-service-mixed': {
    why: 'Clients of a headless Service choose a Pod by its address, and so Istio decides for all of its Pods at once: if one of them has no sidecar, clients send plaintext to all. Those that are STRICT refuse it, and the others are no longer protected.',
    fix: 'Let every Pod have a sidecar, or none, or give those without one a Service of their own.',
    bad: `${NAMESPACE}${service('db', 'clusterIP: None')}${deployment('db', 'db')}${deployment('db-old', 'db', OPTED_OUT)}`,
    good: `${NAMESPACE}${service('db', 'clusterIP: None')}${deployment('db', 'db')}${workload('db-old', OPTED_OUT)}`,
    source: PUSH_CONTEXT,
  },
  'http01-solver-mutual': {
    why: 'For an HTTP-01 challenge cert-manager starts a Pod without a sidecar, behind a Service with a random name. A wildcard covers it, the gateway sends it mutual TLS, and the challenge fails with 503: no certificate is issued, or, weeks after all looked well, renewed.',
    fix: 'Let the rule name the Services that it is meant for, or leave mutual TLS to Istio. DNS-01 needs no solver in the cluster.',
    bad: `${rule('default', SHOP, ...MUTUAL)}${policy('default', 'STRICT')}${CERTIFICATE}`,
    good: `${policy('default', 'STRICT')}${CERTIFICATE}`,
    source: `https://cert-manager.io/docs/configuration/acme/http01/ ${CLUSTER_TLS}`,
  },
};
