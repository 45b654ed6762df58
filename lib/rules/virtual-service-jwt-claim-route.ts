import type { Manifest } from '../manifest/manifest';
import type { Field } from '../manifest/field';
import type { Gateway } from '../traffic/gateway-server';
import { REQUEST_AUTHENTICATION, VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { gatewaysOf, podsOfGateway } from './gateways-of-route';
import { isClaimHeader } from './header-syntax';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule, Violation } from './rule';
import { isForGatewaysOnly, matchesOf } from './virtual-service';

/** The first match on a claim. */
function claimMatch(manifest: Manifest): Field | undefined {
  return matchesOf(manifest, 'http')
    .flatMap((match) => [...match.get('headers').entries, ...match.get('withoutHeaders').entries])
    .find(([name]) => isClaimHeader(name))?.[1];
}

const WITHOUT = new WeakMap<Gateway, readonly string[]>();

/** Namespaces with Pods of the Gateway that take no token. */
function namespacesWithout(gateway: Gateway, mesh: Mesh): readonly string[] {
  const known = WITHOUT.get(gateway);
  if (known !== undefined) return known;
  const pods = mesh.gateways.podsOf(gateway);
  const without = pods.filter((pod) => mesh.requestAuthentication.policiesFor(pod).length === 0);
  const namespaces = [...new Set(without.map(({ namespace }) => namespace))];
  WITHOUT.set(gateway, namespaces);
  return namespaces;
}

/** Where the Pods are is known, or does not matter, since nowhere is a RequestAuthentication. */
function isDecided(gateway: Gateway, { gateways, catalog }: Mesh): boolean {
  if (gateways.podsOf(gateway).length === 0) return false;
  return !gateways.isOnAssumed(gateway) || catalog.ofKind(REQUEST_AUTHENTICATION).length === 0;
}

function violationOf({ path }: Field, { key }: Gateway, namespaces: readonly string[]): Violation {
  const message = `Match "${path.at(-1)}" is for a claim of a JWT, but no RequestAuthentication is on the Pods of Gateway "${key}" in ${quoted(namespaces)}, so that no request has the claim there`;
  const fix = `Add a RequestAuthentication in ${quoted(namespaces)} that selects these Pods${OR_CONTEXT}`;
  return { path, message, fix };
}

export const virtualServiceJwtClaimRoute: MeshRule = {
  id: 'virtual-service-jwt-claim-route',
  code: 'IST0149',
  severity: 'error',
  kinds: [VIRTUAL_SERVICE],
  about: ['headers', 'withoutHeaders'],
  summary: 'Where routes match claims of a JWT, a RequestAuthentication is on the Pods of the gateway.',
  check(manifest, { mesh, report, cannotTell }) {
    const match = claimMatch(manifest);
    // Without gateways, or with `mesh` among them, istiod refuses it.
    if (match === undefined || !isForGatewaysOnly(manifest)) return;
    for (const gateway of gatewaysOf(manifest, mesh)) {
      const namespaces = namespacesWithout(gateway, mesh);
      const isDone = mesh.gateways.podsOf(gateway).length > 0 && namespaces.length === 0;
      if (isDone) continue;
      if (!isDecided(gateway, mesh)) return cannotTell(podsOfGateway(gateway));
      report(violationOf(match, gateway, namespaces));
    }
  },
};
