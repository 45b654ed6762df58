import { testMeshRule } from './mesh-rule-tester';

const policy = (source: string, when = '[]') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: orders, namespace: shop}
spec: {rules: [{from: [{source: ${source}}], when: ${when}}]}
---`;
const CORP = { trustDomain: 'corp.example', trustDomainAliases: ['old.example'] };

const finding = (path: string, trustDomain: string, rest: string, own = 'cluster.local') => ({
  on: 'AuthorizationPolicy shop/orders',
  path: `spec.rules[0].${path}`,
  message: `Trust domain "${trustDomain}" of the principal is not that of the mesh, "${own}": no workload of the mesh has such an identity`,
  fix: `Write "cluster.local${rest}", where cluster.local stands for the mesh's own trust domain, or give the mesh config that has "${trustDomain}" as its trustDomain, or among its trustDomainAliases`,
});

testMeshRule('authorization-policy-trust-domain', {
  valid: [
    {
      name: 'cluster.local stands for that of the mesh',
      objects: policy('{principals: [cluster.local/ns/shop/sa/web]}'),
      mesh: CORP,
    },
    {
      name: 'that of the mesh, and an alias',
      objects: policy('{principals: [corp.example/ns/shop/sa/web, old.example/ns/shop/sa/web]}'),
      mesh: CORP,
    },
    {
      name: 'wildcards that take in that of the mesh',
      objects: policy('{principals: ["*", "*/ns/shop/sa/web", "*.local/ns/shop/sa/web", "partner/ns/shop/*"]}'),
    },
    { name: 'other identities', objects: policy('{principals: [partner.example/client]}') },
    { name: 'trust domains by themselves', objects: policy('{trustDomains: [partner.example]}') },
    {
      name: 'written with its scheme, of which another rule speaks',
      objects: policy('{principals: [spiffe://cluster.local/ns/shop/sa/web]}'),
    },
    {
      name: 'a trust domain that may be that of the mesh, whose config nobody has given',
      objects: policy('{principals: [corp.example/ns/shop/sa/web]}'),
      undecided: ['the mesh config, which names the trust domain'],
    },
  ],
  invalid: [
    {
      name: 'foreign, in lists of both kinds and in conditions',
      objects: policy(
        '{principals: [cluster.local/ns/a/sa/b, corp.example/ns/shop/sa/web], notPrincipals: [td1/ns/a/sa/b]}',
        '[{key: source.principal, values: [td2/ns/a/sa/b]}]',
      ),
      mesh: {},
      findings: [
        finding('from[0].source.principals[1]', 'corp.example', '/ns/shop/sa/web'),
        finding('from[0].source.notPrincipals[0]', 'td1', '/ns/a/sa/b'),
        finding('when[0].values[0]', 'td2', '/ns/a/sa/b'),
      ],
    },
    {
      name: 'of none of several',
      objects: policy('{principals: [other.example/ns/shop/sa/web]}'),
      mesh: CORP,
      findings: [finding('from[0].source.principals[0]', 'other.example', '/ns/shop/sa/web', 'corp.example')],
    },
  ],
});
