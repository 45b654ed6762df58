import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('sidecar', 'IstioEgressListener')} ${VALIDATION}`;

function sidecar(...listeners: readonly string[]): string {
  return `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: default
  namespace: prod
spec:
  egress:
${listeners.join('')}`;
}

function listener(number: number, hosts: string, more = ''): string {
  return `    - port:
        number: ${number}
        protocol: HTTP
        name: http-${number}
${more}      hosts:
        - "${hosts}"
`;
}

const OTHER_PORTS = `    - hosts:
        - "./*"
`;

export const SIDECAR_EGRESS_WEBHOOK_EXPLANATIONS: Explanations = {
  'sidecar-egress-catch-all': {
    why: 'The listener without a port stands for all ports that are left, so one before the others would hide them: requests to their ports would go by the wrong list of hosts. istiod refuses the object.',
    fix: 'Move the listener without a port to the end, and join several into one.',
    bad: sidecar(OTHER_PORTS, listener(9080, 'payments/*')),
    good: sidecar(listener(9080, 'payments/*'), OTHER_PORTS),
    source: SOURCE,
  },
  'sidecar-egress-listeners': {
    why: 'Envoy opens a listener on an address, never on a name, and would refuse this one. The application would get "connection refused" on the port that it was told to use; istiod refuses the object before that.',
    fix: 'Bind to an IP address, or use port 0 with "unix:///PATH" for a socket, and protocols that Istio knows.',
    bad: sidecar(listener(9080, 'payments/*', '      bind: localhost\n')),
    good: sidecar(listener(9080, 'payments/*', '      bind: 127.0.0.1\n')),
    source: SOURCE,
  },
  'sidecar-egress-ports': {
    why: 'One port is one listener in the proxy, so that one of the two lists of hosts would be lost, and the services in it would answer with 404. istiod refuses the object.',
    fix: 'Join the hosts into one listener for the port, or give one of them another port.',
    bad: sidecar(listener(9080, 'payments/*'), listener(9080, 'shipping/*')),
    good: sidecar(listener(9080, 'payments/*'), listener(9081, 'shipping/*')),
    source: SOURCE,
  },
};
