import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { SecureIngressApp } from '../lib/app';
import { filesIn } from '../lib/output/files';
import { VerifiedApp } from '../lib/verified-app';

const DOC = readFileSync(join(__dirname, '..', 'docs', 'app.md'), 'utf8');
const blocks = [...DOC.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, content = '']) => content);

const base = mkdtempSync(join(tmpdir(), 'app docs '));
afterAll(() => rmSync(base, { recursive: true }));

let folders = 0;
/** Runs the page's program, with these options in place of its own. */
function run(options: string, change = ''): App {
  const outdir = join(base, String(folders++));
  const [program = ''] = blocks;
  const body = program
    .replaceAll(/^import .*\n/gm, '')
    .replace(/new VerifiedApp\((.*)\)/, `new VerifiedApp({ outdir: ${JSON.stringify(outdir)}, ${options} })`)
    .replace('app.synth();', `${change}app.synth();`);
  const names = { ApiObject, Chart, YamlOutputType, VerifiedApp };
  const made: (...values: unknown[]) => App = compileFunction(`${body}return app;`, Object.keys(names)) as () => App;
  return made(...Object.values(names));
}

test('the files of each option', () => {
  const rows = [...DOC.matchAll(/^\| `((?:yamlOutputType|layout).*?)`.*?\| (.*?) +\|$/gm)];
  const told = rows.map(([, option = '', files = '']) => [option, files.replaceAll('`', '').split(' ')]);
  const found = told.map(([option]) => {
    const app = run(String(option));
    return [option, Array.from(filesIn(app.outdir), ({ path }) => path)];
  });

  expect(found).toEqual(told);
  expect(told).toHaveLength(6);
});

test('the message about a cycle', () => {
  expect(() => run('yamlOutputType: YamlOutputType.FILE_PER_CHART', 'namespace.addDependency(policy);')).toThrow(
    new Error((blocks[1] ?? '').trimEnd()),
  );
});

test('a construct that depends on itself is rendered, and cdk8s drops it', () => {
  const [stock, ours] = [App, SecureIngressApp].map((AppClass) => {
    const app = new AppClass({ outdir: join(base, String(folders++)), yamlOutputType: YamlOutputType.FILE_PER_APP });
    const chart = new Chart(app, 'shop');
    const object = new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' } });
    object.addDependency(object);
    app.synth();
    return readFileSync(join(app.outdir, 'app.k8s.yaml'), 'utf8');
  });

  expect([stock, ours]).toEqual(['', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: map\n']);
});
