import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { CLUSTER_DOMAIN } from '../traffic/hosts';
import type { Mesh } from '../traffic/mesh';
import { breadthOf } from './destination-rule';

/** The breadth of a rule that tells the clients of a whole namespace, or of the mesh, to send mutual TLS of Istio's. */
export function wideMutualBreadth(rule: Manifest, mesh: Mesh): string | undefined {
  const isMutual = specOf(rule).get('trafficPolicy', 'tls', 'mode').text === 'ISTIO_MUTUAL';
  return isMutual ? breadthOf(mesh.clientSettings.hostOf(rule)) : undefined;
}

/** What tells clients how to speak to the Services of a namespace for which there is no rule. */
interface Basis {
  readonly rule: Manifest;
  readonly mode: string;
}

export function namespaceBasis(namespace: string, mesh: Mesh): Basis | undefined {
  return basisFor(`*.${namespace}.${CLUSTER_DOMAIN}`, namespace, mesh);
}

/** The same for namespaces without a rule of their own. */
export function meshBasis(mesh: Mesh): Basis | undefined {
  return basisFor(`*.${CLUSTER_DOMAIN}`, mesh.config.rootNamespace, mesh);
}

function basisFor(host: string, namespace: string, { clientSettings }: Mesh): Basis | undefined {
  const rule = clientSettings.inForce(namespace, host, namespace);
  const tls = rule && clientSettings.tlsFor(rule, undefined, '');
  return tls && { rule: tls.manifest, mode: tls.mode };
}
