import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromObject } from '../../lib/manifest/from-object';
import { verify } from '../../lib/verify';
import { COMBINATIONS, together } from './combinations';
import { OUTPUTS, SECOND_SETTINGS } from './outputs';
import { type Manifest, objectsIn, ROOT, SETTINGS } from './rendering';

const read = (path: string) => objectsIn(readFileSync(path, 'utf8'));
const PLATFORM = read(join(ROOT, 'platform.yaml'));
const SECOND_PLATFORM = read(join(__dirname, 'second-platform.yaml'));

/** What the cluster has beside platform.yaml in some variants, as YAML. */
const FURTHER: Readonly<Record<string, string>> = {
  'foocorp: credentials that exist': `
apiVersion: v1
kind: Secret
metadata: { name: frontend-credential, namespace: istio-system }
---
apiVersion: v1
kind: Secret
metadata: { name: inventory-credential, namespace: istio-system }
`,
  'foocorp: inventory on an internal gateway': `
apiVersion: apps/v1
kind: Deployment
metadata: { name: internal, namespace: istio-internal }
spec:
  selector: { matchLabels: { istio: internal } }
  template:
    metadata: { labels: { istio: internal } }
    spec:
      serviceAccountName: internal
      containers: [{ name: istio-proxy, image: proxyv2, args: [proxy, router] }]
---
apiVersion: v1
kind: Service
metadata: { name: internal, namespace: istio-internal }
spec: { selector: { istio: internal }, ports: [{ name: https, port: 443 }] }
`,
  'hipstershop-https: existing issuer': `
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: company-ca }
spec: { vault: { server: https://vault.example.com, path: pki, auth: { tokenSecretRef: { name: vault } } } }
`,
  'httpbin-alb: ingress-nginx': ingressClass('public-iks-k8s-nginx', 'k8s.io/ingress-nginx'),
  "httpbin-alb: IBM's former ALB": ingressClass('public-iks', 'ingress.bluemix.net/alb'),
  'httpbin-alb: direct host': `
apiVersion: v1
kind: Secret
metadata: { name: direct-certs, namespace: istio-system }
`,
  'mesh-strict: further Services without sidecars': `
apiVersion: v1
kind: Service
metadata: { name: db, namespace: data }
spec: { selector: { app: db }, ports: [{ name: tcp, port: 5432 }] }
`,
};

function ingressClass(name: string, controller: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: ${name} }\nspec: { controller: ${controller} }\n`;
}

function judge(objects: readonly Manifest[], context: readonly Manifest[]) {
  return verify({ objects: manifestsOf(objects), context: manifestsOf(context) });
}

function manifestsOf(objects: readonly Manifest[]) {
  return objects.map((object) => fromObject(object));
}

test.each(OUTPUTS)('$name: no finding, every kind known', ({ name, objects }) => {
  const platform = name.endsWith('second settings') ? SECOND_PLATFORM : PLATFORM;
  const { findings, coverage } = judge(objects, [...platform, ...objectsIn(FURTHER[name] ?? '')]);

  expect(findings).toEqual([]);
  expect(coverage).toMatchObject({ objects: objects.length, withoutSchema: [], alternatives: [] });
});

test.each(OUTPUTS.filter(({ name }) => name.endsWith('sample settings')))('$name: nothing left open', ({ objects }) => {
  expect(judge(objects, PLATFORM).coverage.notApplicable).toEqual([]);
});

describe.each(COMBINATIONS)('%s and %s with all single scenarios', (...stages) => {
  test.each([
    ['sample settings', SETTINGS, PLATFORM],
    ['second settings', SECOND_SETTINGS, SECOND_PLATFORM],
  ])('%s: no finding', (_, settings, platform) => {
    expect(judge(together(stages, settings), platform).findings).toEqual([]);
  });
});

test('everything together, alternatives told apart: no finding', () => {
  const files = OUTPUTS.filter(({ name }) => name.endsWith('sample settings'));
  const objects = files.flatMap(({ scenario, objects: own }) =>
    own.map((object) => fromObject(object, { part: scenario })),
  );
  const { findings, coverage } = verify({ objects, context: PLATFORM.map((object) => fromObject(object)) });

  expect(findings).toEqual([]);
  expect(coverage.alternatives).toEqual([
    ['articles-locked', 'hipstershop-dedicated-gateway'],
    ['articles-secure', 'hipstershop-http'],
    ['articles-locked', 'hipstershop-https'],
  ]);
});
