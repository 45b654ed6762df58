import { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { certificateFacts } from '../traffic/certificate-facts';
import type { Mesh } from '../traffic/mesh';

/**
 * The namespaces of Istio's gateways that certainly carry a Certificate's HTTP-01 challenges to their solvers: that of
 * the Ingresses of Istio's class, or a Gateway of the Gateway API. Other controllers go by no DestinationRule.
 */
export function solverClients(certificate: Manifest, mesh: Mesh): ReadonlySet<string> {
  const issuer = mesh.issuers.of(certificate).manifest;
  const found = new Set<string>();
  if (issuer === undefined || mesh.issuers.type(issuer) !== 'acme') return found;
  const labels = labelsOf(certificate);
  for (const name of certificateFacts(certificate).dnsNames) {
    const http01 = mesh.issuers.solverFor(issuer, name, labels)?.get('http01');
    if (http01 === undefined) continue;
    for (const namespace of namespacesOf(http01, mesh.catalog.namespaceOf(certificate), mesh)) found.add(namespace);
  }
  return found;
}

function namespacesOf(http01: Field, namespace: string, mesh: Mesh): readonly string[] {
  const ingress = http01.get('ingress');
  const className = ingress.get('ingressClassName').text || ingress.get('class').text;
  const { ingressControllerMode, ingressClass, ingressSelector } = mesh.config;
  if (className !== '' && className === ingressClass && ingressControllerMode !== 'OFF') {
    return mesh.catalog.podsWith({ istio: ingressSelector }).map(({ owner }) => mesh.catalog.namespaceOf(owner));
  }
  return http01
    .get('gatewayHTTPRoute', 'parentRefs')
    .items.flatMap((ref) => gatewayNamespace(ref, namespace, mesh) ?? []);
}

/** istiod makes the Pods of a Gateway in its own namespace. */
function gatewayNamespace(ref: Field, namespace: string, { catalog }: Mesh): string | undefined {
  const gateway = catalog.tryFind(
    'Gateway.gateway.networking.k8s.io',
    ref.get('namespace').text || namespace,
    ref.get('name').text,
  );
  const isIstio = gateway && Field.root(gateway).get('spec', 'gatewayClassName').text === 'istio';
  return isIstio ? catalog.namespaceOf(gateway) : undefined;
}

function labelsOf(manifest: Manifest): Readonly<Record<string, string>> {
  const { entries } = Field.root(manifest).get('metadata', 'labels');
  return Object.fromEntries(entries.map(([name, { text }]) => [name, text]));
}
