import { podOf } from '../../lib/manifest/pods';
import { objectsOf } from './reading';

const pod = (indent: string) =>
  `metadata:\n  labels: {app: a, n: 1}\n  annotations: {x: b}\nspec:\n  serviceAccountName: sa\n`.replace(
    /^/gm,
    indent,
  );

test.each([
  ['v1', 'Pod', '', 5],
  ['v1', 'ReplicationController', 'spec:\n  template:\n', 7],
  ['apps/v1', 'Deployment', 'spec:\n  template:\n', 7],
  ['apps/v1', 'StatefulSet', 'spec:\n  template:\n', 7],
  ['apps/v1', 'DaemonSet', 'spec:\n  template:\n', 7],
  ['apps/v1beta2', 'ReplicaSet', 'spec:\n  template:\n', 7],
  ['batch/v1', 'Job', 'spec:\n  template:\n', 7],
  ['batch/v1', 'CronJob', 'spec:\n  jobTemplate:\n    spec:\n      template:\n', 9],
])('%s %s', (apiVersion, kind, parents, line) => {
  const indent = parents === '' ? '' : ' '.repeat(kind === 'CronJob' ? 8 : 4);
  const own = parents === '' ? '# metadata\n' : 'metadata: {name: w, namespace: team}\n';
  const [owner] = objectsOf(`apiVersion: ${apiVersion}\nkind: ${kind}\n${own}${parents}${pod(indent)}`);
  const found = owner && podOf(owner);

  expect({ ...found, locate: found?.locate(['metadata', 'labels', 'app']).line }).toEqual({
    owner,
    template: parents.match(/\w+/g) ?? [],
    namespace: parents === '' ? '' : 'team',
    labels: { app: 'a' },
    annotations: { x: 'b' },
    spec: { serviceAccountName: 'sa' },
    serviceAccountName: 'sa',
    locate: line,
  });
});

test.each([
  ['{}', 'default'],
  ['{serviceAccountName: ""}', 'default'],
  ['{serviceAccountName: 1}', 'default'],
  ['{serviceAccount: old}', 'old'],
  ['{serviceAccount: old, serviceAccountName: new}', 'new'],
  ['x', 'default'],
])('spec %s runs as %s', (spec, account) => {
  const [owner] = objectsOf(`apiVersion: v1\nkind: Pod\nspec: ${spec}\n`);

  expect(owner && podOf(owner)?.serviceAccountName).toBe(account);
});

test('labels are only those that were written', () => {
  const [owner] = objectsOf('apiVersion: v1\nkind: Pod\n');

  expect(owner && podOf(owner)?.labels['constructor']).toBeUndefined();
});

test.each(['argoproj.io/v1alpha1\nkind: Rollout', 'serving.knative.dev/v1\nkind: Service'])(
  'Pods of controllers of others: %j',
  (kind) => {
    const template = '{metadata: {labels: {app: web}}, spec: {serviceAccountName: web, containers: [{name: web}]}}';
    const [owner] = objectsOf(
      `apiVersion: ${kind}\nmetadata: {name: web, namespace: shop}\nspec: {template: ${template}}\n`,
    );

    expect(owner && podOf(owner)).toMatchObject({
      template: ['spec', 'template'],
      namespace: 'shop',
      labels: { app: 'web' },
      serviceAccountName: 'web',
    });
  },
);

test.each([
  'apiVersion: example.com/v1\nkind: Machine\nspec: {template: {spec: {containers: none}}}\n',
  'apiVersion: v1\nkind: Service\nspec: {template: {}}\n',
  'apiVersion: example.com/v1\nkind: Deployment\nspec: {template: {}}\n',
  'apiVersion: apps/v1\nkind: Deployment\nspec: {}\n',
  'apiVersion: apps/v1\nkind: Deployment\nspec: {template: x}\n',
])('no Pod of %j', (text) => {
  const [owner] = objectsOf(text);

  expect(owner && podOf(owner)).toBeUndefined();
});
