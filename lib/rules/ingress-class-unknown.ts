import { specOf } from '../manifest/field';
import { INGRESS, INGRESS_CLASS } from '../traffic/kinds';
import { lacksClientCertificate } from './ingress-client-fault';
import { hopsOf } from './ingress-hops';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule } from './rule';

export const ingressClassUnknown: MeshRule = {
  id: 'ingress-class-unknown',
  code: 'SI0210',
  severity: 'warning',
  kinds: [INGRESS],
  summary: 'The IngressClass of an Ingress is there.',
  check(manifest, { mesh, report, cannotTell }) {
    const { text, path } = specOf(manifest).get('ingressClassName');
    const { className, ingressClass } = mesh.ingresses.controllerOf(manifest);
    if (text === '' || className !== text || ingressClass !== undefined) return;
    // A controller that cannot do what it is for is to be changed anyway.
    if (hopsOf(manifest, mesh).some(lacksClientCertificate)) return;
    const classes = mesh.catalog.ofKind(INGRESS_CLASS).map(({ name }) => name);
    if (classes.length === 0) return cannotTell('an IngressClass');
    const message = `There is no IngressClass "${text}", so that no controller serves the Ingress; there is ${quoted(classes)}`;
    report({
      path,
      message,
      fix: `Name the class of a controller that is there${OR_CONTEXT}`,
      refType: 'ingressClass',
    });
  },
};
