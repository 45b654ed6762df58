import { metadata, SYNC_WAVE, SyncWave } from '../../lib/constructs/argocd';

test('name, namespace and wave, which Argo CD reads as a text', () => {
  expect(metadata(SyncWave.MESH_POLICY, 'default', 'web')).toEqual({
    name: 'default',
    namespace: 'web',
    annotations: { [SYNC_WAVE]: '-8' },
  });
});

test("Argo CD's default wave and what is not given are left out", () => {
  expect(metadata(SyncWave.WORKLOAD, 'shop')).toEqual({ name: 'shop' });
  expect(metadata(0, 'shop', 'web', {})).toEqual({ name: 'shop', namespace: 'web' });
});

test('labels and annotations besides', () => {
  expect(metadata(5, 'shop', 'web', { labels: { app: 'shop' }, annotations: { team: 'a' } })).toEqual({
    name: 'shop',
    namespace: 'web',
    labels: { app: 'shop' },
    annotations: { team: 'a', 'argocd.argoproj.io/sync-wave': '5' },
  });
  expect(metadata(0, 'shop', 'web', { annotations: { team: 'a' } })).toEqual({
    name: 'shop',
    namespace: 'web',
    annotations: { team: 'a' },
  });
});

test('what others wait for has an earlier wave', () => {
  const inOrder = Object.entries(SyncWave)
    .toSorted(([, a], [, b]) => a - b)
    .map(([name]) => name);

  expect(inOrder).toEqual([
    'NAMESPACE',
    'ACCESS',
    'CA_CERTIFICATE',
    'CA_ISSUER',
    'MESH_POLICY',
    'GATEWAY_WORKLOAD',
    'WORKLOAD',
    'GATEWAY',
    'ROUTES',
    'AFTER_ROUTES',
  ]);
});
