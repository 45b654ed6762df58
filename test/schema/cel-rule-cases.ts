import type { Json, Path } from '../../lib/manifest/manifest';

/** A rule that ships, with a `spec` that keeps it and one that breaks it alone. */
export interface RuleCase {
  /** The rule's text, white space folded. */
  readonly rule: string;
  readonly on: string;
  readonly valid: Json;
  readonly invalid: Json;
  readonly path: Path;
  readonly message: string;
}

const NETWORKING = 'networking.istio.io/v1';
const SECURITY = 'security.istio.io/v1';
const EXTENSIONS = 'extensions.istio.io/v1alpha1';

const target = { group: '', kind: 'Service', name: 'web' };
const lua = { inlineCode: 'x' };
const pair = { serverCertificate: '/a', privateKey: '/b' };
const endpoint = { address: '10.0.0.1' };

function urlRule(schemes: string): string {
  const list = `[${schemes
    .split(' ')
    .map((scheme) => `"${scheme}"`)
    .join(', ')}]`.replace('["', '["", "');
  return (
    `isURL(self) ? (url(self).getScheme() in ${list}) : ` +
    `(isURL("http://" + self) && url("http://" + self).getScheme() in ${list})`
  );
}

function service(spec: object): Json {
  return { hosts: ['a.example.com'], ...spec };
}

function endpoints(...items: Json[]): Json {
  return service({ resolution: 'STATIC', endpoints: items });
}

function tls(fields: object): Json {
  const port = { number: 443, name: 'https', protocol: 'HTTPS' };
  return { servers: [{ port, hosts: ['*'], tls: { mode: 'SIMPLE', ...fields } }] };
}

function policySelector(matchLabels: Json): Json {
  return { selector: { matchLabels } };
}

function wasm(spec: object): Json {
  return { url: 'oci://registry.example.com/filter', ...spec };
}

function environment(variable: object): Json {
  return wasm({ vmConfig: { env: [{ name: 'A', ...variable }] } });
}

function patch(match: Json): Json {
  return { configPatches: [{ applyTo: 'HTTP_FILTER', match }] };
}

function tagOverride(fields: Json): Json {
  return { metrics: [{ overrides: [{ tagOverrides: { code: fields } }] }] };
}

function jwt(fields: object): Json {
  return { jwtRules: [{ issuer: 'https://a.example.com', ...fields }] };
}

function source(fields: Json): Json {
  return { rules: [{ from: [{ source: fields }] }] };
}

const EXTENSION_RULES: readonly RuleCase[] = [
  {
    rule: urlRule('http https file oci'),
    on: `${EXTENSIONS}/TrafficExtension`,
    valid: { wasm: { url: 'registry.example.com/filter:1' } },
    invalid: { wasm: { url: 'ftp://example.com/filter' } },
    path: ['spec', 'wasm', 'url'],
    message: 'spec.wasm.url is "ftp://example.com/filter": url must have schema one of [http, https, file, oci]',
  },
  {
    rule: '(has(self.selector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
    on: `${EXTENSIONS}/TrafficExtension`,
    valid: { lua, targetRefs: [target] },
    invalid: { lua, targetRefs: [target], selector: { matchLabels: { app: 'a' } } },
    path: ['spec'],
    message: 'spec: only one of targetRefs or selector can be set',
  },
  {
    rule: 'has(self.wasm) != has(self.lua)',
    on: `${EXTENSIONS}/TrafficExtension`,
    valid: { lua },
    invalid: {},
    path: ['spec'],
    message: 'spec: exactly one of wasm or lua must be set',
  },
  {
    rule: urlRule('http https oci file'),
    on: `${EXTENSIONS}/WasmPlugin`,
    valid: wasm({}),
    invalid: wasm({ url: 'ftp://example.com/filter' }),
    path: ['spec', 'url'],
    message: 'spec.url is "ftp://example.com/filter": url must have schema one of [http, https, file, oci]',
  },
  {
    rule: '(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
    on: `${EXTENSIONS}/WasmPlugin`,
    valid: wasm({ targetRef: target }),
    invalid: wasm({ targetRef: target, targetRefs: [target] }),
    path: ['spec'],
    message: 'spec: only one of targetRefs or selector can be set',
  },
  {
    rule: '(has(self.valueFrom) ? self.valueFrom : "") != "HOST" || !has(self.value)',
    on: `${EXTENSIONS}/WasmPlugin`,
    valid: environment({ valueFrom: 'HOST' }),
    invalid: environment({ valueFrom: 'HOST', value: 'a' }),
    path: ['spec', 'vmConfig', 'env', 0],
    message: 'spec.vmConfig.env[0]: value may only be set when valueFrom is INLINE',
  },
];

const SECURITY_RULES: readonly RuleCase[] = [
  {
    rule: '!self.contains("*")',
    on: `${SECURITY}/AuthorizationPolicy`,
    valid: policySelector({ app: 'a' }),
    invalid: policySelector({ app: 'a*' }),
    path: ['spec', 'selector', 'matchLabels', 'app'],
    message: 'spec.selector.matchLabels.app is "a*": wildcard not allowed in label value match',
  },
  {
    rule: 'self.all(key, !key.contains("*"))',
    on: `${SECURITY}/AuthorizationPolicy`,
    valid: policySelector({ app: 'a' }),
    invalid: policySelector({ 'app*': 'a' }),
    path: ['spec', 'selector', 'matchLabels'],
    message: 'spec.selector.matchLabels: wildcard not allowed in label key match',
  },
  {
    rule: 'self.all(key, key.size() != 0)',
    on: `${SECURITY}/AuthorizationPolicy`,
    valid: policySelector({ app: 'a' }),
    invalid: policySelector({ '': 'a' }),
    path: ['spec', 'selector', 'matchLabels'],
    message: 'spec.selector.matchLabels: key must not be empty',
  },
  {
    rule: 'self.size() == 0',
    on: `${SECURITY}/AuthorizationPolicy`,
    valid: { targetRefs: [{ ...target, namespace: '' }] },
    invalid: { targetRefs: [{ ...target, namespace: 'other' }] },
    path: ['spec', 'targetRefs', 0, 'namespace'],
    message: 'spec.targetRefs[0].namespace is "other": cross namespace referencing is not currently supported',
  },
  {
    rule:
      '(has(self.serviceAccounts) || has(self.notServiceAccounts)) ? (!has(self.principals) && ' +
      '!has(self.notPrincipals) && !has(self.namespaces) && !has(self.notNamespaces)) : true',
    on: `${SECURITY}/AuthorizationPolicy`,
    valid: source({ serviceAccounts: ['a/b'] }),
    invalid: source({ serviceAccounts: ['a/b'], namespaces: ['a'] }),
    path: ['spec', 'rules', 0, 'from', 0, 'source'],
    message: 'spec.rules[0].from[0].source: Cannot set serviceAccounts with namespaces or principals',
  },
  {
    rule: 'self.all(key, 0 < int(key) && int(key) <= 65535)',
    on: `${SECURITY}/PeerAuthentication`,
    valid: { ...(policySelector({ app: 'a' }) as object), portLevelMtls: { 8080: { mode: 'STRICT' } } },
    invalid: { ...(policySelector({ app: 'a' }) as object), portLevelMtls: { 70000: { mode: 'STRICT' } } },
    path: ['spec', 'portLevelMtls'],
    message: 'spec.portLevelMtls: port must be between 1-65535',
  },
  {
    rule:
      'has(self.portLevelMtls) ? (((has(self.selector) && has(self.selector.matchLabels)) ? ' +
      'self.selector.matchLabels : {}).size() > 0) : true',
    on: `${SECURITY}/PeerAuthentication`,
    valid: { ...(policySelector({ app: 'a' }) as object), portLevelMtls: { 8080: { mode: 'STRICT' } } },
    invalid: { portLevelMtls: { 8080: { mode: 'STRICT' } } },
    path: ['spec'],
    message: 'spec: portLevelMtls requires selector',
  },
  {
    rule: '(has(self.jwksUri) ? 1 : 0) + (has(self.jwks_uri) ? 1 : 0) + (has(self.jwks) ? 1 : 0) <= 1',
    on: `${SECURITY}/RequestAuthentication`,
    valid: jwt({ jwks: '{}' }),
    invalid: jwt({ jwks: '{}', jwks_uri: 'https://a.example.com/keys' }),
    path: ['spec', 'jwtRules', 0],
    message: 'spec.jwtRules[0]: only one of jwks or jwksUri can be set',
  },
  {
    rule: 'url(self).getScheme() in ["http", "https"]',
    on: `${SECURITY}/RequestAuthentication`,
    valid: jwt({ jwksUri: 'HTTPS://a.example.com/keys' }),
    invalid: jwt({ jwksUri: 'file:///keys' }),
    path: ['spec', 'jwtRules', 0, 'jwksUri'],
    message: 'spec.jwtRules[0].jwksUri is "file:///keys": url must have scheme http:// or https://',
  },
];

const ADDRESS_RULES: readonly RuleCase[] = [
  {
    rule: 'has(self.address) || has(self.network)',
    on: `${NETWORKING}/ServiceEntry`,
    valid: endpoints({ network: 'a' }),
    invalid: endpoints({ locality: 'a' }),
    path: ['spec', 'endpoints', 0],
    message: 'spec.endpoints[0]: Address is required',
  },
  {
    rule: '(has(self.address) ? self.address : "").startsWith("unix://") ? !has(self.ports) : true',
    on: `${NETWORKING}/ServiceEntry`,
    valid: endpoints({ address: 'unix:///a' }),
    invalid: endpoints({ address: 'unix:///a', ports: { http: 80 } }),
    path: ['spec', 'endpoints', 0],
    message: 'spec.endpoints[0]: UDS may not include ports',
  },
  {
    rule: 'self.startsWith("unix://") ? (self.substring(7, 8) == "/" || self.substring(7, 8) == "@") : true',
    on: `${NETWORKING}/ServiceEntry`,
    valid: endpoints({ address: 'unix://@a' }),
    invalid: endpoints({ address: 'unix://a' }),
    path: ['spec', 'endpoints', 0, 'address'],
    message: 'spec.endpoints[0].address is "unix://a": UDS must be an absolute path or abstract socket',
  },
  {
    rule: 'self.startsWith("unix://") ? !self.endsWith("/") : true',
    on: `${NETWORKING}/WorkloadEntry`,
    valid: { address: 'unix:///a' },
    invalid: { address: 'unix:///a/' },
    path: ['spec', 'address'],
    message: 'spec.address is "unix:///a/": UDS may not be a dir',
  },
  {
    rule: 'self.all(key, size(key) < 63 && key.matches("^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$"))',
    on: `${NETWORKING}/ServiceEntry`,
    valid: endpoints({ ...endpoint, ports: { 'http-1': 80 } }),
    invalid: endpoints({ ...endpoint, ports: { http_1: 80 } }),
    path: ['spec', 'endpoints', 0, 'ports'],
    message: 'spec.endpoints[0].ports: port name must be valid',
  },
  {
    rule: '0 < self && self <= 65535',
    on: `${NETWORKING}/ServiceEntry`,
    valid: endpoints({ ...endpoint, ports: { http: 65535 } }),
    invalid: endpoints({ ...endpoint, ports: { http: 65536 } }),
    path: ['spec', 'endpoints', 0, 'ports', 'http'],
    message: 'spec.endpoints[0].ports.http is 65536: port must be between 1-65535',
  },
];

const SERVICE_RULES: readonly RuleCase[] = [
  {
    rule: '!self.contains("*")',
    on: `${NETWORKING}/ServiceEntry`,
    valid: service({ resolution: 'STATIC', workloadSelector: { labels: { app: 'a' } } }),
    invalid: service({ resolution: 'STATIC', workloadSelector: { labels: { app: '*' } } }),
    path: ['spec', 'workloadSelector', 'labels', 'app'],
    message: 'spec.workloadSelector.labels.app is "*": wildcard is not supported in selector',
  },
  {
    rule: 'self != "*"',
    on: `${NETWORKING}/ServiceEntry`,
    valid: { hosts: ['*.example.com'] },
    invalid: { hosts: ['*'] },
    path: ['spec', 'hosts', 0],
    message: 'spec.hosts[0] is "*": hostname cannot be wildcard',
  },
  {
    rule: 'self.all(l1, self.exists_one(l2, l1.number == l2.number))',
    on: `${NETWORKING}/ServiceEntry`,
    valid: service({ ports: [80, 81].map((number) => ({ number, name: `p${number}`, protocol: 'HTTP' })) }),
    invalid: service({ ports: ['a', 'b'].map((name) => ({ number: 80, name, protocol: 'HTTP' })) }),
    path: ['spec', 'ports'],
    message: 'spec.ports: port number cannot be duplicated',
  },
  {
    rule: '(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1',
    on: `${NETWORKING}/ServiceEntry`,
    valid: service({ resolution: 'STATIC', workloadSelector: { labels: { app: 'a' } } }),
    invalid: service({ resolution: 'STATIC', workloadSelector: { labels: { app: 'a' } }, endpoints: [endpoint] }),
    path: ['spec'],
    message: 'spec: only one of WorkloadSelector or Endpoints can be set',
  },
  {
    rule:
      '!((has(self.addresses) ? self.addresses : []).exists(k, k.contains("/")) && ' +
      '!((has(self.resolution) ? self.resolution : "NONE") in ["STATIC", "NONE"]))',
    on: `${NETWORKING}/ServiceEntry`,
    valid: service({ resolution: 'STATIC', addresses: ['10.0.0.0/8'] }),
    invalid: service({ resolution: 'DNS', addresses: ['10.0.0.0/8'] }),
    path: ['spec'],
    message: 'spec: CIDR addresses are allowed only for NONE/STATIC resolution types',
  },
  {
    rule: '((has(self.resolution) ? self.resolution : "NONE") == "NONE") ? !has(self.endpoints) : true',
    on: `${NETWORKING}/ServiceEntry`,
    valid: endpoints(endpoint),
    invalid: service({ endpoints: [endpoint] }),
    path: ['spec'],
    message: 'spec: NONE mode cannot set endpoints',
  },
  {
    rule:
      '((has(self.resolution) ? self.resolution : "") == "DNS_ROUND_ROBIN") ? ' +
      '((has(self.endpoints) ? self.endpoints : []).size() <= 1) : true',
    on: `${NETWORKING}/ServiceEntry`,
    valid: service({ resolution: 'DNS_ROUND_ROBIN', endpoints: [endpoint] }),
    invalid: service({ resolution: 'DNS_ROUND_ROBIN', endpoints: [endpoint, endpoint] }),
    path: ['spec'],
    message: 'spec: DNS_ROUND_ROBIN mode cannot have multiple endpoints',
  },
  ...ADDRESS_RULES,
];

const NETWORKING_RULES: readonly RuleCase[] = [
  {
    rule: "duration(self) >= duration('1ms')",
    on: `${NETWORKING}/DestinationRule`,
    valid: { host: 'a', trafficPolicy: { connectionPool: { tcp: { connectTimeout: '1ms' } } } },
    invalid: { host: 'a', trafficPolicy: { connectionPool: { tcp: { connectTimeout: '999us' } } } },
    path: ['spec', 'trafficPolicy', 'connectionPool', 'tcp', 'connectTimeout'],
    message:
      'spec.trafficPolicy.connectionPool.tcp.connectTimeout is "999us": must be a valid duration greater than 1ms',
  },
  {
    rule: '(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1',
    on: `${NETWORKING}/Gateway`,
    valid: tls({ credentialNames: ['a', 'b'] }),
    invalid: tls({ credentialNames: ['a', 'b'], tlsCertificates: [pair] }),
    path: ['spec', 'servers', 0, 'tls'],
    message: 'spec.servers[0].tls: only one of credentialNames or tlsCertificates can be set',
  },
  {
    rule: '(has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1',
    on: `${NETWORKING}/Gateway`,
    valid: tls({ credentialName: 'a' }),
    invalid: tls({ credentialName: 'a', credentialNames: ['a'] }),
    path: ['spec', 'servers', 0, 'tls'],
    message: 'spec.servers[0].tls: only one of credentialName or credentialNames can be set',
  },
  {
    rule: '(has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates) ? 1 : 0) <= 1',
    on: `${NETWORKING}/Gateway`,
    valid: tls({ tlsCertificates: [pair] }),
    invalid: tls({ credentialNames: ['a', 'b'], tlsCertificates: [pair] }),
    path: ['spec', 'servers', 0, 'tls'],
    message: 'spec.servers[0].tls: only one of credentialName or tlsCertificates can be set',
  },
  {
    rule: 'self in ["", "HTTP", "HTTPS"]',
    on: `${NETWORKING}/WorkloadGroup`,
    valid: { template: {}, probe: { httpGet: { port: 80, scheme: 'HTTPS' } } },
    invalid: { template: {}, probe: { httpGet: { port: 80, scheme: 'https' } } },
    path: ['spec', 'probe', 'httpGet', 'scheme'],
    message: 'spec.probe.httpGet.scheme is "https": scheme must be one of [HTTP, HTTPS]',
  },
  {
    rule:
      'has(self.context) ? ((self.context == "WAYPOINT") ? has(self.waypoint) : !has(self.waypoint)) : ' +
      '!has(self.waypoint)',
    on: 'networking.istio.io/v1alpha3/EnvoyFilter',
    valid: patch({ context: 'WAYPOINT', waypoint: {} }),
    invalid: patch({ context: 'GATEWAY', waypoint: {} }),
    path: ['spec', 'configPatches', 0, 'match'],
    message: 'spec.configPatches[0].match: only support waypointMatch when context is WAYPOINT',
  },
  {
    rule: '(has(self.workloadSelector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
    on: 'networking.istio.io/v1alpha3/EnvoyFilter',
    valid: { targetRefs: [target] },
    invalid: { targetRefs: [target], workloadSelector: { labels: { app: 'a' } } },
    path: ['spec'],
    message: 'spec: only one of targetRefs or workloadSelector can be set',
  },
];

const TELEMETRY_RULES: readonly RuleCase[] = [
  {
    rule: '((has(self.operation) ? self.operation : "") == "UPSERT") ? (self.value != "") : true',
    on: 'telemetry.istio.io/v1/Telemetry',
    valid: tagOverride({ operation: 'UPSERT', value: 'a' }),
    invalid: tagOverride({ operation: 'UPSERT', value: '' }),
    path: ['spec', 'metrics', 0, 'overrides', 0, 'tagOverrides', 'code'],
    message: 'spec.metrics[0].overrides[0].tagOverrides.code: value must be set when operation is UPSERT',
  },
  {
    rule: '((has(self.operation) ? self.operation : "") == "REMOVE") ? !has(self.value) : true',
    on: 'telemetry.istio.io/v1/Telemetry',
    valid: tagOverride({ operation: 'REMOVE' }),
    invalid: tagOverride({ operation: 'REMOVE', value: 'a' }),
    path: ['spec', 'metrics', 0, 'overrides', 0, 'tagOverrides', 'code'],
    message: 'spec.metrics[0].overrides[0].tagOverrides.code: value must not be set when operation is REMOVE',
  },
];

const CERT_MANAGER_RULES: readonly RuleCase[] = ['Issuer', 'ClusterIssuer'].map((kind) => ({
  rule: '(has(self.tpp) ? 1 : 0) + (has(self.cloud) ? 1 : 0) + (has(self.ngts) ? 1 : 0) == 1',
  on: `cert-manager.io/v1/${kind}`,
  valid: { venafi: { zone: 'a', cloud: { apiTokenSecretRef: { name: 'a' } } } },
  invalid: { venafi: { zone: 'a' } },
  path: ['spec', 'venafi'],
  message: 'spec.venafi: exactly one of tpp, cloud, or ngts must be configured',
}));

export const RULE_CASES: readonly RuleCase[] = [
  ...EXTENSION_RULES,
  ...SECURITY_RULES,
  ...SERVICE_RULES,
  ...NETWORKING_RULES,
  ...TELEMETRY_RULES,
  ...CERT_MANAGER_RULES,
];
