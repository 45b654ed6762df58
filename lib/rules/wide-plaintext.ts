import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Answer } from '../traffic/answer';
import type { Mesh } from '../traffic/mesh';
import { breadthOf, WHOLE_MESH } from './destination-rule';
import { hasSidecars } from './namespace-sidecars';
import { isMeshWide } from './peer-authentication';

/** A rule that tells the clients of a whole namespace, or of the mesh, to send plaintext, which a policy refuses. */
interface WidePlaintext {
  /** `WHOLE_MESH`, or a namespace. */
  readonly breadth: string;
  /** The STRICT policy for as much. */
  readonly policy: Manifest;
  readonly isMeshPolicy: boolean;
  /** Whether the policy means something there. */
  readonly isCertain: Answer;
}

/**
 * Nothing where the rule does not do so, and where no sidecar is there that could refuse anything. An exception for the
 * namespace of others, as the mesh's own rules have them, is taken for one without sidecars until the input shows one.
 */
export function widePlaintextOf(rule: Manifest, mesh: Mesh): WidePlaintext | undefined {
  const breadth = breadthOf(mesh.clientSettings.hostOf(rule));
  const tls = specOf(rule).get('trafficPolicy', 'tls');
  const isPlain = tls.isSet && (tls.get('mode').text || 'DISABLE') === 'DISABLE';
  if (breadth === undefined || !isPlain) return undefined;
  const isWhole = breadth === WHOLE_MESH;
  const mode = isWhole ? mesh.peerAuthentication.meshMode() : mesh.peerAuthentication.namespaceMode(breadth);
  if (mode.mode !== 'STRICT' || mode.decidedBy === undefined) return undefined;
  const isMeshPolicy = isMeshWide(mode, mesh);
  const sidecars = isWhole || hasSidecars(breadth, mesh);
  if (sidecars === false) return undefined;
  const isOwn = !isMeshPolicy || mesh.catalog.namespaceOf(rule) === breadth;
  return { breadth, policy: mode.decidedBy.manifest, isMeshPolicy, isCertain: sidecars ?? (isOwn || undefined) };
}
