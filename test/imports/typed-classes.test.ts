import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import * as acme from '../../imports/acme.cert-manager.io';
import * as certManager from '../../imports/cert-manager.io';
import * as extensions from '../../imports/extensions.istio.io';
import * as networking from '../../imports/networking.istio.io';
import * as security from '../../imports/security.istio.io';
import * as telemetry from '../../imports/telemetry.istio.io';
import type { SchemaDocument } from '../../scripts/compact-schema';
import { newestFirst } from '../../scripts/kube-version';

const MODULES = [
  {
    source: 'cert-manager',
    group: 'acme.cert-manager.io',
    module: acme,
    classes: ['Challenge', 'Order'],
  },
  {
    source: 'cert-manager',
    group: 'cert-manager.io',
    module: certManager,
    classes: ['Certificate', 'CertificateRequest', 'ClusterIssuer', 'Issuer'],
  },
  {
    source: 'istio',
    group: 'extensions.istio.io',
    module: extensions,
    classes: ['TrafficExtension', 'WasmPlugin'],
  },
  {
    source: 'istio',
    group: 'networking.istio.io',
    module: networking,
    classes: [
      'DestinationRule',
      'EnvoyFilter',
      'Gateway',
      'ProxyConfig',
      'ServiceEntry',
      'Sidecar',
      'VirtualService',
      'WorkloadEntry',
      'WorkloadGroup',
    ],
  },
  {
    source: 'istio',
    group: 'security.istio.io',
    module: security,
    classes: ['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'],
  },
  { source: 'istio', group: 'telemetry.istio.io', module: telemetry, classes: ['Telemetry'] },
];

type ApiObjectClass = typeof networking.Gateway;

function apiObjects(module: object): ApiObjectClass[] {
  return Object.values(module).filter((member) => Object.prototype.isPrototypeOf.call(ApiObject, member));
}

function newestServed(source: string, group: string, kind: string): string | undefined {
  const file = join(__dirname, '../../imports/schemas', `${source}.json`);
  const document: SchemaDocument = JSON.parse(readFileSync(file, 'utf8'));
  const versions = Object.keys(document.kinds).flatMap((key) => {
    const [keyGroup, version, keyKind] = key.split('/');
    return keyGroup === group && keyKind === kind && version !== undefined ? [version] : [];
  });
  return versions.toSorted(newestFirst)[0];
}

describe.each(MODULES)('imports/$group.ts', ({ source, group, module, classes }) => {
  test('holds a class for each kind', () => {
    expect(
      apiObjects(module)
        .map((each) => each.name)
        .toSorted(),
    ).toEqual(classes);
  });

  test.each(apiObjects(module))('$name is of the newest served version', ({ name, GVK }) => {
    expect(GVK).toEqual({ apiVersion: `${group}/${newestServed(source, group, name)}`, kind: name });
  });
});

test('a field with two spellings is written in the one that its documentation uses', () => {
  const keys = { issuer: 'https://issuer.example.com', jwksUri: 'https://issuer.example.com/keys' };
  expect(security.RequestAuthentication.manifest({ spec: { jwtRules: [keys] } }).spec.jwtRules).toEqual([keys]);
});
