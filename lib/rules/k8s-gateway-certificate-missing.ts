import type { ObjectReference } from '../traffic/gateway-api';
import { KUBERNETES_GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { isSecretGranted, listenerCertificates } from './listener-certificates';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule, Violation } from './rule';

const EFFECT = 'so that TLS handshakes with the listener fail';

export const k8sGatewayCertificateMissing: MeshRule = {
  id: 'k8s-gateway-certificate-missing',
  code: 'SI0220',
  severity: 'error',
  kinds: [KUBERNETES_GATEWAY],
  summary: 'The Secrets of the listeners of a Gateway of the Gateway API are there, and it may have them.',
  check(gateway, { mesh, report, cannotTell }) {
    const secrets = listenerCertificates(gateway, mesh).flatMap((one) => one.secrets);
    const isThere = ({ namespace, name }: ObjectReference) => mesh.credentials.sources(namespace, name).length > 0;
    const missing = secrets.filter((secret) => !isThere(secret));
    for (const secret of secrets) {
      if (isThere(secret) && !isSecretGranted(gateway, secret, mesh)) report(notGranted(secret));
    }
    if (missing.length === 0) return;
    if (mesh.credentials.areKnown()) missing.map((secret) => notThere(secret, mesh)).forEach(report);
    else cannotTell('a Secret, or something that writes one');
  },
};

function notThere({ field, namespace, name }: ObjectReference, { credentials }: Mesh): Violation {
  const others = [...new Set(credentials.elsewhere(name, namespace).map((source) => source.namespace))];
  const known = others.length === 0 ? ', and nothing that writes one' : `, only in ${quoted(others)}`;
  return {
    path: field.get('name').path,
    message: `There is no Secret "${name}" in namespace "${namespace}"${known}, ${EFFECT}`,
    fix: `Give a Certificate in namespace "${namespace}" the secretName "${name}"${OR_CONTEXT}`,
    refType: 'secret',
  };
}

function notGranted({ field, namespace, name }: ObjectReference): Violation {
  return {
    path: field.get('namespace').path,
    message: `No ReferenceGrant in namespace "${namespace}" lets the Gateway have Secret "${name}" there, ${EFFECT}`,
    fix: `Put a ReferenceGrant into namespace "${namespace}", from Gateways of this namespace to Secrets${OR_CONTEXT}`,
    refType: 'secret',
  };
}
