import { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { isLeftAlone } from '../traffic/proxies';

/**
 * What belongs to Istio itself, or to Kubernetes, and is not for users to change: `istioctl analyze` tells Istio's own
 * objects by the label `istio`, or `release: istio`.
 */
export function isOfPlatform(manifest: Manifest, namespace: string): boolean {
  const labels = Field.root(manifest).get('metadata', 'labels');
  return isLeftAlone(namespace) || labels.get('istio').isSet || labels.get('release').text === 'istio';
}
