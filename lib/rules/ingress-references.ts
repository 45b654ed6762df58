import type { Manifest, Path } from '../manifest/manifest';
import { specOf } from '../manifest/field';
import { INGRESS } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { type IngressReference, misplacedIn, referencesOf } from './ingress-reference';
import { areServicesKnown } from './known-objects';
import { OR_CONTEXT } from './quoted';
import type { MeshRule, Violation } from './rule';

/** Where Certificates alone are shown, Secrets of the platform may well be there, too. */
function isSecretKnown({ name, namespace }: IngressReference, { catalog, credentials }: Mesh): boolean {
  return catalog.ofKind('Secret').length > 0 || credentials.elsewhere(name, namespace).length > 0;
}

function violationOf({ kind, name, namespace, port, path }: IngressReference): Violation {
  switch (kind) {
    case 'secret': {
      const message = `There is no Secret "${name}" in namespace "${namespace}", which is where an Ingress has its Secrets, and nothing that writes one, so that the controller answers with a certificate of its own, which no client trusts`;
      const fix = `Put the Secret there, or name one that is there${OR_CONTEXT}`;
      return { path, message, fix, refType: 'secret' };
    }
    case 'service': {
      const message = `There is no Service "${name}" in namespace "${namespace}", and an Ingress reaches no other, so that clients get 503`;
      return { path, message, fix: `Name a Service of that namespace${OR_CONTEXT}`, refType: 'service' };
    }
    default: {
      const message = `Service "${namespace}/${name}" has no port ${typeof port === 'string' ? `"${port}"` : port}, so that clients get 503`;
      return { path, message, fix: 'Name a port of the Service', refType: 'service port' };
    }
  }
}

function moveTo(manifest: Manifest, namespace: string, own: string): Violation {
  const path: Path = ['metadata', 'namespace'];
  const count = specOf(manifest).get('tls').items.length > 0 ? 'Services and Secrets' : 'Services';
  const message = `The ${count} that the Ingress names are not in its namespace, "${own}", but all of them in "${namespace}", and an Ingress reaches no other namespace than its own, so that clients get 503`;
  return {
    path,
    message,
    fix: `Set it to "${namespace}"`,
    refType: 'namespace',
    replacement: { path, value: namespace },
  };
}

export const ingressReferences: MeshRule = {
  id: 'ingress-references',
  code: 'SI0200',
  severity: 'error',
  kinds: [INGRESS],
  summary: 'Services, their ports and Secrets that an Ingress names are in its namespace.',
  check(manifest, { mesh, report, cannotTell }) {
    const missing = referencesOf(manifest, mesh).filter(({ isThere }) => !isThere);
    const place = misplacedIn(manifest, mesh);
    if (place !== undefined) return report(moveTo(manifest, place, mesh.catalog.namespaceOf(manifest)));
    const isKnown = (one: IngressReference) =>
      one.kind === 'secret' ? isSecretKnown(one, mesh) : areServicesKnown(mesh);
    for (const reference of missing.filter(isKnown)) report(violationOf(reference));
    const [open] = missing.filter((one) => !isKnown(one));
    if (open !== undefined) cannotTell(open.kind === 'secret' ? 'a Secret' : 'a Service');
  },
};
