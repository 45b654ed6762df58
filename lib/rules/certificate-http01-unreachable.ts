import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { INGRESS_CLASS, KUBERNETES_GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { ISTIO_CONTROLLER } from './http01';
import { OR_CONTEXT } from './quoted';
import type { Inquiry, MeshRule, Violation } from './rule';

const EFFECT = 'so that challenges are not answered, and certificates not issued';

/** By what class of Ingress the challenge is to be answered. */
function classViolation(ingress: Field, { catalog, config }: Mesh): Violation | 'open' | undefined {
  const { path, text: name } = ingress.get('ingressClassName');
  const found = name === '' ? undefined : catalog.tryFind(INGRESS_CLASS, '', name);
  if (name !== '' && found === undefined) {
    if (catalog.ofKind(INGRESS_CLASS).length === 0) return 'open';
    const message = `There is no IngressClass "${name}", ${EFFECT}`;
    return { path, message, fix: `Name an IngressClass that is there${OR_CONTEXT}`, refType: 'ingressClass' };
  }
  const own = ingress.get('class');
  const isIstio =
    found === undefined ? own.text === config.ingressClass : specOf(found).get('controller').text === ISTIO_CONTROLLER;
  if (!isIstio || config.ingressControllerMode !== 'OFF') return undefined;
  const message = `Istio answers no Ingress, as ingressControllerMode of the mesh config is OFF, ${EFFECT}`;
  return { path: found === undefined ? own.path : path, message, fix: 'Use another class, or DNS-01' };
}

function isPlainListener(listener: Field, section: string): boolean {
  const isMeant = section === '' || listener.get('name').text === section;
  return isMeant && listener.get('port').number === 80 && listener.get('protocol').text === 'HTTP';
}

/** What is wrong with a Gateway of the Gateway API to which the route of the challenge is to be bound. */
function parentViolation(ref: Field, issuer: Manifest, { catalog }: Mesh): Violation | 'open' | undefined {
  const { path, text: name } = ref.get('name');
  const isGateway = ['', 'Gateway'].includes(ref.get('kind').text);
  // The route is in the namespace of the Certificate, which is anywhere for a ClusterIssuer.
  const namespace = ref.get('namespace').text || (issuer.kind === 'Issuer' ? catalog.namespaceOf(issuer) : '');
  if (!isGateway || name === '' || namespace === '') return undefined;
  if (catalog.ofKind(KUBERNETES_GATEWAY).length === 0) return 'open';
  const gateway = catalog.tryFind(KUBERNETES_GATEWAY, namespace, name);
  if (gateway === undefined) {
    const message = `There is no Gateway "${namespace}/${name}" of the Gateway API, ${EFFECT}`;
    return { path, message, fix: `Name a Gateway that is there${OR_CONTEXT}`, refType: 'gateway' };
  }
  const section = ref.get('sectionName').text;
  if (
    specOf(gateway)
      .get('listeners')
      .items.some((listener) => isPlainListener(listener, section))
  )
    return undefined;
  const title = `${section === '' ? '' : `Listener "${section}" of `}Gateway "${namespace}/${name}"`;
  const message = `${title} does not serve HTTP on port 80, where the authority asks, ${EFFECT}`;
  return { path, message, fix: 'Name a Gateway that has a listener for HTTP on port 80' };
}

function judge(manifest: Manifest, { mesh, report, cannotTell }: Inquiry): void {
  const open = new Set<string>();
  for (const solver of mesh.issuers.http01Solvers(manifest)) {
    const byClass = classViolation(solver.get('http01', 'ingress'), mesh);
    if (byClass === 'open') open.add('an IngressClass');
    else if (byClass !== undefined) report(byClass);
    for (const ref of solver.get('http01', 'gatewayHTTPRoute', 'parentRefs').items) {
      const byParent = parentViolation(ref, manifest, mesh);
      if (byParent === 'open') open.add('a Gateway of the Gateway API');
      else if (byParent !== undefined) report(byParent);
    }
  }
  if (open.size > 0) cannotTell([...open].join(' and '));
}

export const certificateHttp01Unreachable: MeshRule = {
  id: 'certificate-http01-unreachable',
  code: 'SI0131',
  severity: 'error',
  kinds: ['Issuer.cert-manager.io', 'ClusterIssuer.cert-manager.io'],
  summary: 'What is to answer HTTP-01 challenges is there, and on port 80.',
  check: judge,
};
