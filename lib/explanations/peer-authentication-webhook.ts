import type { Explanations } from './explanation';
import { securityReference, VALIDATION } from './istio-reference';

const SOURCE = `${securityReference('peer_authentication', 'PeerAuthentication')} ${VALIDATION}`;

/** With a mode of its own for one port. */
function peerAuthentication(port: string): string {
  return `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
  mtls:
    mode: STRICT
  portLevelMtls:
    ${port}:
      mode: PERMISSIVE
`;
}

export const PEER_AUTHENTICATION_WEBHOOK_EXPLANATIONS: Explanations = {
  'peer-authentication-ports': {
    why: 'No connection comes in at such a port, so the exception would be for nothing: the client that it is made for, such as a health check from outside the mesh, is reset. The object is refused: a port is digits alone, with no sign, name or range.',
    fix: 'Write the number that the container listens on, which may differ from the port of its Service.',
    bad: peerAuthentication('"+8080"'),
    good: peerAuthentication('"8080"'),
    source: SOURCE,
  },
};
