import { autoImage, replacementOf } from './image-auto';
import type { MeshRule } from './rule';
import { podOfOwner, WORKLOADS } from './workloads';

export const deploymentImageAutoWithoutInjection: MeshRule = {
  id: 'deployment-image-auto-without-injection',
  code: 'IST0146',
  severity: 'warning',
  kinds: WORKLOADS.filter((kind) => kind !== 'Pod'),
  summary: 'Workloads with the image "auto" are injected.',
  check(manifest, { mesh, report, cannotTell }) {
    const pod = podOfOwner(manifest, mesh);
    const image = pod && autoImage(pod);
    if (pod === undefined || image === undefined) return;
    const { happens, why } = replacementOf(pod, mesh);
    if (happens === undefined) return cannotTell(`the Namespace "${pod.namespace}"`);
    if (happens) return;
    const message = `Injection replaces the image "auto" of container istio-proxy, and does not happen here: ${why}. The node would look for an image of that name, and the Pods stay in ImagePullBackOff`;
    const fix = `Label the Namespace "${pod.namespace}" \`istio-injection: enabled\`, or the Pods \`sidecar.istio.io/inject: "true"\` where the Namespace says nothing`;
    report({ path: image.path, message, fix });
  },
};
