import { Field } from '../manifest/field';
import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import type { ObjectRule } from './rule';
import { refused } from './webhook-rule';

/** Every kind that passes through istiod's webhook. */
const ISTIO_KINDS: readonly string[] = [
  AUTHORIZATION_POLICY,
  'DestinationRule.networking.istio.io',
  'EnvoyFilter.networking.istio.io',
  'Gateway.networking.istio.io',
  'PeerAuthentication.security.istio.io',
  'ProxyConfig.networking.istio.io',
  'RequestAuthentication.security.istio.io',
  'ServiceEntry.networking.istio.io',
  'Sidecar.networking.istio.io',
  'Telemetry.telemetry.istio.io',
  'TrafficExtension.extensions.istio.io',
  'VirtualService.networking.istio.io',
  'WasmPlugin.extensions.istio.io',
  'WorkloadEntry.networking.istio.io',
  'WorkloadGroup.networking.istio.io',
];

const DRY_RUN = 'istio.io/dry-run';
const BOOLEANS = ['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False'];

const dryRunAnnotation = refused({
  id: 'dry-run-annotation',
  kinds: ISTIO_KINDS,
  about: [DRY_RUN],
  summary: 'Only AuthorizationPolicies that allow or deny can be tried with the annotation istio.io/dry-run.',
  check(manifest, report) {
    const object = Field.root(manifest);
    const annotation = object.get('metadata', 'annotations', DRY_RUN);
    if (!annotation.isSet) return;
    const action = object.get('spec', 'action').text || 'ALLOW';
    const { path } = annotation;
    if (manifest.kind !== 'AuthorizationPolicy') {
      const message = `Annotation "${DRY_RUN}" works on AuthorizationPolicies only, and istiod refuses it on a ${manifest.kind}`;
      report({ path, message, fix: 'Remove the annotation' });
    } else if (action !== 'ALLOW' && action !== 'DENY') {
      const message = `Annotation "${DRY_RUN}" works with the actions ALLOW and DENY only, and the action is "${action}"`;
      report({ path, message, fix: 'Remove the annotation' });
    } else if (!BOOLEANS.includes(annotation.text)) {
      const message = `Annotation "${DRY_RUN}" is "${annotation.text}", which is no boolean`;
      report({ path, message, fix: 'Set it to "true", or remove it' });
    }
  },
});

const RESERVED = [
  'internal.istio.io/parent-namespace',
  'internal.istio.io/parents',
  'internal.istio.io/webhook-always-reject',
];

const reservedAnnotations = refused({
  id: 'reserved-annotations',
  kinds: ISTIO_KINDS,
  about: RESERVED,
  summary: "Annotations that are istiod's own are not set by users.",
  check(manifest, report) {
    for (const name of RESERVED) {
      const { isSet, path } = Field.root(manifest).get('metadata', 'annotations', name);
      if (!isSet) continue;
      const message = `Annotation "${name}" is for istiod's own objects, and istiod refuses any other that has it`;
      report({ path, message, fix: 'Remove the annotation' });
    }
  },
});

export const METADATA_WEBHOOK_RULES: readonly ObjectRule[] = [dryRunAnnotation, reservedAnnotations];
