import { newestFirst } from '../../scripts/kube-version';

test('stable comes before beta before alpha, then the higher number, then names that are no versions', () => {
  const newest = ['v10', 'v2', 'v1', 'v11beta2', 'v10beta3', 'v3beta1', 'v12alpha1', 'v11alpha2', 'bar', 'foo1', 'v1x'];
  expect(newest.toReversed().toSorted(newestFirst)).toEqual(newest);
});
