import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { isInRange } from '../traffic/address-range';
import { clientAddressAt } from '../traffic/client-address';
import { isAssumed } from '../traffic/default-gateway';
import { isGatewayPod } from '../traffic/gateway-pod';
import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import { askedOfSource } from './policy-values';
import type { MeshRule } from './rule';

/** Addresses that nodes and load balancers may have themselves, and all addresses. */
const NOT_PUBLIC = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
  'fe80::/10',
];

export const authorizationPolicyRemoteAddress: MeshRule = {
  id: 'authorization-policy-remote-address',
  code: 'SI0183',
  severity: 'warning',
  kinds: [AUTHORIZATION_POLICY],
  summary: "Gateways whose AuthorizationPolicy asks for clients' addresses get to know these.",
  check(policy, inquiry) {
    const { mesh } = inquiry;
    const told = askedOfSource(policy, 'remoteIpBlocks').map(({ field }) => field);
    const connecting = askedOfSource(policy, 'ipBlocks').map(({ field }) => field);
    const connectingPublic = connecting.filter(({ text }) => isPublic(text));
    if (told.length + connectingPublic.length === 0) return;
    for (const pod of mesh.authorization.podsOf(policy).filter(isGatewayPod)) {
      const { isTold, hiddenBy } = clientAddressAt(pod, mesh);
      const asked = [...(isTold ? [] : told), ...connectingPublic];
      if (hiddenBy === undefined || asked.length === 0) continue;
      if (isAssumed(hiddenBy)) inquiry.cannotTell('the Service of the gateway');
      else for (const field of asked) inquiry.report(violation(field, hiddenBy));
      return;
    }
  },
};

function isPublic(block: string): boolean {
  const [address = '', prefix] = block.split('/');
  return prefix !== '0' && !NOT_PUBLIC.some((range) => isInRange(address, range));
}

function violation({ path, text }: Field, service: Manifest) {
  return {
    path,
    message: `"${text}" is compared with the address of a node: Service "${service.name}" of the gateway does not keep the addresses of clients`,
    fix: `Set externalTrafficPolicy: Local on Service "${service.name}"; behind proxies of your own, ask for remoteIpBlocks and set gatewayTopology.numTrustedProxies for the gateway`,
  };
}
