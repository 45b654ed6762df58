import { type Field, specOf } from '../manifest/field';
import { keepLast } from '../manifest/keep-last';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import { INTERNAL } from '../traffic/virtual-services';
import { isClaimHeader } from './header-syntax';
import { fqdnFault, isLabel } from './istio-syntax';
import type { ObjectRule } from './rule';
import { isForGatewaysOnly, matchesOf, whyMesh } from './virtual-service';
import { refused, warned } from './webhook-rule';

const KINDS = [VIRTUAL_SERVICE];

/** istiod stops at the first name without a slash, `mesh` too, and takes what comes after it unseen. */
function checkedNames(list: Field): readonly Field[] {
  const last = list.items.findIndex(({ text }) => !text.includes('/'));
  return last < 0 ? list.items : list.items.slice(0, last + 1);
}

/** The names that istiod looks at. */
export const gatewayNames = keepLast((manifest): readonly Field[] => {
  const lists = [specOf(manifest), ...matchesOf(manifest, 'http', 'tls', 'tcp')];
  return lists.flatMap((holder) => checkedNames(holder.get('gateways')));
});

function nameFault(text: string): string | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return fqdnFault(text);
  const [namespace, name] = [text.slice(0, slash), text.slice(slash + 1)];
  if (!isLabel(namespace)) return `has "${namespace}" before the slash, which is no namespace`;
  return isLabel(name) ? undefined : `has "${name}" after the slash, which is no name of a Gateway`;
}

const virtualServiceGateways = refused({
  id: 'virtual-service-gateways',
  kinds: KINDS,
  summary: 'Gateways are named NAME or NAMESPACE/NAME.',
  check(manifest, report) {
    for (const name of gatewayNames(manifest)) {
      const { text } = name;
      const fault = nameFault(text);
      // What istiod names itself is another fault.
      if (fault === undefined || text.includes(INTERNAL)) continue;
      report({
        path: name.path,
        message: `Gateway "${text}" ${fault}`,
        fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
      });
    }
  },
});

const virtualServiceLegacyGateway = warned({
  id: 'virtual-service-legacy-gateway',
  kinds: KINDS,
  summary: 'Gateways are not named by domain.',
  check(manifest, report) {
    for (const { path, text } of gatewayNames(manifest)) {
      if (!text.includes('.') || nameFault(text) !== undefined) continue;
      const [name, namespace = ''] = text.split('.');
      const message = `Gateway "${text}" is in the old form NAME.NAMESPACE, which istiod still reads and tools no longer do`;
      const fix = namespace === '' ? 'Use NAME or NAMESPACE/NAME' : `Use "${namespace}/${name}"`;
      report({ path, message, fix });
    }
  },
});

const virtualServiceClaimRouting = refused({
  id: 'virtual-service-claim-routing',
  kinds: KINDS,
  about: ['headers', 'withoutHeaders'],
  summary: 'Routing by claims of a JWT is for named gateways only.',
  check(manifest, report) {
    if (isForGatewaysOnly(manifest)) return;
    const maps = matchesOf(manifest, 'http').flatMap((match) => [match.get('headers'), match.get('withoutHeaders')]);
    for (const [name, { path }] of maps.flatMap(({ entries }) => entries)) {
      if (!isClaimHeader(name)) continue;
      const message = `Match "${name}" is for a claim of a JWT, which only gateways can match, but ${whyMesh(manifest)}`;
      report({ path, message, fix: 'List named gateways only, or match a header' });
    }
  },
});

export const VIRTUAL_SERVICE_GATEWAYS_WEBHOOK_RULES: readonly ObjectRule[] = [
  virtualServiceClaimRouting,
  virtualServiceGateways,
  virtualServiceLegacyGateway,
];
