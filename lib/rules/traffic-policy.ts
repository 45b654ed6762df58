import type { Manifest } from '../manifest/manifest';
import { type Field, specOf } from '../manifest/field';
import { keepLast } from '../manifest/keep-last';

/** The traffic policies of a DestinationRule: its own, and those of its subsets. */
export const policiesOf = keepLast((manifest): readonly Field[] => {
  const spec = specOf(manifest);
  return [spec, ...spec.get('subsets').items].map((owner) => owner.get('trafficPolicy')).filter(({ isSet }) => isSet);
});

/** Settings for single ports, null ones too. */
export function portSettingsOf(manifest: Manifest): readonly Field[] {
  return policiesOf(manifest).flatMap((policy) => policy.get('portLevelSettings').items);
}

/** Everything that may hold tls, connectionPool, loadBalancer and outlierDetection. */
export const settingsOf = keepLast((manifest): readonly Field[] =>
  policiesOf(manifest).flatMap((policy) => [
    policy,
    ...policy.get('portLevelSettings').items.filter(({ isSet }) => isSet),
  ]),
);

/** The connection pools of a DestinationRule or Sidecar. */
export function connectionPoolsOf(manifest: Manifest): readonly Field[] {
  const spec = specOf(manifest);
  const pools =
    manifest.kind === 'DestinationRule'
      ? settingsOf(manifest).map((settings) => settings.get('connectionPool'))
      : [spec.get('inboundConnectionPool'), ...spec.get('ingress').items.map((item) => item.get('connectionPool'))];
  return pools.filter(({ isSet }) => isSet);
}
