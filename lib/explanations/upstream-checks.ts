/** A check of the tools that this verifier learns from, and what became of it here. */
export interface UpstreamCheck {
  readonly by: 'istioctl analyze' | 'Kiali' | 'istiod' | 'cert-manager with Istio';
  /** The tool's code; empty for what no tool checks. */
  readonly code: string;
  /** What it checks, in a few words; of istiod, what it does. */
  readonly check: string;
  /** Rules here that mean it, each by its id. */
  readonly rules: readonly string[];
  /** Why there is no rule, or how it differs. Empty where the rules say it all. */
  readonly remark: string;
}

function istio(code: string, check: string, rules: readonly string[], remark = ''): UpstreamCheck {
  return { by: 'istioctl analyze', code, check, rules, remark };
}

function kiali(code: string, check: string, rules: readonly string[], remark = ''): UpstreamCheck {
  return { by: 'Kiali', code, check, rules, remark };
}

function istiod(check: string, rules: readonly string[], remark = ''): UpstreamCheck {
  return { by: 'istiod', code: '', check, rules, remark };
}

function certManager(check: string, rules: readonly string[], remark = ''): UpstreamCheck {
  return { by: 'cert-manager with Istio', code: '', check, rules, remark };
}

/** Every check that has to do with secure ingress, each with its rules or the reason why it has none. */
export const UPSTREAM_CHECKS: readonly UpstreamCheck[] = [
  istio(
    'IST0002',
    'fields and kinds that are deprecated',
    ['deprecated-field'],
    'Not `egressProxy` of a Sidecar, from which istiod builds routes still; Lightstep is in the mesh config, which is no object',
  ),
  istio(
    'IST0101',
    'the selector of a Gateway selects no Pod',
    ['gateway-selector-no-workload', 'gateway-selector-empty'],
    'Undecided as long as no gateway and no Pod is given',
  ),
  istio(
    'IST0101',
    'a credential that is not there',
    ['gateway-credential-missing', 'gateway-credential-namespace'],
    'What will write a Secret counts as the Secret; `credentialNames` and CAs, too',
  ),
  istio(
    'IST0101',
    'a VirtualService names a Gateway that is not there',
    ['virtual-service-gateway-missing'],
    'Gateways in matches, too',
  ),
  istio(
    'IST0101',
    'a route or mirror leads to a host that is not there',
    ['virtual-service-destination-host'],
    'Undecided for Services under another cluster domain',
  ),
  istio('IST0101', 'a route names a port that its host does not have', ['virtual-service-destination-port']),
  istio(
    'IST0101',
    'a route names a subset that no DestinationRule has',
    ['virtual-service-destination-subset'],
    'A DestinationRule for a wildcard host counts, as in istiod',
  ),
  istio(
    'IST0101',
    'a policy names a namespace that is not there',
    ['authorization-policy-namespace'],
    'Conditions, too',
  ),
  istio(
    'IST0101',
    'the selector of a Sidecar or Telemetry selects no Pod',
    ['sidecar-selector-no-workload', 'telemetry-selector-no-workload'],
    'WorkloadEntries and WorkloadGroups count as workloads',
  ),
  istio(
    'IST0102',
    'a Namespace that injection passes over',
    ['namespace-not-injected'],
    'Only where a workload of the input is left out, and nothing says that this is meant',
  ),
  istio(
    'IST0103',
    'a Pod without its proxy',
    [],
    'No rule: every Pod lacks it before injection, so that it means something in dumps of running Pods only',
  ),
  istio(
    'IST0106',
    'what istiod’s webhook refuses',
    [],
    'The rules of the chapter on the webhook; what the schema refuses first is told by the schema',
  ),
  istio('IST0107', 'an annotation of Istio on another kind', ['annotation-misplaced']),
  istio('IST0108', 'an annotation that Istio does not have', ['annotation-unknown']),
  istio('IST0109', 'two VirtualServices of the mesh for one host', ['virtual-service-mesh-host-conflict']),
  istio('IST0110', 'two Sidecars for one workload', ['sidecar-duplicate-selector']),
  istio('IST0111', 'two Sidecars for one namespace', ['sidecar-duplicate']),
  istio('IST0112', 'a route to a host of several ports names none', ['virtual-service-destination-port-required']),
  istio(
    'IST0116',
    'a Deployment with one port of two protocols in its Services',
    ['deployment-services-protocol-conflict'],
    'Every kind of workload, and HTTP against TCP, too',
  ),
  istio(
    'IST0118',
    'a port of which Istio cannot tell the protocol',
    ['service-port-name'],
    'Silent for gateways, and for Pods that are certainly out of the mesh',
  ),
  istio('IST0123', 'a Namespace with two labels for injection', ['namespace-injection-labels']),
  istio('IST0125', 'an annotation that Istio cannot read', ['annotation-invalid']),
  istio(
    'IST0127',
    'an AuthorizationPolicy for no workload of the mesh',
    ['authorization-policy-no-workload'],
    '`targetRefs` are not judged; Pods that istiod will make for Gateways of the Gateway API count',
  ),
  istio(
    'IST0128',
    'TLS without a CA to verify the server',
    ['destination-rule-server-unverified'],
    'Subsets count, too. Istio 1.30 takes the CAs of the system where none is named',
  ),
  istio('IST0129', 'the same in settings for a port', ['destination-rule-port-server-unverified']),
  istio('IST0130', 'a route that no request comes to', ['virtual-service-unreachable-route']),
  istio('IST0131', 'a match that earlier ones have taken', ['virtual-service-ineffective-match']),
  istio(
    'IST0132',
    'no host of a VirtualService is one of its Gateway',
    ['virtual-service-host-not-in-gateway', 'virtual-service-host-unserved'],
    'The second goes host by host. A Gateway that is not there is told once, by its own rule',
  ),
  istio('IST0133', 'what istiod’s webhook warns of', [], 'The rules of the chapter on the webhook'),
  istio(
    'IST0134',
    'a ServiceEntry without addresses for TCP',
    ['service-entry-addresses-missing', 'service-entry-tcp-address'],
    'Only where Istio gives none by itself, as it does by default',
  ),
  istio('IST0135', 'a deprecated annotation', ['annotation-deprecated']),
  istio(
    'IST0137',
    'a Deployment with one target port for two ports of its Services',
    ['deployment-services-port-conflict'],
    'Only between Services; target ports are resolved by name',
  ),
  istio(
    'IST0138',
    'two Gateways with one certificate, whose connections browsers share',
    ['gateway-certificate-shared', 'gateway-server-certificate-shared'],
    'Two servers of one Gateway, too',
  ),
  istio(
    'IST0140',
    'what an ingress gateway sends passes over the rules of the mesh for the host',
    ['virtual-service-mesh-rule-bypassed'],
    'Hosts are compared in full, and not for a VirtualService that is on the mesh alone',
  ),
  istio('IST0144', 'an application that runs as the user of the proxy', ['invalid-application-uid']),
  istio(
    'IST0145',
    'two Gateways with one host on one port',
    ['gateway-host-conflict', 'gateway-host-duplicate'],
    'Two servers of one Gateway, too; a warning for plain HTTP, which istiod merges',
  ),
  istio('IST0146', 'image auto in a Deployment that injection passes over', [
    'deployment-image-auto-without-injection',
  ]),
  istio('IST0147', 'image auto in a Pod', ['pod-image-auto']),
  istio('IST0148', 'a Namespace that is injected by default', [], 'No rule: its Pods are injected, which is no fault'),
  istio(
    'IST0149',
    'routes by claims of a token that nothing validates',
    ['virtual-service-jwt-claim-route'],
    'In the root namespace of the mesh config',
  ),
  istio('IST0150', 'the same of an ExternalName Service', ['external-name-port-name']),
  istio(
    'IST0161',
    'a credential that is no certificate and key, or out of date',
    ['gateway-credential-invalid'],
    '`stringData` is read as well',
  ),
  istio('IST0162', 'a Gateway with a port that no Service of its Pods has', ['gateway-port-not-on-service']),
  istio('IST0165', 'a VirtualService names what istiod makes of a Gateway of the Gateway API', [
    'gateway-generated-reference',
  ]),
  istio('IST0166', 'a selector that waypoints and Gateways of the Gateway API pass over', [
    'authorization-policy-selector-ineffective',
  ]),
  istio('IST0167', 'a Sidecar where ambient mode is on', ['sidecar-in-ambient']),
  istio('IST0171', 'conditions that are negative', [], 'No rule: they are in `status`, which manifests do not have'),
  istio(
    'IST0173',
    'a subset that selects no Pod',
    ['destination-rule-subset-no-pods'],
    'Only endpoints of the host count; labels that Nodes give are left out',
  ),
  istio(
    'IST0174',
    'a DestinationRule for a host that is not there',
    ['destination-rule-host-unknown'],
    'Never for wildcards',
  ),
  istio(
    'IST0175',
    'istiod fetches keys for tokens from anywhere',
    ['istiod-jwks-unrestricted'],
    'Only where keys are fetched',
  ),
  istio('IST0176', 'definitions of the Gateway API that are too old', ['gateway-api-crd-too-old']),
  kiali(
    'GWAPI',
    'conditions of a Gateway of the Gateway API',
    [],
    'No rule: they are in `status`, which manifests do not have',
  ),
  kiali(
    'KIA0002',
    'two policies without selector in one namespace',
    ['peer-authentication-duplicate', 'sidecar-duplicate'],
    'RequestAuthentications add up, so that two are no fault',
  ),
  kiali('KIA0003', 'two policies whose selectors meet in one workload', [
    'peer-authentication-selector-overlap',
    'sidecar-duplicate-selector',
  ]),
  kiali(
    'KIA0004',
    'a selector that matches no workload',
    ['selector-matches-nothing', 'authorization-policy-no-workload', 'sidecar-selector-no-workload'],
    'In the namespace where the policy acts, and in all for the root namespace',
  ),
  kiali(
    'KIA0005',
    'exportTo names a namespace that is not there',
    ['export-to-namespace-unknown'],
    '`~` is the webhook’s matter',
  ),
  kiali('KIA0101', 'a policy names a namespace that is not there', ['authorization-policy-namespace']),
  kiali(
    'KIA0102',
    'a method that no request has',
    ['authorization-policy-method'],
    'Wildcards that match a method pass; small letters and gRPC names never match',
  ),
  kiali(
    'KIA0104',
    'a host that nobody asks for',
    ['authorization-policy-host'],
    'Ports are stripped; hosts of Ingresses and of the Gateway API count',
  ),
  kiali('KIA0105', 'a policy asks for identities where mutual TLS is off', ['authorization-policy-needs-mtls']),
  kiali('KIA0106', 'a principal without its ServiceAccount', ['authorization-policy-principal']),
  kiali('KIA0107', 'a principal of another cluster', [], 'No rule: other clusters are not in the input'),
  kiali(
    'KIA0108',
    'a principal of another trust domain',
    ['authorization-policy-trust-domain'],
    'Where the mesh config is given',
  ),
  kiali('KIA0109', 'an AuthorizationPolicy for HTTP without a waypoint', ['ambient-authorization-policy-no-waypoint']),
  kiali('KIA0110', 'an AuthorizationPolicy for HTTP without targetRefs, in ambient mode', [
    'ambient-authorization-policy-no-target',
  ]),
  kiali(
    'KIA0201',
    'two DestinationRules for one host',
    ['destination-rule-overlap'],
    'Once, on the younger or narrower one; not for wildcards that only set TLS',
  ),
  kiali('KIA0202', 'a DestinationRule for a host that is not there', ['destination-rule-host-unknown']),
  kiali('KIA0203', 'a subset that selects no workload', ['destination-rule-subset-no-pods']),
  kiali(
    'KIA0204',
    'a DestinationRule without TLS settings beside a wide one with mutual TLS',
    ['destination-rule-no-tls-beside-mutual'],
    'Only while automatic mutual TLS is off: with it, nothing is lost',
  ),
  kiali(
    'KIA0205',
    'mutual TLS for the mesh without a policy for the mesh',
    ['destination-rule-mesh-mutual-without-policy'],
    'A warning, as the default is PERMISSIVE',
  ),
  kiali(
    'KIA0206',
    'the same for a namespace',
    ['destination-rule-namespace-mutual-without-policy'],
    'A warning, as the default is PERMISSIVE',
  ),
  kiali('KIA0207', 'plaintext for a namespace whose policy demands mutual TLS', [
    'destination-rule-namespace-plaintext',
  ]),
  kiali('KIA0208', 'plaintext where the policy of the mesh demands mutual TLS', ['destination-rule-mesh-plaintext']),
  kiali(
    'KIA0209',
    'a subset without labels',
    ['destination-rule-subset-no-labels'],
    'Not for subsets with a trafficPolicy of their own',
  ),
  kiali(
    'KIA0210',
    'a DestinationRule for HTTP without a waypoint',
    ['ambient-destination-rule-no-waypoint'],
    'Not for hosts to which gateways route',
  ),
  kiali('KIA0211', 'a DestinationRule for a Service without a waypoint', [
    'ambient-destination-rule-service-without-waypoint',
  ]),
  kiali(
    'KIA0212',
    'a DestinationRule outside the namespace of its ambient Service',
    ['ambient-destination-rule-outside-service-namespace'],
    'The namespace of the waypoint counts, too',
  ),
  kiali(
    'KIA0301',
    'two Gateways for one host and port',
    ['gateway-host-conflict'],
    'Not for a wildcard and one of its names, since istiod serves both',
  ),
  kiali('KIA0302', 'a selector that no workload has', ['gateway-selector-no-workload']),
  kiali('KIA0401', 'STRICT for the mesh, automatic mutual TLS off, and no rule for clients', [
    'peer-authentication-mesh-without-rule',
  ]),
  kiali('KIA0501', 'the same for a namespace', ['peer-authentication-namespace-without-rule']),
  kiali('KIA0505', 'DISABLE for a namespace whose clients send mutual TLS', ['peer-authentication-namespace-disable']),
  kiali('KIA0506', 'the same for the mesh', ['peer-authentication-mesh-disable']),
  kiali('KIA0601', 'a port name without protocol', ['service-port-name']),
  kiali(
    'KIA0602',
    'an appProtocol without protocol',
    ['service-port-name'],
    '`kubernetes.io/h2c`, `ws` and `wss` are known',
  ),
  kiali(
    'KIA0701',
    'a target port that the Deployment does not have',
    ['service-target-port-undeclared'],
    'By the labels of the Pods, and not for numbers where containers declare no ports',
  ),
  kiali('KIA1004', 'the egress of a Sidecar names a host that is not there', ['sidecar-egress-host-unknown']),
  kiali('KIA1006', 'a Sidecar with a selector in the root namespace', ['sidecar-root-selector']),
  kiali('KIA1007', 'a Sidecar with an outbound policy without mode', ['sidecar-outbound-mode']),
  kiali(
    'KIA1101',
    'a route leads to a host that is not there',
    ['virtual-service-destination-host'],
    'Always an error, as in Istio; mirrors, too',
  ),
  kiali('KIA1102', 'a VirtualService names a Gateway that is not there', ['virtual-service-gateway-missing']),
  kiali('KIA1104', 'a weight for a single destination', ['virtual-service-single-weight']),
  kiali(
    'KIA1105',
    'one subset twice in a route',
    ['virtual-service-destination-repeated'],
    'Other ports or headers make another destination',
  ),
  kiali(
    'KIA1106',
    'two VirtualServices for one host',
    ['virtual-service-host-split'],
    'Names of Gateways are resolved; those of the mesh are IST0109',
  ),
  kiali('KIA1107', 'a subset that no DestinationRule has', ['virtual-service-destination-subset']),
  kiali('KIA1108', 'a Gateway named in the form of old', ['virtual-service-legacy-gateway']),
  kiali('KIA1109', 'a VirtualService without a waypoint', ['ambient-virtual-service-no-waypoint']),
  kiali('KIA1110', 'a RequestAuthentication without a waypoint', ['ambient-request-authentication-no-waypoint']),
  kiali('KIA1111', 'a WasmPlugin without a waypoint', ['ambient-wasm-plugin-no-waypoint']),
  kiali(
    'KIA1112',
    'a Telemetry without a waypoint',
    ['ambient-telemetry-no-waypoint'],
    'One for a whole namespace, too, which waypoints honour',
  ),
  kiali('KIA1113', 'a VirtualService for a Service without a waypoint', [
    'ambient-virtual-service-service-without-waypoint',
  ]),
  kiali(
    'KIA1114',
    'a VirtualService outside the namespace of its ambient Service',
    ['ambient-virtual-service-outside-service-namespace'],
    'The namespace of the waypoint counts, too',
  ),
  kiali('KIA1115', 'a RequestAuthentication without targetRefs, in ambient mode', [
    'ambient-request-authentication-no-target',
  ]),
  kiali('KIA1116', 'a WasmPlugin without targetRefs, in ambient mode', ['ambient-wasm-plugin-no-target']),
  kiali('KIA1117', 'a Telemetry without targetRefs, in ambient mode', ['ambient-telemetry-no-target']),
  kiali(
    'KIA1201',
    'the address of a WorkloadEntry is not among those of its ServiceEntry',
    ['service-entry-workload-address'],
    'Only where some of the workloads’ addresses are: the field is for the addresses that clients call',
  ),
  kiali('KIA1211', 'two ServiceEntries for one host and port', ['service-entry-duplicate-host']),
  kiali('KIA1212', 'the same with two protocols', ['service-entry-protocol-conflict']),
  kiali(
    'KIA1301',
    'a workload without an AuthorizationPolicy',
    [],
    'No rule: it is off by default in Kiali, and a policy for each workload is no requirement',
  ),
  kiali('KIA1311', 'a workload with labels for a sidecar and for ambient mode', [
    'ambient-sidecar-conflict',
    'namespace-injection-labels',
  ]),
  kiali('KIA1312', 'a waypoint for a workload that is not ambient', ['ambient-waypoint-unused']),
  kiali(
    'KIA1313',
    'a waypoint that is not there',
    ['ambient-waypoint-missing'],
    'Of Namespaces, Services and ServiceEntries, too',
  ),
  kiali(
    'KIA1314',
    'labels for a sidecar on a Pod in ambient mode',
    [],
    'No rule: it compares labels with running Pods',
  ),
  kiali(
    'KIA1315',
    'a label for ambient mode on a Pod with a sidecar',
    [],
    'No rule: it compares labels with running Pods',
  ),
  kiali('KIA1316', 'a sidecar in an ambient namespace', ['ambient-sidecar-workload']),
  kiali(
    'KIA1317',
    'an ambient workload whose policy needs a waypoint',
    ['ambient-authorization-policy-no-target'],
    'The fault of KIA0110, told on the policy',
  ),
  kiali(
    'KIA1401',
    'a route with a Gateway that is not there, or not for it',
    ['http-route-parent-missing'],
    'Listeners and ports, and TLS, TCP and UDP routes, too',
  ),
  kiali(
    'KIA1402',
    'a route with a Service that is not there, or not for it',
    ['http-route-service-missing'],
    'All entries of ReferenceGrants are read, and mirrors count',
  ),
  kiali(
    'KIA1501',
    'two Gateways with one listener',
    ['k8s-gateway-listener-shared'],
    'Only for Gateways that name one Service as their address: all others get Pods and an address of their own',
  ),
  kiali('KIA1502', 'two Gateways with one address', ['k8s-gateway-address-shared'], 'Host names may be shared'),
  kiali('KIA1503', 'two equal listeners of one Gateway', ['schema-cel'], 'The definition’s own validation refuses it'),
  kiali('KIA1504', 'a GatewayClass that is not there', ['k8s-gateway-class-unknown']),
  kiali('KIA1601', 'a ReferenceGrant for a namespace that is not there', ['reference-grant-namespace-unknown']),
  istiod('translates the port of a server by the first Service of the Pods that has it', [
    'gateway-port-not-on-service',
    'gateway-service-port-undeclared',
    'gateway-service-ports-ambiguous',
  ]),
  istiod('drops servers that cannot share a listener', ['gateway-listener-conflict']),
  istiod('drops the later of two TLS servers for one host', ['gateway-host-conflict', 'gateway-host-duplicate']),
  istiod('picks the TLS server by server name, so that one certificate for several misleads connections', [
    'gateway-certificate-shared',
    'gateway-server-certificate-shared',
  ]),
  istiod(
    'takes credentials from the namespace of the gateway’s Pods, if its ServiceAccount may list Secrets, and CAs from `NAME-cacert` first',
    [
      'gateway-credential-missing',
      'gateway-credential-namespace',
      'gateway-credential-not-readable',
      'gateway-client-ca-missing',
      'gateway-client-ca-foreign',
    ],
  ),
  istiod('redirects challenges of HTTP-01 with everything else', ['certificate-http01-redirected']),
  istiod('takes routes, Services and DestinationRules for a gateway as seen from the namespace of its Pods', [
    'virtual-service-hidden-from-gateway',
    'destination-hidden-from-gateway',
    'destination-rule-hidden-from-gateway',
  ]),
  istiod(
    'uses http routes, tls routes or tcp routes by protocol and TLS mode of the server',
    ['virtual-service-route-kind'],
    'A mode that was forgotten is told by the rule on the Gateway',
  ),
  istiod('serves what the hosts of Gateway and VirtualService have in common, host by host', [
    'virtual-service-host-unserved',
  ]),
  istiod(
    'completes short names with the namespace of the object that holds them',
    ['virtual-service-destination-host', 'virtual-service-gateway-missing'],
    'They say where the name would be found',
  ),
  istiod(
    'does not limit gateways by the egress of a Sidecar',
    [],
    'No rule: there is no fault in it, and hosts that a Sidecar does not know are the matter of its own rules',
  ),
  istiod(
    'looks for DestinationRules in the namespace of the client, of the Service, then of the mesh',
    [],
    'No rule: every rule on them follows this order',
  ),
  istiod('meets mutual TLS with what clients send: plaintext or TLS of their own fail under STRICT', [
    'destination-rule-tls-mismatch',
    'destination-rule-mutual-without-sidecar',
    'peer-authentication-mode-unseen',
    'headless-service-mixed',
    'http01-solver-mutual',
    'destination-rule-mesh-wide-mutual',
  ]),
  istiod('enforces PeerAuthentications in sidecars, by container port, and not for those that come from outside', [
    'peer-authentication-plaintext-workload',
    'peer-authentication-port',
    'ingress-backend-strict',
  ]),
  istiod('sees no identity in clients from outside, and their address only with proxies and Services set up for it', [
    'authorization-policy-locks-out-gateway',
    'authorization-policy-remote-address',
    'authorization-policy-host-port',
  ]),
  istiod('lets requests without a token pass a RequestAuthentication', ['request-authentication-optional']),
  certManager('plain text beside TLS, TLS below 1.2, hosts and selectors for everything', [
    'gateway-plaintext-beside-tls',
    'gateway-tls-version-old',
    'gateway-host-any',
    'gateway-selector-empty',
  ]),
  certManager('a Certificate counts as the Secret that it writes', [
    'gateway-credential-missing',
    'gateway-credential-namespace',
  ]),
  certManager('dnsNames cover the hosts of the server', ['certificate-hosts-not-covered']),
  certManager('the issuer is there, and can prove the names', [
    'certificate-issuer-missing',
    'certificate-http01-wildcard',
  ]),
  certManager('a gateway serves the challenges of HTTP-01', ['certificate-http01-unreachable']),
  certManager('usages, rotation and lifetimes', [
    'certificate-usages',
    'client-certificate-usages',
    'certificate-duration',
    'certificate-ca-rotation',
  ]),
  certManager('two Certificates for one Secret', ['certificate-secret-shared']),
];
