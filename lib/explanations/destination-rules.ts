import type { Explanations } from './explanation';
import { networkingReference } from './istio-reference';
import { NAMESPACE, rule, tls, workload } from './mutual-tls-examples';

const DESTINATION_RULE = networkingReference('destination-rule', 'DestinationRule');
const SUBSET = networkingReference('destination-rule', 'Subset');
const CLIENT_TLS = networkingReference('destination-rule', 'ClientTLSSettings');
const ANALYSIS = 'https://istio.io/latest/docs/reference/config/analysis';
const KIALI = 'https://kiali.io/docs/features/validations/';

const REVIEWS = `${NAMESPACE}${workload('reviews', 'version: v1')}`;
const CA = 'caCertificates: /etc/pki/example-ca.pem';
const BALANCED = ['trafficPolicy:', '  loadBalancer:', '    simple: LEAST_REQUEST'];

function subsets(...items: readonly string[]): string[] {
  return ['subsets:', ...items.map((item) => `  ${item}`)];
}

function version(name: string): string[] {
  return [`- name: ${name}`, '  labels:', `    version: ${name}`];
}

function port(...settings: readonly string[]): string[] {
  const own = settings.map((line) => `        ${line}`);
  return ['trafficPolicy:', '  portLevelSettings:', '    - port:', '        number: 80', '      tls:', ...own];
}

export const DESTINATION_RULES_EXPLANATIONS: Explanations = {
  'destination-rule-host-unknown': {
    why: 'No client ever looks the rule up, so that its load balancing, limits and TLS settings are in force nowhere, and routes to its subsets get 503. Istio says nothing of it.',
    fix: "Write the name of a Service or ServiceEntry. A name without a dot is one of the rule's own namespace; all others have to be written in full.",
    bad: `${REVIEWS}${rule('reviews', 'reviews.shop', ...BALANCED)}`,
    good: `${REVIEWS}${rule('reviews', 'reviews.shop.svc.cluster.local', ...BALANCED)}`,
    source: `${DESTINATION_RULE} ${ANALYSIS}/ist0174/`,
  },
  'destination-rule-subset-no-pods': {
    why: 'The subset is empty, so that every request that a route sends there ends with 503 (no healthy upstream), while the other subsets go on working.',
    fix: 'Use labels that the Pods of the Service have in their template, or remove the subset.',
    bad: `${REVIEWS}${rule('reviews', 'reviews', ...subsets(...version('v1'), ...version('v2')))}`,
    good: `${REVIEWS}${rule('reviews', 'reviews', ...subsets(...version('v1')))}`,
    source: `${SUBSET} ${ANALYSIS}/ist0173/`,
  },
  'destination-rule-subset-no-labels': {
    why: 'Without labels a subset is every endpoint of the host, so that a route that is meant for one version spreads over all of them.',
    fix: 'Give the subset the labels that tell its Pods from the others.',
    bad: `${REVIEWS}${rule('reviews', 'reviews', ...subsets('- name: v1'))}`,
    good: `${REVIEWS}${rule('reviews', 'reviews', ...subsets(...version('v1')))}`,
    source: `${SUBSET} ${KIALI}`,
  },
  'destination-rule-overlap': {
    why: "Rules do not add up. Of two for one host in a namespace only the older one's trafficPolicy counts, and where hosts are of different width, or namespaces differ, clients use one rule whole: settings that are in YAML are in force nowhere, or change when an object is created anew.",
    fix: 'Keep all settings for a host in one DestinationRule.',
    bad: `${REVIEWS}${rule('reviews', 'reviews', ...BALANCED)}${rule('reviews-versions', 'reviews', ...subsets(...version('v1')))}`,
    good: `${REVIEWS}${rule('reviews', 'reviews', ...BALANCED, ...subsets(...version('v1')))}`,
    source: `${KIALI} https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-large-virtual-services-and-destination-rules-into-multiple-resources`,
  },
  'destination-rule-server-unverified': {
    why: "TLS without a known CA hides the traffic and does not say who is at the other end. Today's proxies then go by the public CAs of their image, older ones by none at all, and a server with a certificate of your own CA is refused.",
    fix: "Name the file of the server's CA in `caCertificates`, or a credential beside a `workloadSelector`.",
    bad: `${REVIEWS}${rule('reviews', 'reviews', ...tls('SIMPLE'))}`,
    good: `${REVIEWS}${rule('reviews', 'reviews', ...tls('SIMPLE', CA))}`,
    source: `${CLIENT_TLS} ${ANALYSIS}/ist0128/`,
  },
  'destination-rule-port-server-unverified': {
    why: 'Settings for a port stand in for all others of the rule, so that a CA that is named there does not count on this port: the server is taken for what it says it is, or refused.',
    fix: "Name the file of the server's CA in the settings for the port, too.",
    bad: `${REVIEWS}${rule('reviews', 'reviews', ...port('mode: SIMPLE'))}`,
    good: `${REVIEWS}${rule('reviews', 'reviews', ...port('mode: SIMPLE', CA))}`,
    source: `${CLIENT_TLS} ${ANALYSIS}/ist0129/`,
  },
};
