import type { Json, Path } from '../manifest/manifest';
import { type CredentialUse, placesOf, sourcesElsewhere, sourcesFor, usesOf } from '../traffic/gateway-credentials';
import { GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { quoted } from './quoted';
import type { MeshRule, Violation } from './rule';
import { titleOf } from './title';
import { isShownGateway } from './workloads';

const EFFECT = 'so that clients get a reset of their TLS handshake';

/** Where the gateway is only assumed, the input may not show the one that is meant. */
function unlessElsewhere({ server }: CredentialUse, mesh: Mesh): string {
  return mesh.gateways.isOnAssumed(server.gateway)
    ? ', unless the gateway runs elsewhere: then name it with --context'
    : '';
}

/** The value names another namespace than that of any Pod of the gateway. */
function askedElsewhere(use: CredentialUse, mesh: Mesh): Violation | undefined {
  const { server, namespace, name, path, text } = use;
  const places = placesOf(server.gateway, mesh);
  if (namespace === undefined || places.includes(namespace)) return undefined;
  const message = `"${text}" is a Secret of namespace "${namespace}", and the gateway runs in ${quoted(places)}: istiod gives a gateway only Secrets of its own namespace, ${EFFECT}`;
  const fix = `Write "${name}", and have the Secret in namespace ${quoted(places, 'or')}${unlessElsewhere(use, mesh)}`;
  const isThere = sourcesFor({ server, namespace: undefined, name }, mesh).length > 0;
  return { path, message, fix, refType: 'credentialName', ...(isThere ? replaced(path, name) : {}) };
}

function replaced(path: Path, value: Json): Pick<Violation, 'replacement'> {
  return { replacement: { path, value } };
}

/** Nothing writes the Secret where the gateway runs, but something does in another namespace. */
function writtenElsewhere(use: CredentialUse, mesh: Mesh): Violation | undefined {
  const [source] = sourcesFor(use, mesh).length > 0 ? [] : sourcesElsewhere(use, mesh);
  if (source === undefined) return undefined;
  const { server, name, path } = use;
  const places = quoted(placesOf(server.gateway, mesh), 'or');
  const writer = titleOf(source.manifest, mesh);
  const origin = source.by === 'Secret' ? `${writer} is` : `${writer} writes the Secret "${name}"`;
  const message = `${origin} in namespace "${source.namespace}", but the gateway looks for it in namespace ${places}, where it runs, ${EFFECT}`;
  const move = source.by === 'Secret' ? 'Have the Secret' : `Put ${writer}`;
  return {
    path,
    message,
    fix: `${move} in namespace ${places}${unlessElsewhere(use, mesh)}`,
    refType: 'credentialName',
  };
}

/**
 * Of an assumed gateway the namespace is open, and a Secret elsewhere may well be where the gateway is. Not so beside the
 * Gateway, where applications are: that is where who takes the Gateway for the gateway puts it.
 */
function isCertain({ server, name }: CredentialUse, mesh: Mesh): boolean {
  const { gateway } = server;
  if (!mesh.gateways.isOnAssumed(gateway)) return true;
  const isBeside = mesh.credentials.sources(gateway.namespace, name).length > 0;
  return isBeside && mesh.catalog.podsWith({}, gateway.namespace).some((pod) => !isShownGateway(pod, mesh));
}

export const gatewayCredentialNamespace: MeshRule = {
  id: 'gateway-credential-namespace',
  code: 'IST0101',
  severity: 'error',
  kinds: [GATEWAY],
  summary: 'The Secrets that a Gateway names are in the namespace of its gateway, not in that of the Gateway.',
  check(manifest, { mesh, report, cannotTell }) {
    const found = usesOf(manifest, mesh).flatMap((use) => {
      const violation = askedElsewhere(use, mesh) ?? writtenElsewhere(use, mesh);
      return violation === undefined ? [] : { use, violation };
    });
    const certain = found.filter(({ use }) => isCertain(use, mesh));
    for (const { violation } of certain) report(violation);
    if (certain.length < found.length) cannotTell('the Pods of the gateway');
  },
};
