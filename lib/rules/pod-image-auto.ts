import { autoImage } from './image-auto';
import type { MeshRule } from './rule';
import { podOfOwner } from './workloads';

export const podImageAuto: MeshRule = {
  id: 'pod-image-auto',
  code: 'IST0147',
  severity: 'error',
  kinds: ['Pod'],
  summary: 'No Pod has the image "auto", which injection replaces.',
  check(manifest, { mesh, report }) {
    const pod = podOfOwner(manifest, mesh);
    const image = pod && autoImage(pod);
    if (image === undefined) return;
    const message =
      'Image "auto" of container istio-proxy is for templates: injection replaces it as a Pod is made, so a Pod that has it was passed by, and the node cannot pull it';
    report({ path: image.path, message, fix: 'Make the Pod by a Deployment, in a namespace with injection' });
  },
};
