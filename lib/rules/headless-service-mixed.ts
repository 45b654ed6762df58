import { mixedService } from './mixed-service';
import type { MeshRule } from './rule';
import { titleOf } from './title';

export const headlessServiceMixed: MeshRule = {
  id: 'headless-service-mixed',
  code: 'SI0168',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'Behind a headless Service all Pods have sidecars, or none.',
  check(manifest, { mesh, report }) {
    const found = mixedService(manifest, mesh);
    if (found === undefined) return;
    const { bare, covered } = found;
    const isRefused = mesh.peerAuthentication.modeOf(covered).mode === 'STRICT';
    const effect = isRefused
      ? `, which the STRICT sidecar of ${titleOf(covered.owner, mesh)} refuses`
      : `, also to ${titleOf(covered.owner, mesh)}`;
    const message = `${titleOf(bare.owner, mesh)} has no sidecar (${mesh.proxies.of(bare).why}), and behind a headless Service that makes clients send plaintext to every Pod${effect}`;
    report({
      path: ['spec', 'selector'],
      message,
      fix: 'Let all of its Pods have sidecars, or select those with and those without by two Services',
    });
  },
};
