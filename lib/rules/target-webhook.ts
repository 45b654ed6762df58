import { kindKey, type Path } from '../manifest/manifest';
import { type Field, specOf } from '../manifest/field';
import type { ObjectRule, Violation } from './rule';
import { refused } from './webhook-rule';

const TARGETING = [
  'AuthorizationPolicy.security.istio.io',
  'RequestAuthentication.security.istio.io',
  'Telemetry.telemetry.istio.io',
  'TrafficExtension.extensions.istio.io',
  'WasmPlugin.extensions.istio.io',
];

/** Kind and group of what policies can be attached to. */
const TARGETS = [
  'GatewayClass.gateway.networking.k8s.io',
  'Gateway.gateway.networking.k8s.io',
  'ServiceEntry.networking.istio.io',
  'Service',
  'Service.core',
];

function targetFaults(ref: Field): Violation[] {
  const [kind, group] = [ref.get('kind').text, ref.get('group').text];
  const at = (key: string): Path => ref.get(key).path;
  const found: Violation[] = [];
  if (!ref.isSet) return [{ path: ref.path, message: 'The reference is null', fix: 'Name its target, or remove it' }];
  if (ref.get('name').text === '')
    found.push({
      path: at('name'),
      message: 'The reference has no name, so it points at nothing',
      fix: 'Set its name',
    });
  if (ref.get('namespace').text !== '') {
    const message = `The reference names the namespace "${ref.get('namespace').text}", and istiod refuses any, the own one too`;
    found.push({ path: at('namespace'), message, fix: 'Remove the namespace and put the policy where its target is' });
  }
  if (!TARGETS.includes(kindKey({ kind, group }))) {
    const message = `The reference is to kind "${kind}" of group "${group}", which istiod attaches no policies to`;
    const fix =
      'Refer to a Service, a ServiceEntry of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io';
    found.push({ path: at('kind'), message, fix });
  }
  return found;
}

const targetReference = refused({
  id: 'target-reference',
  kinds: TARGETING,
  about: ['targetRef', 'targetRefs'],
  summary: 'A targetRef names a Service, ServiceEntry, Gateway or GatewayClass of the own namespace.',
  check(manifest, report) {
    const spec = specOf(manifest);
    const single = spec.get('targetRef');
    for (const ref of [...(single.isSet ? [single] : []), ...spec.get('targetRefs').items]) {
      targetFaults(ref).forEach(report);
    }
  },
});

export const TARGET_WEBHOOK_RULES: readonly ObjectRule[] = [targetReference];
