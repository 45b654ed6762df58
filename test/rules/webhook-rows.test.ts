import { OBJECT_RULES } from '../../lib/rules';
import { objectText, report, schemaFaults } from './rule-tester';

const networking = (kind: string, spec: string, metadata?: string) =>
  objectText('networking.istio.io/v1', kind, spec, metadata);
const HTTP = 'port: { name: http, number: 80, protocol: HTTP }';
const HTTPS = 'port: { name: https, number: 443, protocol: HTTPS }';
const HOSTS = 'hosts: [shop.example.com]';
const PAIR = 'serverCertificate: /crt, privateKey: /key';
const gateway = (...servers: string[]) => networking('Gateway', `{ servers: [${servers.join(', ')}] }`);
const httpServer = (fields: string) => gateway(`{ ${HTTP}, ${HOSTS}, ${fields} }`);
const tlsServer = (tls: string) => gateway(`{ ${HTTPS}, ${HOSTS}, tls: ${tls} }`);
const rule = (fields: string) => networking('DestinationRule', `{ host: web, ${fields} }`);
const policy = (fields: string) => rule(`trafficPolicy: { ${fields} }`);
const balancer = (fields: string) => policy(`outlierDetection: {}, loadBalancer: { ${fields} }`);
const entry = (fields: string, metadata?: string) =>
  networking('ServiceEntry', `{ hosts: [api.example.com], ${fields} }`, metadata);
const dynamic = (fields: string, metadata?: string) =>
  networking('ServiceEntry', `{ hosts: ["*.example.com"], resolution: DYNAMIC_DNS, ${fields} }`, metadata);
const endpoints = (resolution: string, list: string) => entry(`resolution: ${resolution}, endpoints: ${list}`);
const ingress = (listener: string) => networking('Sidecar', `{ ingress: [${listener}] }`);
const egress = (...listeners: string[]) => networking('Sidecar', `{ egress: [${listeners.join(', ')}] }`);
const peers = (spec: string) => objectText('security.istio.io/v1', 'PeerAuthentication', spec);
const claims = (spec: string) => objectText('security.istio.io/v1', 'RequestAuthentication', spec);
const TCP = 'ports: [{ name: tcp, number: 9000, protocol: TCP }]';
const TLS = 'ports: [{ name: tls, number: 443, protocol: TLS }]';
const TWO = 'hosts: [a.example.com, b.example.com]';
const several = (fields: string) => networking('ServiceEntry', `{ ${TWO}, ${fields} }`);
const TARGET = '{ kind: Service, name: web }';
const TARGETS = `targetRefs: [${TARGET}]`;
const LUA = 'lua: { inlineCode: "-- nothing" }';
const FAILOVER = 'failover: [{ from: west, to: east }]';

/** A row of what istiod's webhook checks: an object that it takes, and for each rule one that has this fault alone. */
interface Row {
  readonly passes: string;
  readonly fails: Readonly<Record<string, string>>;
  /** Objects that no rule needs to judge, by what the schema says against them, which refuses all of this kind. */
  readonly bySchema?: Readonly<Record<string, readonly string[]>>;
}

const ROWS: Readonly<Record<string, Row>> = {
  'V-META-1': {
    passes: networking('Gateway', `{ servers: [{ ${HTTP}, ${HOSTS} }] }`, 'annotations: { a: b }'),
    fails: {
      'dry-run-annotation': networking(
        'Gateway',
        `{ servers: [{ ${HTTP}, ${HOSTS} }] }`,
        'annotations: { istio.io/dry-run: "true" }',
      ),
    },
  },
  'V-META-2': {
    passes: entry('exportTo: ["."]', 'annotations: { internal.istio.io/other: x }'),
    fails: { 'reserved-annotations': entry('exportTo: ["."]', 'annotations: { internal.istio.io/parents: x }') },
  },
  'V-EXP-1': { passes: entry('exportTo: ["~"]'), fails: { 'export-to-entries': rule('exportTo: ["~"]') } },
  'V-EXP-2': { passes: rule('exportTo: [".", a]'), fails: { 'export-to-duplicates': rule('exportTo: [".", prod]') } },
  'V-EXP-3': { passes: rule('exportTo: ["*"]'), fails: { 'export-to-alone': rule('exportTo: ["*", "."]') } },
  'V-EXP-4': {
    passes: rule('exportTo: ["."], workloadSelector: { matchLabels: { app: web } }'),
    fails: { 'export-to-own-namespace': rule('exportTo: ["*"], workloadSelector: { matchLabels: { app: web } }') },
  },
  'V-SEL-1': {
    passes: peers('{ selector: { matchLabels: { app: web } } }'),
    fails: { 'selector-labels': peers('{ selector: { matchLabels: { app: "*" } } }') },
  },
  'V-SEL-2': {
    passes: egress('{ hosts: ["./*"] }'),
    fails: { 'selector-empty': networking('Sidecar', '{ egress: [{ hosts: ["./*"] }], workloadSelector: {} }') },
  },
  'V-REF-1': {
    passes: claims('{ targetRef: { kind: Service, name: web } }'),
    fails: {},
    bySchema: {
      'spec: only one of targetRefs or selector can be set': [
        claims(`{ selector: {}, ${TARGETS} }`),
        objectText('security.istio.io/v1', 'AuthorizationPolicy', `{ targetRef: ${TARGET}, ${TARGETS} }`),
        objectText('telemetry.istio.io/v1', 'Telemetry', `{ selector: {}, targetRef: ${TARGET} }`),
        objectText('extensions.istio.io/v1alpha1', 'TrafficExtension', `{ ${LUA}, selector: {}, ${TARGETS} }`),
        objectText('extensions.istio.io/v1alpha1', 'WasmPlugin', `{ url: "oci://a", selector: {}, ${TARGETS} }`),
      ],
    },
  },
  'V-REF-2': {
    passes: claims('{ targetRefs: [{ kind: Gateway, group: gateway.networking.k8s.io, name: web }] }'),
    fails: { 'target-reference': claims('{ targetRefs: [{ kind: Gateway, group: networking.istio.io, name: web }] }') },
  },
  'V-GW-1': {
    passes: httpServer('name: a'),
    fails: { 'gateway-name-label': httpServer('name: b').replace('name: shop', 'name: shop.example') },
  },
  'V-GW-2': { passes: httpServer('bind: ""'), fails: { 'gateway-servers': gateway() } },
  'V-GW-3': { passes: gateway(`{ ${HTTP}, hosts: ["*"] }`), fails: { 'gateway-server-hosts': gateway(`{ ${HTTP} }`) } },
  'V-GW-4': {
    passes: gateway(`{ ${HTTP}, hosts: ["*.example.com", ./shop.example.com, 10.0.0.1] }`),
    fails: { 'gateway-host-form': gateway(`{ ${HTTP}, hosts: [localhost] }`) },
  },
  'V-GW-5': {
    passes: gateway(`{ ${HOSTS}, port: { name: a, number: 0, protocol: http }, bind: "unix:///run/a" }`),
    fails: { 'gateway-server-port': gateway(`{ ${HOSTS}, port: { name: a, number: 0, protocol: HTTP } }`) },
  },
  'V-GW-6': {
    passes: gateway(`{ ${HTTP}, ${HOSTS} }`, `{ ${HTTPS}, ${HOSTS}, tls: { mode: ISTIO_MUTUAL } }`),
    fails: { 'gateway-port-names-unique': gateway(`{ ${HTTP}, ${HOSTS} }`, `{ ${HTTP}, hosts: ["*"] }`) },
  },
  'V-GW-7': { passes: httpServer('bind: 10.0.0.1'), fails: { 'gateway-server-bind': httpServer('bind: localhost') } },
  'V-GW-8': {
    passes: tlsServer('{ mode: PASSTHROUGH }'),
    fails: { 'gateway-tls-missing': gateway(`{ ${HTTPS}, ${HOSTS} }`) },
  },
  'V-GW-9': {
    passes: httpServer('tls: { httpsRedirect: true }'),
    fails: { 'gateway-http-tls': httpServer('tls: { mode: SIMPLE, httpsRedirect: true }') },
  },
  'V-GW-10': {
    passes: gateway(`{ ${HOSTS}, port: { name: a, number: 1, protocol: MONGO } }`),
    fails: {
      'gateway-foreign-tls': gateway(
        `{ ${HOSTS}, port: { name: a, number: 1, protocol: MONGO }, tls: { credentialName: shop, httpsRedirect: true } }`,
      ),
    },
  },
  'V-GW-11': {
    passes: tlsServer('{ mode: SIMPLE, credentialName: shop }'),
    fails: { 'gateway-redirect-unused': tlsServer('{ mode: SIMPLE, credentialName: shop, httpsRedirect: true }') },
  },
  'V-TLS-1': {
    passes: tlsServer('{ mode: ISTIO_MUTUAL }'),
    fails: { 'server-tls-istio-mutual': tlsServer('{ mode: ISTIO_MUTUAL, credentialName: shop }') },
  },
  'V-TLS-2': { passes: tlsServer('{}'), fails: { 'server-tls-passthrough': tlsServer('{ credentialName: shop }') } },
  'V-TLS-3': {
    passes: tlsServer('{ mode: SIMPLE, credentialNames: [a, b] }'),
    fails: { 'server-tls-one-source': tlsServer('{ mode: SIMPLE, credentialName: shop, credentialNames: [a] }') },
  },
  'V-TLS-4': {
    passes: tlsServer(`{ mode: MUTUAL, ${PAIR}, caCertificates: /ca }`),
    fails: { 'server-tls-source': tlsServer(`{ mode: MUTUAL, ${PAIR} }`) },
  },
  'V-TLS-5': {
    passes: tlsServer(`{ mode: SIMPLE, tlsCertificates: [{ ${PAIR} }, { ${PAIR} }] }`),
    fails: {},
    bySchema: {
      'spec.servers[0].tls.tlsCertificates has 3 items, and may have at most 2': [
        tlsServer(`{ mode: SIMPLE, tlsCertificates: [{ ${PAIR} }, { ${PAIR} }, { ${PAIR} }] }`),
      ],
    },
  },
  'V-TLS-6': {
    passes: tlsServer('{ mode: MUTUAL, credentialName: shop, caCrl: /crl }'),
    fails: { 'server-tls-crl': tlsServer(`{ mode: SIMPLE, ${PAIR}, caCrl: /crl }`) },
  },
  'V-TLS-7': {
    passes: tlsServer('{ cipherSuites: [ALL, "!AES256-SHA", AES128-SHA] }'),
    fails: { 'server-tls-cipher-suites': tlsServer('{ cipherSuites: [AES128-SHA, AES128-SHA] }') },
  },
  'V-TLS-8': {
    passes: tlsServer('{ minProtocolVersion: TLSV1_0, cipherSuites: [AES128-SHA] }'),
    fails: { 'server-tls-old-version': tlsServer('{ minProtocolVersion: TLSV1_1 }') },
  },
  'V-DR-1': {
    passes: networking('DestinationRule', '{ host: "*" }'),
    fails: { 'destination-rule-host': networking('DestinationRule', '{ host: a_b }') },
  },
  'V-DR-2': {
    passes: rule('subsets: [{ name: v1, labels: { version: v1 } }]'),
    fails: {
      'destination-rule-subsets': rule('subsets: [{ name: v1 }, { name: v1 }]'),
      'destination-rule-subset-labels': rule('subsets: [{ name: v1, labels: { version: "v 1" } }]'),
    },
  },
  'V-DR-3': {
    passes: policy('portLevelSettings: [{ port: { number: 80 }, tls: {} }]'),
    fails: { 'traffic-policy-empty': policy(''), 'traffic-policy-port': policy('portLevelSettings: [{ tls: {} }]') },
  },
  'V-DR-4': {
    passes: policy('tls: { mode: MUTUAL, clientCertificate: /crt, privateKey: /key }'),
    fails: { 'client-tls-files': policy('tls: { mode: MUTUAL }') },
  },
  'V-DR-5': {
    passes: policy('tls: { mode: SIMPLE, credentialName: shop }'),
    fails: { 'client-tls-one-source': policy('tls: { mode: SIMPLE, credentialName: shop, caCertificates: /ca }') },
  },
  'V-DR-6': {
    passes: policy('tls: { mode: MUTUAL, insecureSkipVerify: true, credentialName: shop }'),
    fails: { 'client-tls-unverified': policy('tls: { mode: SIMPLE, insecureSkipVerify: true, credentialName: shop }') },
  },
  'V-DR-7': {
    passes: policy('tls: { mode: SIMPLE, credentialName: "configmap://prod/ca" }'),
    fails: { 'client-tls-config-map': policy('tls: { mode: SIMPLE, credentialName: "configmap://other/ca" }') },
  },
  'V-DR-8': {
    passes: policy('connectionPool: { tcp: { maxConnections: 1, idleTimeout: 0s } }'),
    fails: {
      'connection-pool-empty': policy('connectionPool: {}'),
      'connection-pool-counts': policy('connectionPool: { http: { maxRetries: -1 } }'),
      'connection-pool-durations': policy('connectionPool: { http: { idleTimeout: 0s } }'),
      'connection-pool-upgrade': policy(
        'connectionPool: { http: { useClientProtocol: true, h2UpgradePolicy: UPGRADE } }',
      ),
    },
  },
  'V-DR-9': {
    passes: policy('outlierDetection: { consecutiveGatewayErrors: 5, interval: 1s, maxEjectionPercent: 100 }'),
    fails: {
      'outlier-local-errors': policy('outlierDetection: { consecutiveLocalOriginFailures: 5 }'),
      'outlier-percentages': policy('outlierDetection: { minHealthPercent: 101 }'),
      'outlier-durations': policy('outlierDetection: { interval: 0s }'),
      'outlier-consecutive-errors': policy('outlierDetection: { consecutiveErrors: 5 }'),
    },
  },
  'V-DR-10': {
    passes: balancer('consistentHash: { httpCookie: { name: user }, maglev: { tableSize: 65537 } }'),
    fails: {
      'load-balancer-cookie': balancer('consistentHash: { httpCookie: { name: "" } }'),
      'load-balancer-maglev': balancer('consistentHash: { maglev: { tableSize: 100 } }'),
      'load-balancer-ring-size': balancer('consistentHash: { minimumRingSize: 1, ringHash: {} }'),
      'load-balancer-ring-size-old': balancer('consistentHash: { minimumRingSize: 1 }'),
      'load-balancer-warmup': balancer('warmup: { duration: 0s }'),
    },
  },
  'V-DR-11': {
    passes: balancer('localityLbSetting: { distribute: [{ from: "a/*", to: { "b/c": 60, "b/d": 40 } }] }'),
    fails: {
      'locality-one-way': balancer(`localityLbSetting: { distribute: [{ from: a, to: { a: 100 } }], ${FAILOVER} }`),
      'locality-weights': balancer('localityLbSetting: { distribute: [{ from: a, to: { a: 99 } }] }'),
      'locality-overlap': balancer('localityLbSetting: { distribute: [{ from: a, to: { "b/*": 50, "b/c": 50 } }] }'),
      'locality-failover-regions': balancer('localityLbSetting: { failover: [{ from: a, to: a }] }'),
      'locality-failover-topology': balancer(
        `localityLbSetting: { ${FAILOVER}, failoverPriority: [topology.kubernetes.io/zone] }`,
      ),
      'locality-failover-outlier': policy(`loadBalancer: { localityLbSetting: { ${FAILOVER} } }`),
    },
  },
  'V-DR-12': {
    passes: policy('tunnel: { protocol: POST, targetHost: example.com, targetPort: 443 }'),
    fails: {
      'tunnel-settings': policy('tunnel: { protocol: GET, targetHost: example.com, targetPort: 443 }'),
      'tunnel-proxy-protocol': policy('tunnel: { targetHost: 10.0.0.1, targetPort: 443 }, proxyProtocol: {}'),
    },
  },
  'V-DR-13': {
    passes: policy('proxyProtocol: { version: V2 }'),
    fails: {},
    bySchema: {
      'spec.trafficPolicy.proxyProtocol.version cannot be the string "V3": it must be one of "V1" or "V2"': [
        policy('proxyProtocol: { version: V3 }'),
      ],
    },
  },
  'V-PA-1': {
    passes: peers('{ selector: { matchLabels: { app: web } }, portLevelMtls: { 80: { mode: DISABLE } } }'),
    fails: {},
    bySchema: {
      'spec: portLevelMtls requires selector': ['{}', 'null', '{ matchLabels: {} }'].map((selector) =>
        peers(`{ selector: ${selector}, portLevelMtls: { 80: { mode: DISABLE } } }`),
      ),
    },
  },
  'V-PA-2': {
    passes: peers('{ selector: { matchLabels: { app: web } }, portLevelMtls: { 65535: {} } }'),
    fails: {
      'peer-authentication-ports': peers('{ selector: { matchLabels: { app: web } }, portLevelMtls: { 65536: {} } }'),
    },
  },
  'V-SE-1': {
    passes: networking('ServiceEntry', '{ hosts: ["*-api.example.com"], resolution: DYNAMIC_DNS }'),
    fails: {
      'service-entry-hosts': networking('ServiceEntry', '{ hosts: ["*"] }'),
      'service-entry-partial-wildcard': networking('ServiceEntry', '{ hosts: ["*-api.example.com"] }'),
    },
  },
  'V-SE-2': {
    passes: entry('resolution: STATIC, workloadSelector: { labels: { app: api } }'),
    fails: {},
    bySchema: {
      'spec: only one of WorkloadSelector or Endpoints can be set': [
        entry('resolution: STATIC, workloadSelector: { labels: { app: api } }, endpoints: [{ address: 10.0.0.1 }]'),
      ],
    },
  },
  'V-SE-3': {
    passes: entry('addresses: [10.0.0.0/8], resolution: STATIC'),
    fails: { 'service-entry-addresses': entry('addresses: [10.0.0.0/33], resolution: STATIC') },
    bySchema: {
      'spec: CIDR addresses are allowed only for NONE/STATIC resolution types': ['DNS', 'DNS_ROUND_ROBIN'].map(
        (resolution) => entry(`addresses: [10.0.0.0/8], resolution: ${resolution}`),
      ),
    },
  },
  'V-SE-4': {
    passes: entry('ports: [{ name: a, number: 80, targetPort: 8080, protocol: "" }], resolution: STATIC'),
    fails: { 'service-entry-ports': entry('ports: [{ name: a, number: 80, protocol: HTTP3 }]') },
    bySchema: {
      'spec.ports[1] has name "a", which spec.ports[0] has already: the items of spec.ports must differ in it': [
        entry('ports: [{ name: a, number: 80 }, { name: a, number: 81 }]'),
      ],
      'spec.ports: port number cannot be duplicated': [
        entry('ports: [{ name: a, number: 80 }, { name: b, number: 80 }]'),
      ],
    },
  },
  'V-SE-5': {
    passes: entry('resolution: NONE'),
    fails: { 'service-entry-unresolved-selector': entry('workloadSelector: { labels: { app: api } }') },
    bySchema: {
      'spec: NONE mode cannot set endpoints': [
        endpoints('NONE', '[{ address: 10.0.0.1 }]'),
        entry('endpoints: [{ address: 10.0.0.1 }]'),
      ],
    },
  },
  'V-SE-6': {
    passes: entry(`resolution: STATIC, ${TCP}, endpoints: [{ address: "unix:///run/api" }]`),
    fails: {
      'service-entry-endpoints': endpoints('STATIC', '[{ address: api.example.com }]'),
      'service-entry-socket': endpoints('STATIC', '[{ address: "unix:///run/api" }]'),
    },
  },
  'V-SE-7': {
    passes: endpoints('DNS', '[{ address: api.internal }, { address: 10.0.0.1 }]'),
    fails: {
      'service-entry-dns-hosts': networking('ServiceEntry', '{ hosts: ["*-api.example.com"], resolution: DNS }'),
      'service-entry-endpoints': endpoints('DNS', '[{ address: "unix:///run/api" }]'),
    },
    bySchema: {
      'spec: DNS_ROUND_ROBIN mode cannot have multiple endpoints': [
        endpoints('DNS_ROUND_ROBIN', '[{ address: a }, { address: b }]'),
      ],
    },
  },
  'V-SE-8': {
    passes: dynamic('location: MESH_INTERNAL, ports: [{ name: a, number: 80, protocol: http2 }]'),
    fails: {
      'dynamic-dns-hosts': entry('resolution: DYNAMIC_DNS'),
      'dynamic-dns-targets': dynamic('addresses: [10.0.0.0/8]'),
      'dynamic-dns-protocols': dynamic('ports: [{ name: a, number: 443, protocol: HTTPS }]'),
      'dynamic-dns-waypoint': dynamic('location: MESH_INTERNAL', 'labels: { istio.io/use-waypoint: shop }'),
    },
  },
  'V-SE-9': {
    passes: several(`${TLS}, resolution: DNS`),
    fails: {
      'service-entry-one-host': several(`${TCP}, resolution: DNS, addresses: [10.0.0.1]`),
      'service-entry-shared-address': several(`${TLS}, resolution: DNS, addresses: [10.0.0.1]`),
    },
  },
  'V-SE-10': {
    passes: entry(`${TCP}, resolution: STATIC`),
    fails: { 'service-entry-tcp-address': entry(`${TCP}, resolution: NONE`) },
  },
  'V-SC-1': {
    passes: networking('Sidecar', '{ outboundTrafficPolicy: { mode: REGISTRY_ONLY } }'),
    fails: { 'sidecar-empty': networking('Sidecar', '{}') },
  },
  'V-SC-2': {
    passes: ingress('{ port: { number: 80 }, bind: 10.0.0.1, defaultEndpoint: "127.0.0.1:8080" }'),
    fails: {
      'sidecar-ingress-listeners': ingress('{ port: { number: 80 }, bind: localhost }'),
      'sidecar-ingress-ports': ingress('{ port: { number: 80 } }, { port: { number: 80 } }'),
      'sidecar-ingress-endpoint': ingress('{ port: { number: 80 }, defaultEndpoint: "10.0.0.1:80" }'),
    },
  },
  'V-SC-3': {
    passes: ingress(`{ port: { number: 443, protocol: HTTPS }, tls: { mode: SIMPLE, ${PAIR} } }`),
    fails: {
      'sidecar-ingress-tls': ingress('{ port: { number: 80, protocol: HTTP }, tls: { mode: SIMPLE } }'),
      'server-tls-source': ingress('{ port: { number: 443, protocol: TLS }, tls: { mode: SIMPLE } }'),
    },
  },
  'V-SC-4': {
    passes: egress('{ port: { number: 0 }, bind: "unix:///run/a", hosts: ["./*"] }', '{ hosts: ["./*"] }'),
    fails: {
      'sidecar-egress-listeners': egress('{ port: { number: 0 }, hosts: ["./*"] }'),
      'sidecar-egress-ports': egress(
        '{ port: { number: 80 }, hosts: ["./*"] }, { port: { number: 80 }, hosts: ["./*"] }',
      ),
      'sidecar-egress-catch-all': egress('{ hosts: ["./*"] }', '{ hosts: ["./*"] }'),
    },
  },
  'V-SC-5': {
    passes: egress('{ hosts: ["~/*", "./*", "test/*.example.com"] }'),
    fails: {
      'sidecar-egress-hosts': egress('{ hosts: ["test/web"] }'),
      'sidecar-egress-duplicates': egress('{ hosts: ["./*", "prod/a.example.com"] }'),
      'sidecar-egress-everything': egress('{ hosts: ["*/*", "./*"] }'),
    },
  },
  'V-SC-6': {
    passes: networking(
      'Sidecar',
      '{ outboundTrafficPolicy: { mode: ALLOW_ANY, egressProxy: { host: proxy, port: { number: 80 } } } }',
    ),
    fails: {
      'sidecar-egress-proxy': networking(
        'Sidecar',
        '{ outboundTrafficPolicy: { egressProxy: { host: proxy, port: { number: 80 } } } }',
      ),
    },
  },
  'V-SC-7': {
    passes: ingress('{ port: { number: 80, protocol: TCP }, connectionPool: { tcp: {} } }'),
    fails: { 'sidecar-ingress-pool': ingress('{ port: { number: 80, protocol: TCP }, connectionPool: { http: {} } }') },
  },
  'V-WE-1': {
    passes: networking('WorkloadEntry', '{ address: vm.example.com, ports: { http: 80 } }'),
    fails: {
      'workload-entry-address': networking('WorkloadEntry', '{ address: a_b }'),
      'workload-entry-details': networking('WorkloadEntry', '{ address: 10.0.0.1, ports: { http: 0 } }'),
      'workload-entry-network': networking('WorkloadEntry', '{ network: other }'),
    },
  },
};

const WEBHOOK = OBJECT_RULES.filter(({ code }) => code === 'IST0106' || code === 'IST0133');

test.each(Object.entries(ROWS))('%s', (_, { passes, fails }) => {
  const found = Object.values(fails).map((text) => [...new Set(report(text, WEBHOOK).map((each) => each.rule))]);
  expect(report(passes, WEBHOOK)).toEqual([]);
  expect(found).toEqual(Object.keys(fails).map((id) => [id]));
});

test.each(Object.entries(ROWS).filter(([, { bySchema }]) => bySchema !== undefined))(
  '%s: the schema refuses it',
  (_, { passes, bySchema = {} }) => {
    const cases = Object.entries(bySchema).flatMap(([fault, objects]) => objects.map((object) => ({ object, fault })));
    expect(schemaFaults(passes)).toEqual([]);
    expect(cases.map(({ object }) => schemaFaults(object))).toEqual(cases.map(({ fault }) => [fault]));
  },
);

test('every row has a fault', () => {
  const faults = Object.values(ROWS).map(({ fails, bySchema }) => Object.keys({ ...fails, ...bySchema }));
  expect(faults.filter(({ length }) => length === 0)).toEqual([]);
});

/** Kinds whose rows have tables of their own. */
const ELSEWHERE = /^(virtual-service|authorization-policy|request-authentication|jwt)-/;

test('every rule of the webhook has a row', () => {
  const inRows = new Set(Object.values(ROWS).flatMap(({ fails }) => Object.keys(fails)));
  const ids = WEBHOOK.map(({ id }) => id).filter((id) => !ELSEWHERE.test(id));
  expect(ids.filter((id) => !inRows.has(id))).toEqual([]);
});
