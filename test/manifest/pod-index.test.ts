import { PodIndex } from '../../lib/manifest/pod-index';
import type { Pod } from '../../lib/manifest/pods';

test('a selector looks only at the Pods with its rarest label', () => {
  let looks = 0;
  const pods = Array.from({ length: 1000 }, (_, at) => {
    const labels = { app: `app-${at % 500}`, tier: 'web' };
    return { namespace: `n${at % 2}`, labels } as unknown as Pod;
  });
  const index = new PodIndex(pods);
  for (const pod of pods) {
    const { labels } = pod;
    Object.defineProperty(pod, 'labels', { get: () => (looks++, labels) });
  }

  expect([index.select({ tier: 'web', app: 'app-7' }), looks]).toEqual([[pods[7], pods[507]], 4]);
});

test('names and values cannot be taken for one another', () => {
  const pods = [
    { namespace: '', labels: { 'a/b': 'c' } },
    { namespace: 'a', labels: { b: 'c' } },
  ] as unknown as Pod[];
  const index = new PodIndex(pods);

  expect([index.select({ 'a/b': 'c' }), index.select({ b: 'c' }, 'a')]).toEqual([[pods[0]], [pods[1]]]);
});
