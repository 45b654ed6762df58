import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addScenarios, parseSettings } from '../../charts';
import { SecureIngressApp } from '../../lib';
import { render, ROOT, SCENARIOS, SETTINGS } from './rendering';

// The snapshots themselves are taken in the test of each scenario, so that each has a file of its own.

const outdir = mkdtempSync(join(tmpdir(), 'dist '));
afterAll(() => rmSync(outdir, { recursive: true }));

/** Content, byte for byte, by path with forward slashes. */
function filesIn(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).toSorted();
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'latin1')]),
  );
}

const committed = filesIn(join(ROOT, 'dist'));

test('dist is what the whole app renders from settings.yaml, byte for byte', () => {
  const app = new SecureIngressApp({ outdir });
  addScenarios(app, parseSettings(SETTINGS, 'settings.yaml'));
  app.synth();

  expect(filesIn(outdir)).toEqual(committed);
});

test('dist has a folder and a file for each scenario, and nothing else', () => {
  expect(Object.keys(committed)).toEqual(SCENARIOS.map((scenario) => `${scenario}/${scenario}.k8s.yaml`));
});

test.each(SCENARIOS)('%s is the same whether the others are rendered or not', (scenario) => {
  expect(Buffer.from(render(scenario)).toString('latin1')).toBe(committed[`${scenario}/${scenario}.k8s.yaml`]);
});
