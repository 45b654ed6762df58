import { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { INGRESS_CLASS } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';

export const ISTIO_CONTROLLER = 'istio.io/ingress-controller';

/** The item of `solvers` with which a Certificate's ACME issuer proves a name. */
export function solverOf(certificate: Manifest, dnsName: string, { issuers }: Mesh): Field | undefined {
  const issuer = issuers.of(certificate).manifest;
  if (issuer === undefined || issuers.type(issuer) !== 'acme') return undefined;
  const labels = Field.root(certificate).get('metadata', 'labels').entries;
  return issuers.solverFor(issuer, dnsName, Object.fromEntries(labels.map(([key, { text }]) => [key, text])));
}

/** Its HTTP-01 part; undefined when the name is proved in another way. */
export function http01SolverFor(certificate: Manifest, dnsName: string, mesh: Mesh): Field | undefined {
  const http01 = solverOf(certificate, dnsName, mesh)?.get('http01');
  return http01?.isSet === true ? http01 : undefined;
}

/** Whether Istio is to serve the Ingress of the challenge: by its IngressClass, by the class of old, or by default. */
export function isServedByIstio(http01: Field, { catalog, config }: Mesh): boolean {
  const ingress = http01.get('ingress');
  const className = ingress.get('ingressClassName').text;
  const ownClass = ingress.get('class').text;
  if (config.ingressControllerMode === 'OFF' || !ingress.isSet) return false;
  if (className !== '') {
    const found = catalog.tryFind(INGRESS_CLASS, '', className);
    if (found === undefined) return className === config.ingressClass;
    return Field.root(found).get('spec', 'controller').text === ISTIO_CONTROLLER;
  }
  return ownClass === '' ? config.ingressControllerMode === 'DEFAULT' : ownClass === config.ingressClass;
}
