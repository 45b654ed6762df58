import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { MeshRule } from './rule';
import { routesOf } from './virtual-service';

export const virtualServiceSingleWeight: MeshRule = {
  id: 'virtual-service-single-weight',
  code: 'KIA1104',
  severity: 'warning',
  kinds: [VIRTUAL_SERVICE],
  about: ['weight'],
  summary: 'A route to one destination gives it no share.',
  check(manifest, { report }) {
    for (const route of routesOf(manifest, 'http', 'tls', 'tcp')) {
      const [only, ...others] = route.get('route').items;
      const weight = only?.get('weight');
      if (weight === undefined || others.length > 0 || weight.number < 1 || weight.number > 99) continue;
      const message = `The route has one destination with weight ${weight.number}, and Istio sends all requests there`;
      report({ path: weight.path, message, fix: 'Remove the weight, or add the destination that gets the rest' });
    }
  },
};
