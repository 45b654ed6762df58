import { kindKey, type Manifest } from '../manifest/manifest';
import { specOf } from '../manifest/field';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { MeshRule, Violation } from './rule';
import { routesOf } from './virtual-service';

const CRD = 'CustomResourceDefinition.apiextensions.k8s.io';

/** Kinds of the access control that AuthorizationPolicies replaced. */
const OLD_KINDS: ReadonlySet<string> = new Set([
  'ClusterRbacConfig',
  'RbacConfig',
  'ServiceRole',
  'ServiceRoleBinding',
]);

const FINDERS: ReadonlyMap<string, (manifest: Manifest) => readonly Violation[]> = new Map([
  [VIRTUAL_SERVICE, delayPercents],
  [CRD, oldDefinition],
]);

function delayPercents(manifest: Manifest): readonly Violation[] {
  return routesOf(manifest, 'http')
    .map((route) => route.get('fault'))
    .filter(({ isSet }) => isSet)
    .map((fault) => fault.get('delay', 'percent'))
    .filter(({ number }) => number > 0)
    .map(({ path, number }) => ({
      path,
      message: 'fault.delay.percent is deprecated, since it takes whole numbers only',
      fix: `Write percentage: {value: ${number}} instead`,
    }));
}

function oldDefinition(manifest: Manifest): readonly Violation[] {
  const spec = specOf(manifest);
  const kind = spec.get('names', 'kind');
  if (spec.get('group').text !== 'rbac.istio.io' || !OLD_KINDS.has(kind.text)) return [];
  const message = `${kind.text} of rbac.istio.io is no longer read by istiod, so that objects of it protect nothing`;
  return [{ path: kind.path, message, fix: 'Remove the definition, and write AuthorizationPolicies instead' }];
}

export const deprecatedField: MeshRule = {
  id: 'deprecated-field',
  code: 'IST0002',
  severity: 'warning',
  kinds: [...FINDERS.keys()],
  about: ['percent', 'group'],
  summary: 'Fields and kinds that Istio has given up are not used.',
  check(manifest, { report }) {
    for (const violation of FINDERS.get(kindKey(manifest))?.(manifest) ?? []) report(violation);
  },
};
