import { namespace, referenceGrant } from './gateway-api-objects';
import { testMeshRule } from './mesh-rule-tester';

const from = (...names: readonly string[]) =>
  `[${names.map((name) => `{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: ${name}}`).join(', ')}]`;
const grant = (...names: readonly string[]) => referenceGrant(from(...names), '[{group: "", kind: Service}]', 'back');

const finding = (index: number, name: string, fix: string) => ({
  on: 'ReferenceGrant back/shop',
  path: `spec.from[${index}].namespace`,
  message: `There is no namespace "${name}", so that nothing is granted by this entry, and references get 500`,
  fix: `${fix}, or name what the cluster has already with --context`,
  refType: 'namespace',
});

testMeshRule('reference-grant-namespace-unknown', {
  valid: [
    { name: 'a Namespace', objects: grant('shop') + namespace('shop') },
    { name: 'in the context', objects: grant('shop'), context: namespace('shop') },
    { name: 'one that every cluster has', objects: grant('default') + namespace('shop') },
    { name: 'one that an object is in', objects: grant('back') + namespace('shop') },
    { name: 'no Namespaces given', objects: grant('shop'), undecided: ['the Namespace "shop"'] },
    { name: 'nobody', objects: referenceGrant('[]', '[]', 'back') + namespace('shop') },
  ],
  invalid: [
    {
      name: 'not the first one',
      objects: grant('shop', 'shpo', 'elsewhere') + namespace('shop'),
      findings: [finding(1, 'shpo', 'Write "shop"'), finding(2, 'elsewhere', 'Name a namespace that is there')],
    },
  ],
});
