import { specOf } from '../manifest/field';
import { CLUSTER_RESOURCES } from '../traffic/authorities';
import { CERTIFICATE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule } from './rule';

const SHOWN = new WeakMap<Mesh, boolean>();

/** The key of a CA is often made by hand: Certificates that the CA signs do not show that it would be in the input. */
function areAuthoritiesShown(mesh: Mesh): boolean {
  const known = SHOWN.get(mesh) ?? hasAuthorities(mesh);
  SHOWN.set(mesh, known);
  return known;
}

function hasAuthorities({ catalog }: Mesh): boolean {
  return catalog.ofKind('Secret').length > 0 || catalog.ofKind(CERTIFICATE).some((one) => specOf(one).get('isCA').flag);
}

export const issuerSecretMissing: MeshRule = {
  id: 'issuer-secret-missing',
  code: 'SI0140',
  severity: 'error',
  kinds: ['Issuer.cert-manager.io', 'ClusterIssuer.cert-manager.io'],
  summary: 'The Secret of a CA issuer is where cert-manager looks for it.',
  check(manifest, { mesh, report, cannotTell }) {
    const { path, text: name } = specOf(manifest).get('ca', 'secretName');
    if (name === '' || mesh.authorities.caSourcesOf(manifest).length > 0) return;
    const namespace = manifest.kind === 'ClusterIssuer' ? CLUSTER_RESOURCES : mesh.catalog.namespaceOf(manifest);
    const others = mesh.credentials.elsewhere(name, namespace).map((source) => source.namespace);
    if (others.length === 0 && !areAuthoritiesShown(mesh)) return cannotTell(`the Secret "${namespace}/${name}"`);
    const found = others.length === 0 ? '' : `, but in ${quoted([...new Set(others)])}, where an Issuer does not look`;
    const message = `There is no Secret "${name}" in namespace "${namespace}", and nothing that writes one${found}: the issuer is never ready, and signs nothing`;
    const fix = `Have the Secret in namespace "${namespace}", such as by a Certificate with isCA${others.length === 0 ? OR_CONTEXT : ''}`;
    report({ path, message, fix, refType: 'secret' });
  },
};
