import { addScenarios, parseSettings, SettingsError } from '../../charts';
import { SecureIngressApp } from '../../lib';
import { objectsIn } from '../scenarios/rendering';

/** The message that refuses the settings. */
function refusal(source: string): string {
  try {
    parseSettings(source, 'my/settings.yaml');
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'accepted';
}

function titles(source: string): string[] {
  const app = new SecureIngressApp();
  addScenarios(app, parseSettings(source, 'settings.yaml'));
  return objectsIn(app.synthYaml()).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

const SECTIONS =
  'cluster, mesh-strict, bookinfo-nlb, httpbin-alb, hipstershop-http, hipstershop-https, ' +
  'hipstershop-dedicated-gateway, foocorp, articles-secure, articles-locked';
const MESH = 'clients, exempt';
const FOOCORP =
  'frontend, inventory, gatewayName, gatewayNamespace, internalGateway, credentials, serverIssuer, organization, ' +
  'paths, strict';
const ARTICLES =
  'host, certificate, namespace, gatewayName, virtualServiceName, policyName, articles, webApi, webApp, keycloak, ' +
  'trustDomain';
const TEAM = 'host, namespace, credentialName, clients, clientCaName, service';
const LABEL = 'a DNS label: at most 63 lower-case letters, digits and dashes';
const OBJECT_NAME = 'an object name: lower-case letters, digits, dashes and dots';
const HOST = 'a DNS name, such as shop.example.com';
const SERVICE_HOST = 'the full name of a Service, such as db.data.svc.cluster.local, or a wildcard of such names';
const DURATION = 'a duration with whole units h, m, s or ms, such as 2160h or 90s';
const PORT = 'a port: a whole number from 1 to 65535';
const TEXT = 'a text; put it into quotes';

/** A name, the YAML, and the lines of the message, each without the file's name. */
type Refused = readonly [name: string, source: string, lines: readonly string[]];

const UNKNOWN: readonly Refused[] = [
  ['a section', 'bookinfo:\n  host: a.example.com\n', [`1:1: bookinfo is no setting: expected one of ${SECTIONS}`]],
  [
    'several keys, at several depths, in the order of the file',
    'foocorp:\n  b: 1\n  frontend: { y: 1, host: a.example.com, x: 2 }\n  a: 1\nzzz: 1\nmesh-strict: { q: 1 }\n',
    [
      `2:3: foocorp.b is no setting: expected one of ${FOOCORP}`,
      `3:15: foocorp.frontend.y is no setting: expected one of ${TEAM}`,
      `3:42: foocorp.frontend.x is no setting: expected one of ${TEAM}`,
      `4:3: foocorp.a is no setting: expected one of ${FOOCORP}`,
      `5:1: zzz is no setting: expected one of ${SECTIONS}`,
      `6:16: mesh-strict.q is no setting: expected one of ${MESH}`,
    ],
  ],
  [
    'of an option',
    'bookinfo-nlb:\n  host: a.example.com\n  certificate: { source: existing-secret, secretName: tls, issuer: {} }\n',
    ['3:60: bookinfo-nlb.certificate.issuer is no setting: expected one of source, secretName'],
  ],
  [
    'of items of a list',
    'cluster:\n  gateway:\n    installedBy: other\n    namespace: edge\n    labels: { istio: edge }\n' +
      '    serviceName: edge\n    serviceAccountName: edge\n    ports:\n      - { name: https, port: 443 }\n' +
      '      - { name: http, prot: 80 }\n',
    [
      '10:9: cluster.gateway.ports.1.port is missing',
      '10:23: cluster.gateway.ports.1.prot is no setting: expected one of name, port, targetPort',
    ],
  ],
  [
    'that every object has in JavaScript',
    '__proto__: { a: 1 }\nconstructor: 1\ntoString: 1\nfoocorp:\n  __proto__: { strict: false }\n  hasOwnProperty: 1\n',
    [
      `1:1: __proto__ is no setting: expected one of ${SECTIONS}`,
      `2:1: constructor is no setting: expected one of ${SECTIONS}`,
      `3:1: toString is no setting: expected one of ${SECTIONS}`,
      `5:3: foocorp.__proto__ is no setting: expected one of ${FOOCORP}`,
      `6:3: foocorp.hasOwnProperty is no setting: expected one of ${FOOCORP}`,
    ],
  ],
  [
    'that are no texts',
    '1: x\nnull: y\ntrue: z\n',
    [
      `1:1: 1 is no setting: expected one of ${SECTIONS}`,
      `2:1:  is no setting: expected one of ${SECTIONS}`,
      `3:1: true is no setting: expected one of ${SECTIONS}`,
    ],
  ],
];

const MISSING: readonly Refused[] = [
  ['of a section', 'bookinfo-nlb:\n  namespace: shop\n', ['1:1: bookinfo-nlb.host is missing']],
  ['of a section without content', 'hipstershop-http:\n', ['1:1: hipstershop-http.ingressIp is missing']],
  [
    'several',
    'httpbin-alb: {}\nhipstershop-https: {}\n',
    [
      '1:1: httpbin-alb.host is missing',
      '1:1: httpbin-alb.albCertificate is missing',
      '2:1: hipstershop-https.ingressIp is missing',
    ],
  ],
  [
    'what the other keys depend on',
    'bookinfo-nlb:\n  host: a.example.com\n  certificate:\n    secretName: tls\n',
    ['3:3: bookinfo-nlb.certificate.source is missing: expected one of existing-secret, copied-secret, issued'],
  ],
  [
    'deep down',
    'articles-secure:\n  host: a.example.com\n  certificate: { source: copied-secret, secretName: tls, from: { name: x } }\n',
    ['3:58: articles-secure.certificate.from.namespace is missing'],
  ],
];

const WRONG: readonly Refused[] = [
  [
    'text',
    'foocorp:\n  strict: maybe\n  paths: regex\n  gatewayName: Foo_Gateway\n  organization: ""\n',
    [
      '2:3: foocorp.strict "maybe": expected true or false',
      '3:3: foocorp.paths "regex": expected one of exact, prefix',
      `4:3: foocorp.gatewayName "Foo_Gateway": expected ${LABEL}`,
      '5:3: foocorp.organization "": expected a text that is not empty',
    ],
  ],
  [
    'numbers where texts are wanted, shown as they are written',
    'cluster:\n  revision: 1.30\nbookinfo-nlb:\n  host: 1.2\n  imageTag: 0x10\nhipstershop-http:\n  ingressIp: 203.0\n',
    [
      `2:3: cluster.revision 1.30: expected ${LABEL}`,
      `4:3: bookinfo-nlb.host 1.2: expected ${HOST}`,
      '5:3: bookinfo-nlb.imageTag 0x10: expected a text that is not empty',
      '7:3: hipstershop-http.ingressIp 203.0: expected an IP address',
    ],
  ],
  [
    'truth values and nothing where texts are wanted',
    'articles-locked:\n  host: true\n  trustDomain:\n  namespace: ~\n',
    [
      `2:3: articles-locked.host true: expected ${HOST}`,
      '3:3: articles-locked.trustDomain null: expected a text that is not empty',
      `4:3: articles-locked.namespace null: expected ${LABEL}`,
    ],
  ],
  [
    'yes is no truth value in YAML 1.2',
    'foocorp:\n  strict: yes\n',
    ['2:3: foocorp.strict "yes": expected true or false'],
  ],
  [
    'hosts, addresses and names',
    'hipstershop-https:\n  ingressIp: 203.0.113.10/24\n  host: https://a.example.com\n  secretName: Cert\n' +
      'mesh-strict:\n  exempt: [db, a b.c, "*.data.svc.cluster.local", 3]\n',
    [
      '2:3: hipstershop-https.ingressIp "203.0.113.10/24": expected an IP address',
      `3:3: hipstershop-https.host "https://a.example.com": expected ${HOST}`,
      `4:3: hipstershop-https.secretName "Cert": expected ${OBJECT_NAME}`,
      `6:12: mesh-strict.exempt.0 "db": expected ${SERVICE_HOST}`,
      `6:16: mesh-strict.exempt.1 "a b.c": expected ${SERVICE_HOST}`,
      `6:51: mesh-strict.exempt.3 3: expected ${SERVICE_HOST}`,
    ],
  ],
  [
    'ports and counts',
    'hipstershop-dedicated-gateway:\n  ingressIp: 203.0.113.20\n  frontend: { port: 0, containerPort: 8080.5 }\n' +
      '  apiservice: { port: "8080", containerPort: 65536 }\n  dedicatedGateway: { targetCpuUtilization: 0 }\n',
    [
      `3:15: hipstershop-dedicated-gateway.frontend.port 0: expected ${PORT}`,
      `3:24: hipstershop-dedicated-gateway.frontend.containerPort 8080.5: expected ${PORT}`,
      `4:17: hipstershop-dedicated-gateway.apiservice.port "8080": expected ${PORT}`,
      `4:31: hipstershop-dedicated-gateway.apiservice.containerPort 65536: expected ${PORT}`,
      '5:23: hipstershop-dedicated-gateway.dedicatedGateway.targetCpuUtilization 0: expected a whole number from 1',
    ],
  ],
  [
    'maps of texts',
    'hipstershop-http:\n  ingressIp: 203.0.113.10\n  frontend: { environment: { A: 1, "": x, B: true } }\n' +
      '  apiservice: { environment: { constructor: x, __proto__: y } }\n',
    [
      `3:30: hipstershop-http.frontend.environment.A 1: expected ${TEXT}`,
      '3:36: hipstershop-http.frontend.environment. "": expected a text that is not empty',
      `3:43: hipstershop-http.frontend.environment.B true: expected ${TEXT}`,
      '4:17: hipstershop-http.apiservice.environment {"constructor":"x","__proto__":"y"}: ' +
        'expected no key __proto__, prototype, constructor',
    ],
  ],
  [
    'lists and maps for each other',
    'cluster: []\nmesh-strict: { exempt: db.data.svc.cluster.local }\nfoocorp: [strict]\n' +
      'bookinfo-nlb: { host: [a.example.com], certificate: [] }\n' +
      'hipstershop-http: { ingressIp: 203.0.113.10, frontend: { environment: [], args: {} } }\n',
    [
      '1:1: cluster []: expected a map of gateway, rootNamespace, clusterResourceNamespace, clusterDomain, revision',
      '2:16: mesh-strict.exempt "db.data.svc.cluster.local": expected a list',
      `3:1: foocorp ["strict"]: expected a map of ${FOOCORP}`,
      `4:17: bookinfo-nlb.host ["a.example.com"]: expected ${HOST}`,
      '4:40: bookinfo-nlb.certificate []: expected a map whose source is one of existing-secret, copied-secret, issued',
      '5:58: hipstershop-http.frontend.environment []: expected a map of texts',
      '5:75: hipstershop-http.frontend.args {}: expected a list',
    ],
  ],
  [
    'a text for a section, nothing for a part of one',
    'foocorp: "text"\nmesh-strict: false\nhttpbin-alb: { host: a.example.com, albCertificate: }\n',
    [
      `1:1: foocorp "text": expected a map of ${FOOCORP}`,
      `2:1: mesh-strict false: expected a map of ${MESH}`,
      '3:37: httpbin-alb.albCertificate null: expected a map of secretName, from',
    ],
  ],
  [
    'what the other keys depend on',
    'cluster: { gateway: { installedBy: operator } }\n' +
      'bookinfo-nlb: { host: a.example.com, certificate: { source: 3 } }\n' +
      'httpbin-alb: { host: b.example.com, albCertificate: { secretName: alb }, controller: { type: haproxy } }\n' +
      'hipstershop-https: { ingressIp: 203.0.113.10, issuer: { type: ACME } }\n' +
      'foocorp: { serverIssuer: { type: acme, name: le, solver: { type: tls-alpn } } }\n',
    [
      '1:23: cluster.gateway.installedBy "operator": expected one of istioctl, helm, other',
      '2:53: bookinfo-nlb.certificate.source 3: expected one of existing-secret, copied-secret, issued',
      '3:88: httpbin-alb.controller.type "haproxy": expected one of traefik, ingress-nginx, iks-alb',
      '4:57: hipstershop-https.issuer.type "ACME": expected one of private-ca, self-signed, acme, existing',
      '5:60: foocorp.serverIssuer.solver.type "tls-alpn": expected one of http01, http01-gateway-api, dns01',
    ],
  ],
  ...['1d', '90', '1.5h', '-1h', '1h 30m', '""', '2160'].map((duration): Refused => {
    const shown = /^\d+$/.test(duration) ? duration : JSON.stringify(duration.replaceAll('"', ''));
    return [
      `duration ${duration}`,
      `foocorp:\n  serverIssuer: { type: private-ca, name: ca, subject: { organizations: [A] }, duration: ${duration} }\n`,
      [`2:80: foocorp.serverIssuer.duration ${shown}: expected ${DURATION}`],
    ];
  }),
  [
    'a duration that Go does not hold',
    'foocorp:\n  serverIssuer: { type: private-ca, name: ca, subject: { organizations: [A] }, duration: 2562048h }\n',
    ['2:80: foocorp.serverIssuer.duration "2562048h": expected at most 2562047h'],
  ],
  [
    'a gateway that cannot be',
    'cluster:\n  gateway: { installedBy: other, namespace: edge, labels: {}, serviceName: edge, serviceAccountName: edge, ports: [{ name: https, port: 443 }] }\n',
    [
      '2:3: cluster.gateway {"installedBy":"other","namespace":"edge","labels":{},"serviceName":"edge",' +
        '"serviceAccountName":"edge","ports":[{"name":"https","port":443}]}: expected a gateway workload that can be (GatewayWorkload edge/edge: ' +
        '`labels` {}: no label: would select every pod of the namespace, or of the mesh. Name at least one label that ' +
        'only the pods meant carry.)',
    ],
  ],
  [
    'everything at once, in the order of the file',
    'foocorp:\n  strict: no\n  tls: 1\nbookinfo-nlb:\n  http: open\nother: 1\nmesh-strict: { clients: none }\n',
    [
      '2:3: foocorp.strict "no": expected true or false',
      `3:3: foocorp.tls is no setting: expected one of ${FOOCORP}`,
      '4:1: bookinfo-nlb.host is missing',
      '5:3: bookinfo-nlb.http "open": expected one of closed, redirect, acme-safe-redirect',
      `6:1: other is no setting: expected one of ${SECTIONS}`,
      '7:16: mesh-strict.clients "none": expected one of explicit, auto',
    ],
  ],
];

const NO_MAP = `expected a map of ${SECTIONS}`;

const YAML: readonly Refused[] = [
  ['a list', '- foocorp\n', [`1:1: the file ["foocorp"]: ${NO_MAP}`]],
  ['an empty list', '[]\n', [`1:1: the file []: ${NO_MAP}`]],
  ['a text', '# settings\nfoocorp\n', [`2:1: the file "foocorp": ${NO_MAP}`]],
  ['a number', '42\n', [`1:1: the file 42: ${NO_MAP}`]],
  [
    'syntax errors, all of them',
    'foocorp: [a\nbar: {',
    [
      '2:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
      '2:7: Flow map in block collection must be sufficiently indented and end with a }',
    ],
  ],
  ['tabs', 'foocorp:\n\tstrict: true\n', ['2:1: Tabs are not allowed as indentation']],
  [
    'keys given twice, at any depth',
    'foocorp:\n  strict: true\n  strict: false\nmesh-strict: {}\nfoocorp: {}\n',
    ['3:3: Map keys must be unique', '5:1: Map keys must be unique'],
  ],
  [
    'a second document',
    'foocorp: {}\n---\nmesh-strict: {}\n',
    ['2:1: a second document begins here, and settings are one'],
  ],
  ['a tag that nobody resolves', 'foocorp:\n  organization: !env NAME\n', ['2:17: Unresolved tag: !env']],
  ['an alias without anchor', 'foocorp: {}\narticles-locked: *none\n', ['2:18: *none has no anchor &none before it']],
  ['an alias of itself', 'foocorp: &all\n  frontend: *all\n', ['2:13: *all contains itself']],
  [
    'aliases that blow up',
    `${['a: &a [x, x, x, x, x, x, x, x, x, x]', 'b', 'c', 'd', 'e', 'f'].map(bomb).join('\n')}\n`,
    ['1:1: Excessive alias count indicates a resource exhaustion attack'],
  ],
  [
    'merge keys, which YAML 1.2 does not have',
    'articles-secure: &a\n  host: a.example.com\narticles-locked:\n  <<: *a\n',
    ['3:1: articles-locked.host is missing', `4:3: articles-locked.<< is no setting: expected one of ${ARTICLES}`],
  ],
  [
    'an alias: each problem once for each section, where it is written',
    'articles-secure: &a\n  host: 1\n  x: 2\narticles-locked: *a\n',
    [
      `2:3: articles-secure.host 1: expected ${HOST}`,
      `2:3: articles-locked.host 1: expected ${HOST}`,
      `3:3: articles-secure.x is no setting: expected one of ${ARTICLES}`,
      `3:3: articles-locked.x is no setting: expected one of ${ARTICLES}`,
    ],
  ],
  [
    'lines that end with CR LF',
    'foocorp:\r\n  strict: maybe\r\n  tls: 1\r\n',
    [
      '2:3: foocorp.strict "maybe": expected true or false',
      `3:3: foocorp.tls is no setting: expected one of ${FOOCORP}`,
    ],
  ],
  ['a byte order mark', '\uFEFFtls: 1\n', [`1:1: tls is no setting: expected one of ${SECTIONS}`]],
];

/** Ten times the line before. */
function bomb(name: string, index: number): string {
  const before = String.fromCharCode(96 + index);
  return index === 0 ? name : `${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`;
}

describe.each([
  ['unknown keys', UNKNOWN],
  ['missing keys', MISSING],
  ['wrong values', WRONG],
  ['no settings at all', YAML],
])('%s are told by file, line and column', (_group, table) => {
  test.each(table)('%s', (_name, source, lines) => {
    expect(refusal(source)).toBe(lines.map((line) => `my/settings.yaml:${line}`).join('\n'));
  });
});

describe('what is accepted', () => {
  test.each(['', '# nothing yet\n', 'null\n', '---\n', '\uFEFF\n', '{}\n', 'cluster:\n'])(
    'no scenario (%j)',
    (source) => {
      expect(titles(source)).toEqual([]);
    },
  );

  test.each(['mesh-strict:\n', 'mesh-strict: ~\n', 'mesh-strict: {}\r\n', '\uFEFFmesh-strict: null\n'])(
    'a section without content takes all defaults (%j)',
    (source) => {
      expect(titles(source)).toEqual([
        'DestinationRule default',
        'DestinationRule kube-system-plaintext',
        'DestinationRule kubernetes-default-plaintext',
        'PeerAuthentication default',
      ]);
    },
  );

  test('a cluster without content', () => {
    expect(parseSettings('cluster:\nfoocorp:\n', 'settings.yaml')).toEqual({ cluster: {}, foocorp: {} });
  });

  test('anchors and aliases, for sections and values', () => {
    const source =
      'articles-secure: &all { host: &host a.example.com }\narticles-locked: *all\nbookinfo-nlb: { host: *host }\n';

    expect(parseSettings(source, 'settings.yaml')).toEqual({
      'articles-secure': { host: 'a.example.com' },
      'articles-locked': { host: 'a.example.com' },
      'bookinfo-nlb': { host: 'a.example.com' },
    });
  });

  test('lines that end with CR LF, and a byte order mark', () => {
    expect(parseSettings('\uFEFFfoocorp:\r\n  paths: prefix\r\n', 'settings.yaml')).toEqual({
      foocorp: { paths: 'prefix' },
    });
  });

  test('quoted numbers as texts', () => {
    expect(parseSettings('cluster:\n  revision: "1"\n', 'settings.yaml')).toEqual({ cluster: { revision: '1' } });
  });
});
