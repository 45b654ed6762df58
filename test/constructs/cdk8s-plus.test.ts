import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { ImagePullPolicy } from 'cdk8s-plus-27';
import { Workload } from '../../lib/constructs/workload';

test('cdk8s-plus is not loaded before something is made with it', () => {
  const library = JSON.stringify(join(__dirname, '..', '..', 'build', 'lib'));
  const program = `
    const { MeshNamespace, VerifiedApp } = require(${library});
    const { Chart } = require('cdk8s');
    const loaded = () => Object.keys(require.cache).some((file) => file.includes('cdk8s-plus-27'));
    const before = loaded();
    new MeshNamespace(new Chart(new VerifiedApp(), 'chart'), 'namespace', { name: 'shop' });
    console.log(before, loaded());
  `;

  expect(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' })).toBe('false true\n');
});

test('the pull policies are those of cdk8s-plus', () => {
  const chart = new Chart(new App(), 'chart');
  const workload = (imagePullPolicy: ImagePullPolicy) =>
    new Workload(chart, `with-${imagePullPolicy}`, {
      name: 'web',
      namespace: 'shop',
      port: 80,
      versions: [{ version: 'v1', container: { image: 'web:1', imagePullPolicy } }],
    });
  const policies = Object.values(ImagePullPolicy);

  expect(policies.map((policy) => workload(policy).name)).toEqual(policies.map(() => 'web'));
  expect(() => workload('Sometimes' as ImagePullPolicy)).toThrow(`is none of ${policies.join(', ')}`);
});
