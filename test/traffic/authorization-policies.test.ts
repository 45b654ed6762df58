import { Catalog } from '../../lib/manifest/catalog';
import { Authorization } from '../../lib/traffic/authorization-policies';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { objectsOf } from '../manifest/reading';

const INPUT = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {metadata: {labels: {app: web}}}}
---
apiVersion: v1
kind: Pod
metadata: {name: cart}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  rules: [{from: [{source: {serviceAccounts: [front]}}]}]
---
apiVersion: security.istio.io/v1beta1
kind: AuthorizationPolicy
metadata: {name: mesh, namespace: mesh}
spec: {action: DENY, rules: [{to: [{operation: {ports: ["9000"]}}]}]}
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: other}
`;

const catalog = new Catalog(objectsOf(INPUT), { defaultNamespace: 'shop' });
const authorization = new Authorization(catalog, meshConfigOf({ rootNamespace: 'mesh' }));
const [web, mesh] = catalog.ofKind('AuthorizationPolicy.security.istio.io');
const [webPod, cartPod] = catalog.pods;
const FRONT = { principal: 'cluster.local/ns/shop/sa/front', port: 8080 };

test('policies by Pod, and Pods by policy', () => {
  expect(catalog.pods.map((pod) => authorization.policiesFor(pod))).toEqual([[mesh, web], [mesh]]);
  expect([web, mesh].map((policy) => policy && authorization.podsOf(policy))).toEqual([[webPod], [webPod, cartPod]]);
});

test('what is decided, in the namespaces that the policies go to', () => {
  const requests = [FRONT, { ...FRONT, port: 9000 }, { principal: '', port: 8080 }, { port: 8080 }];
  const decisions = requests.map((request) =>
    catalog.pods.map((pod) => {
      const { allowed, by, path } = authorization.decide(pod, request);
      return [allowed, by?.name, path?.join('.')];
    }),
  );
  const free = [true, undefined, undefined];
  const denied = [false, 'mesh', 'spec.rules.0'];
  expect(decisions).toEqual([
    [[true, 'web', 'spec.rules.0'], free],
    [denied, denied],
    [[false, 'web', 'spec.rules'], free],
    [[undefined, 'web', 'spec.rules.0'], free],
  ]);
});

test('single rules', () => {
  const matches = [0, 1, -1].map((index) => web && authorization.ruleMatches(web, index, FRONT));
  expect(matches).toEqual([true, false, false]);
});

test('nothing there', () => {
  const none = new Authorization(new Catalog([]), meshConfigOf());
  expect(catalog.pods.map((pod) => none.policiesFor(pod))).toEqual([[], []]);
  expect(catalog.pods.map((pod) => none.decide(pod, {}).allowed)).toEqual([true, true]);
});
