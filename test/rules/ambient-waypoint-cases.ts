import { AMBIENT, AMBIENT_WAYPOINT, namespace, policy, service, serviceEntry } from './ambient-objects';
import type { Cases } from './mesh-rule-tester';

export const OWN_WAYPOINT = '{istio.io/use-waypoint: waypoint}';
const WEB = '{group: "", kind: Service, name: web}';
const API = '{group: networking.istio.io, kind: ServiceEntry, name: api}';
const GATEWAY = '{group: gateway.networking.k8s.io, kind: Gateway, name: gone}';

/** Of each policy that a waypoint is to enforce for what its targetRefs name. */
export function targetsWithoutWaypoint(kind: string, spec: string, effect: string): Cases {
  const targeting = (...refs: readonly string[]) => policy(kind, `{targetRefs: [${refs.join(', ')}], ${spec}}`);
  const finding = (index: number, target = 'Service', name = 'web') => ({
    on: `${kind} shop/web`,
    path: `spec.targetRefs[${index}]`,
    message: `${target} "shop/${name}" has no waypoint, and nothing else enforces a ${kind} for it, so that ${effect}`,
    fix: `Set the label istio.io/use-waypoint of ${target} "${name}", or of its namespace, to the name of a waypoint`,
  });
  return {
    valid: [
      { name: 'the waypoint of the namespace', objects: targeting(WEB) + service() + namespace(AMBIENT_WAYPOINT) },
      { name: 'a waypoint of its own', objects: targeting(WEB) + service(OWN_WAYPOINT) + namespace(AMBIENT) },
      { name: 'without its Namespace', objects: targeting(WEB) + service(OWN_WAYPOINT) },
      {
        name: 'the label of a namespace that is not given',
        objects: targeting(WEB) + service(),
        undecided: ['the Namespace "shop"'],
      },
      {
        name: 'a Service that is not given',
        objects: targeting(WEB) + namespace(AMBIENT),
        undecided: ['the Service "shop/web"'],
      },
      {
        name: 'a Service that is not given, of a namespace with a waypoint',
        objects: targeting(WEB) + namespace(AMBIENT_WAYPOINT),
      },
      { name: 'other targets', objects: targeting(GATEWAY) + namespace(AMBIENT) },
      { name: 'a ServiceEntry with a waypoint', objects: targeting(API) + serviceEntry(OWN_WAYPOINT) },
    ],
    invalid: [
      {
        name: 'neither the Service nor its namespace, not the first target',
        objects: targeting(GATEWAY, WEB) + service() + namespace(AMBIENT),
        findings: [finding(1)],
      },
      {
        name: 'a Service that opts out',
        objects: targeting(WEB) + service('{istio.io/use-waypoint: none}') + namespace(AMBIENT_WAYPOINT),
        findings: [finding(0)],
      },
      {
        name: 'a ServiceEntry, and no ambient mode at all',
        objects: targeting(API) + serviceEntry(),
        context: namespace('{}'),
        findings: [finding(0, 'ServiceEntry', 'api')],
      },
      {
        name: 'the older targetRef',
        objects: policy(kind, `{targetRef: ${WEB}, ${spec}}`) + service() + namespace(AMBIENT),
        findings: [{ ...finding(0), path: 'spec.targetRef' }],
      },
    ],
  };
}
