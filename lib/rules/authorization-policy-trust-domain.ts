import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import { foreignTrustDomain } from '../traffic/principals';
import { askedOfSource } from './policy-values';
import type { MeshRule } from './rule';

/** A value of `trustDomains` is for other meshes by its nature. */
export const authorizationPolicyTrustDomain: MeshRule = {
  id: 'authorization-policy-trust-domain',
  code: 'KIA0108',
  severity: 'warning',
  kinds: [AUTHORIZATION_POLICY],
  summary: "Principals in an AuthorizationPolicy are of the mesh's own trust domain, or of an alias of it.",
  check(policy, { mesh: { config }, report, cannotTell }) {
    const foreign = askedOfSource(policy, 'principals').flatMap(({ field }) => {
      const trustDomain = foreignTrustDomain(field.text, config);
      const isForeign = trustDomain !== undefined && trustDomain !== '' && !field.text.startsWith('spiffe://');
      return isForeign ? { field, trustDomain } : [];
    });
    if (foreign.length > 0 && !config.isGiven) return cannotTell('the mesh config, which names the trust domain');
    for (const { field, trustDomain } of foreign) {
      const { text, path } = field;
      report({
        path,
        message: `Trust domain "${trustDomain}" of the principal is not that of the mesh, "${config.trustDomain}": no workload of the mesh has such an identity`,
        fix: `Write "cluster.local${text.slice(trustDomain.length)}", where cluster.local stands for the mesh's own trust domain, or give the mesh config that has "${trustDomain}" as its trustDomain, or among its trustDomainAliases`,
      });
    }
  },
};
