import { append } from '../groups';
import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { CLUSTER_DOMAIN } from '../traffic/hosts';
import { CERTIFICATE, DESTINATION_RULE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { solverClients } from './http01-solver-clients';
import type { MeshRule } from './rule';

/** A Certificate whose solver Pods get mutual TLS, and the settings that say so. */
interface Unsolvable {
  readonly certificate: Manifest;
  readonly namespace: string;
  readonly tls: Field;
}

/** cert-manager adds a random end to the name, so that only a wildcard covers the Service. */
const SOLVER = 'cm-acme-http-solver';
const SOLVER_PORT = 8089;

const indexOf = oncePer((mesh: Mesh): ReadonlyMap<Manifest, readonly Unsolvable[]> => {
  const found = new Map<Manifest, Unsolvable[]>();
  if (!mesh.issuers.useHttp01) return found;
  for (const certificate of mesh.catalog.ofKind(CERTIFICATE)) {
    const namespace = mesh.catalog.namespaceOf(certificate);
    for (const client of solverClients(certificate, mesh)) {
      const rule = mesh.clientSettings.inForce(client, `${SOLVER}.${namespace}.${CLUSTER_DOMAIN}`, namespace);
      const settings = rule && mesh.clientSettings.tlsFor(rule, SOLVER_PORT, '');
      if (settings?.mode !== 'ISTIO_MUTUAL') continue;
      append(found, settings.manifest, { certificate, namespace, tls: settings.field });
    }
  }
  return found;
});

export const http01SolverMutual: MeshRule = {
  id: 'http01-solver-mutual',
  code: 'SI0171',
  severity: 'error',
  kinds: [DESTINATION_RULE],
  summary: "Gateways do not send mutual TLS to cert-manager's solvers, which have no sidecar.",
  check(manifest, { mesh, report }) {
    const [first] = indexOf(mesh).get(manifest) ?? [];
    if (first === undefined) return;
    const { certificate, namespace, tls } = first;
    const host = specOf(manifest).get('host').text;
    const message = `Host "${host}" covers the HTTP-01 solvers of Certificate "${namespace}/${certificate.name}", and the gateway would send them mutual TLS: they have no sidecar, the challenge gets 503, and no certificate is issued or renewed`;
    const fix = `Name the Services that are meant, leave out tls where automatic mutual TLS is on, or let the issuer use DNS-01`;
    report({ path: [...tls.path, 'mode'], message, fix });
  },
};
