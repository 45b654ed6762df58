import { annotationsWith, IBM } from '../traffic/ingress-annotations';
import { INGRESS } from '../traffic/kinds';
import { quoted } from './quoted';
import type { MeshRule } from './rule';

export const ingressLegacyAnnotations: MeshRule = {
  id: 'ingress-legacy-annotations',
  code: 'SI0211',
  severity: 'warning',
  kinds: [INGRESS],
  summary: "No Ingress relies on annotations of IBM's former ALB, which is not supported any more.",
  check(manifest, { report }) {
    const [first, ...others] = annotationsWith(manifest, IBM);
    if (first === undefined) return;
    const names = [first, ...others].map(([key]) => key);
    const message = `${quoted(names)} ${others.length === 0 ? 'is' : 'are'} read by IBM's former ALB alone, which IBM supports no more; Traefik and ingress-nginx pass over it, so that what it asks for, such as TLS to the backend, is not done`;
    report({
      path: first[1].path,
      message,
      fix: 'Move to the annotations of Traefik, which IBM supports: service.serversscheme and service.serverstransport on the Service',
    });
  },
};
