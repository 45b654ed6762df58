import type { Explanations } from './explanation';
import { httpsGateway } from './gateway-examples';
import { networkingReference, securityReference } from './istio-reference';

const KUBERNETES = 'https://kubernetes.io/docs';
const PEER_AUTHENTICATION = securityReference('peer_authentication', 'PeerAuthentication');
const SUPPRESSION = 'https://istio.io/latest/docs/ops/diagnostic-tools/istioctl-analyze/';

/** With what stands in `tls` beside the mode, and the port as it is written. */
function gateway(tls: string, port?: string): string {
  return httpsGateway(`        mode: SIMPLE\n${tls}`, port);
}

const CREDENTIAL = '        credentialName: shop-tls\n';

function peerAuthentication(apiVersion: string, mode = 'STRICT', labels = ''): string {
  return `apiVersion: ${apiVersion}
kind: PeerAuthentication
metadata:
  name: default
  namespace: shop
${labels}spec:
  mtls:
    mode: ${mode}
`;
}

function partOf(label: string): string {
  return peerAuthentication(
    'security.istio.io/v1',
    'STRICT',
    `  labels:
    app.kubernetes.io/part-of: ${label}
`,
  );
}

const STRICT = peerAuthentication('security.istio.io/v1');

function wasmPlugin(tenant: string): string {
  return `apiVersion: extensions.istio.io/v1alpha1
kind: WasmPlugin
metadata:
  name: tenants
  namespace: shop
spec:
  url: oci://registry.example.com/tenants:1.4.0
  pluginConfig:
    tenant: ${tenant}
`;
}

function redirect(flag: string): string {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
  namespace: istio-system
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts:
        - shop.example.com
      tls:
        httpsRedirect: ${flag}
`;
}

const EMPTY_SELECTOR = '  workloadSelector: {}\n';

/** With these lines of acknowledgements. */
function sidecar(selector: string, acknowledged: readonly string[] = []): string {
  const lines = acknowledged.map((line) => `      ${line}\n`).join('');
  const annotations = lines === '' ? '' : `  annotations:\n    secure-ingress/acknowledge: |\n${lines}`;
  return `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: default
  namespace: shop
${annotations}spec:
${selector}  egress:
    - hosts:
        - ./*
        - istio-system/*
`;
}

/** With two ports, the second of this name. */
function payment(second: string): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: payment
  namespace: shop
spec:
  hosts:
    - payment.example.com
  location: MESH_EXTERNAL
  resolution: DNS
  ports:
    - number: 443
      name: tls
      protocol: TLS
    - number: 8443
      name: ${second}
      protocol: TLS
`;
}

export const ENGINE_EXPLANATIONS: Explanations = {
  'schema-unknown-field': {
    why: 'The apply is refused ("unknown field"), or, where the client turns field validation off or down, the field is dropped without a word. The object then works as if the line were not there: here the gateway would go on taking TLS 1.2.',
    fix: 'Rename the field to the one that is meant, or move it to where the API has it.',
    bad: gateway(`        credentialName: shop-tls
        minVersion: TLSV1_3
`),
    good: gateway(`        credentialName: shop-tls
        minProtocolVersion: TLSV1_3
`),
    source: `${KUBERNETES}/reference/using-api/api-concepts/ ${networkingReference('gateway', 'ServerTLSSettings')}`,
  },
  'schema-structure': {
    why: 'The API server refuses the object, so the apply fails, often halfway through a release: what stands before it in the file is changed, and what stands after it is not. A number in quotes, as templates like to write it, is enough.',
    fix: 'Write the value with the type, and within the limits, that the message names; set the field where it is required.',
    bad: gateway(CREDENTIAL, '"443"'),
    good: gateway(CREDENTIAL),
    source: `${KUBERNETES}/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/ ${networkingReference('gateway', 'Port')}`,
  },
  'schema-list-type': {
    why: 'The API server refuses the object as a duplicate. Where an object of that kind got in all the same, as some built-in kinds allow, server-side apply and patches cannot tell the two items apart, and later changes reach only one of them or fail.',
    fix: 'Merge the two items, or give each a key of its own.',
    bad: payment('tls'),
    good: payment('tls-alternate'),
    source: `${KUBERNETES}/reference/using-api/server-side-apply/`,
  },
  'schema-cel': {
    why: 'The API server refuses the object with the message of the rule, so the apply fails and the old version stays in force. The rules tell what no type can: which fields exclude each other, and which need another one beside them.',
    fix: 'Change the object so that the rule in the message holds.',
    bad: gateway(`        credentialName: shop-rsa
        credentialNames:
          - shop-rsa
          - shop-ecdsa
`),
    good: gateway(`        credentialNames:
          - shop-rsa
          - shop-ecdsa
`),
    source: `${KUBERNETES}/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules ${networkingReference('gateway', 'ServerTLSSettings')}`,
  },
  'schema-metadata': {
    why: 'The API server refuses the object before it looks at anything else, so the apply fails. Names and labels that are put together from titles, branch names or versions are where it happens.',
    fix: 'Use lower-case letters, digits and inner dashes; keep free text in an annotation.',
    bad: partOf('Web Shop'),
    good: partOf('web-shop'),
    source: `${KUBERNETES}/concepts/overview/working-with-objects/names/ ${KUBERNETES}/concepts/overview/working-with-objects/labels/`,
  },
  'schema-scope': {
    why: 'The object serves all namespaces, whatever it says: a second one of this name, written for another namespace, overwrites the first, and two teams take turns in breaking each other. Tools that compare namespaces, such as Argo CD, may also report it as out of sync for ever.',
    fix: 'Remove `metadata.namespace`, or use the namespaced kind where there is one, such as Issuer in place of ClusterIssuer.',
    bad: `apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata:
  name: self-signed
  namespace: shop
spec:
  selfSigned: {}
`,
    good: `apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata:
  name: self-signed
spec:
  selfSigned: {}
`,
    source: `${KUBERNETES}/concepts/overview/working-with-objects/namespaces/ https://cert-manager.io/docs/concepts/issuer/`,
  },
  'api-obsolete': {
    why: 'A cluster of today answers `no matches for kind`, and the apply fails. Objects of a removed policy kind protect nothing any more: after the upgrade their workloads take plain text again, unless something else forbids it.',
    fix: 'Write the object at the version, and as the kind, that took its place.',
    bad: `apiVersion: authentication.istio.io/v1alpha1
kind: Policy
metadata:
  name: default
  namespace: shop
spec:
  peers:
    - mtls: {}
`,
    good: STRICT,
    source: `${KUBERNETES}/reference/using-api/deprecation-guide/ ${PEER_AUTHENTICATION}`,
  },
  'api-unknown-version': {
    why: 'The API server answers `no matches for kind` with this version, and the apply fails. Kinds of one group do not all have the same versions: most of Istio is at v1, and a few kinds are not.',
    fix: 'Write one of the versions that the message names.',
    bad: `apiVersion: networking.istio.io/v1
kind: ProxyConfig
metadata:
  name: gateways
  namespace: istio-system
spec:
  concurrency: 2
`,
    good: `apiVersion: networking.istio.io/v1beta1
kind: ProxyConfig
metadata:
  name: gateways
  namespace: istio-system
spec:
  concurrency: 2
`,
    source: `${KUBERNETES}/reference/using-api/ https://istio.io/latest/docs/reference/config/networking/proxy-config/`,
  },
  'api-unknown-kind': {
    why: 'The API server answers `no matches for kind`, and the apply fails. The kind is misspelled, or belongs to another API group, as with the two groups over which Istio spreads its traffic and its security.',
    fix: 'Correct the kind, or write the API group that has it.',
    bad: peerAuthentication('networking.istio.io/v1'),
    good: STRICT,
    source: `${KUBERNETES}/reference/using-api/ ${PEER_AUTHENTICATION}`,
  },
  'yaml-wide-integer': {
    why: 'The API server keeps the digits of 64 bits, and whatever reads the object as JSON with doubles, such as a browser, jq or many a plugin, sees another number: the last digits change without a word. An account or tenant number then belongs to somebody else.',
    fix: 'Put the number in quotes where a text is meant.',
    bad: wasmPlugin('9007199254740993'),
    good: wasmPlugin('"9007199254740993"'),
    source: 'https://www.rfc-editor.org/rfc/rfc8259#section-6',
  },
  'yaml-read-differently': {
    why: 'To kubectl a file is YAML 1.1, and to most editors, linters and libraries it is YAML 1.2: the reviewed value is not the one that is sent. A `yes` is true to the one and a text to the others, `0777` is 511 to the one and 777 to the others.',
    fix: 'Write the value so that both read the same: `true` or `false`, decimal numbers, texts in quotes.',
    bad: redirect('yes'),
    good: redirect('true'),
    source: `https://yaml.org/type/bool.html https://yaml.org/spec/1.2.2/ https://github.com/kubernetes-sigs/yaml ${networkingReference('gateway', 'ServerTLSSettings')}`,
  },
  'acknowledgement-stale': {
    why: 'The fault is gone and its permission has stayed: when somebody brings the fault back, nobody is told. Here whoever adds an empty selector again would do so in silence.',
    fix: 'Remove the line from the annotation.',
    bad: sidecar('', ['selector-empty: Meant for all workloads of the namespace.']),
    good: sidecar(''),
    source: SUPPRESSION,
  },
  'acknowledgement-form': {
    why: 'A line that names no rule, or gives no reason, accepts nothing: the finding goes on failing the build, or the author believes that it is dealt with. Without a reason nobody can tell later whether it still holds.',
    fix: 'Write a line for each rule, `RULE-ID: why the finding is accepted`.',
    bad: sidecar(EMPTY_SELECTOR, [
      'selector-empty: Meant for all workloads of the namespace.',
      'selector-none: The same.',
    ]),
    good: sidecar(EMPTY_SELECTOR, ['selector-empty: Meant for all workloads of the namespace.']),
    source: SUPPRESSION,
  },
  'object-repeated': {
    why: 'Only the last definition stays in the cluster, and kubectl says no more than "configured". What the first one was to protect or to route is gone: here the namespace would go on taking plain text.',
    fix: 'Remove one of the two definitions, merge them, or rename one.',
    bad: `${STRICT}---
${peerAuthentication('security.istio.io/v1', 'PERMISSIVE')}`,
    good: STRICT,
    source: `${KUBERNETES}/concepts/overview/working-with-objects/names/`,
  },
};
