import { Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { REQUEST_AUTHENTICATION } from '../traffic/kinds';
import { jwtRulesOf } from './request-authentication';
import type { MeshRule } from './rule';
import { namespacedName } from './title';

const VARIABLE = 'BLOCKED_CIDRS_IN_JWKS_URIS';

export const istiodJwksUnrestricted: MeshRule = {
  id: 'istiod-jwks-unrestricted',
  code: 'IST0175',
  severity: 'warning',
  kinds: ['Deployment.apps'],
  summary: 'istiod fetches keys for RequestAuthentications from public addresses only.',
  check(deployment, inquiry) {
    if (Field.root(deployment).get('metadata', 'labels', 'app').text !== 'istiod' || isRestricted(deployment)) return;
    const fetching = inquiry.mesh.catalog.ofKind(REQUEST_AUTHENTICATION).find(isFetched);
    if (fetching === undefined) return;
    const name = namespacedName(fetching, inquiry.mesh);
    inquiry.report({
      path: containersOf(deployment).path,
      message: `istiod fetches keys from wherever a RequestAuthentication, such as "${name}", tells it to: addresses inside the cluster and the cloud's metadata service, too`,
      fix: `Set the environment variable ${VARIABLE} of istiod, for instance to "169.254.0.0/16,127.0.0.0/8"`,
    });
  },
};

function containersOf(deployment: Manifest): Field {
  return specOf(deployment).get('template', 'spec', 'containers');
}

function isRestricted(deployment: Manifest): boolean {
  return containersOf(deployment)
    .items.flatMap((container) => container.get('env').items)
    .some((variable) => {
      const isGiven = variable.get('value').text !== '' || variable.get('valueFrom').isSet;
      return variable.get('name').text === VARIABLE && isGiven;
    });
}

/** Without keys of its own, a rule has them fetched: from its `jwksUri`, or by asking the issuer where they are. */
function isFetched(policy: Manifest): boolean {
  return jwtRulesOf(policy).some((rule) => rule.get('jwks').text === '');
}
