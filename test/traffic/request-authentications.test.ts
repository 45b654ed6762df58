import { Catalog } from '../../lib/manifest/catalog';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { RequestAuthentications } from '../../lib/traffic/request-authentications';
import { objectsOf } from '../manifest/reading';

const INPUT = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: edge, namespace: gateways}
spec: {template: {metadata: {labels: {istio: edge}}}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: edge, namespace: gateways}
spec: {selector: {matchLabels: {istio: edge}}}
---
apiVersion: security.istio.io/v1beta1
kind: RequestAuthentication
metadata: {name: more, namespace: gateways}
spec: {selector: {matchLabels: {istio: edge}}}
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: away, namespace: shop}
spec: {selector: {matchLabels: {istio: edge}}}
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: mesh, namespace: istio-system}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: other, namespace: gateways}
`;

const namesOf = (objects: readonly { readonly name: string }[]) => objects.map(({ name }) => name);

test('those on a Pod add up: of the root namespace and of its own', () => {
  const catalog = new Catalog(objectsOf(INPUT));
  const authentications = new RequestAuthentications(catalog, meshConfigOf());
  expect(catalog.pods.map((pod) => namesOf(authentications.policiesFor(pod)))).toEqual([
    ['mesh', 'edge', 'more'],
    ['mesh'],
  ]);
  const all = catalog.ofKind('RequestAuthentication.security.istio.io');
  expect(all.map((policy) => namesOf(authentications.podsOf(policy).map(({ owner }) => owner)))).toEqual([
    ['edge'],
    ['edge'],
    [],
    ['edge', 'web'],
  ]);
});
