import { specOf } from '../manifest/field';
import { GATEWAY } from '../traffic/kinds';
import { areGatewaysKnown } from './known-objects';
import { OR_CONTEXT } from './quoted';
import type { MeshRule } from './rule';

export const gatewaySelectorNoWorkload: MeshRule = {
  id: 'gateway-selector-no-workload',
  code: 'IST0101',
  severity: 'error',
  kinds: [GATEWAY],
  summary: 'The selector of a Gateway selects Pods.',
  check(manifest, { mesh, report, cannotTell }) {
    const gateway = mesh.gateways.of(manifest);
    const labels = Object.entries(gateway?.selector ?? {}).map(([name, value]) => `${name}: ${value}`);
    if (gateway === undefined || labels.length === 0 || mesh.gateways.podsOf(gateway).length > 0) return;
    if (!areGatewaysKnown(mesh)) return cannotTell('the Pods of the gateway');
    const message = `No Pod of any namespace has the labels of the selector, \`${labels.join(', ')}\`, so no gateway opens the ports and clients are refused`;
    const fix = `Select labels of the gateway's Pods${OR_CONTEXT}`;
    report({ path: specOf(manifest).get('selector').path, message, fix, refType: 'selector' });
  },
};
