import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, type AppProps, Chart, YamlOutputType } from 'cdk8s';
import { Construct, DependencyGroup } from 'constructs';
import { SecureIngressApp } from '../../lib/app';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'as cdk8s '));
afterAll(() => rmSync(folder, { recursive: true }));

const LAYOUTS = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

type Fill = (app: App) => void;

/** Every file and folder, with its content; a message when the app cannot be synthesized. */
function outputOf(AppClass: typeof App, fill: Fill, props: AppProps): Record<string, string> | string {
  const outdir = join(folder, AppClass.name);
  rmSync(outdir, { recursive: true, force: true });
  const app = new AppClass({ outdir, ...props });
  fill(app);
  try {
    app.synth();
  } catch (error) {
    return String(error);
  }
  const found = readdirSync(outdir, { recursive: true, withFileTypes: true });
  const entries = found.map((entry) => [join(entry.parentPath, entry.name), entry.isDirectory()] as const);
  return Object.fromEntries(
    entries
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, isFolder]) => [path.slice(outdir.length), isFolder ? '(folder)' : readFileSync(path, 'utf8')]),
  );
}

function compare(fill: Fill, props: AppProps) {
  return { stock: outputOf(App, fill, props), ours: outputOf(SecureIngressApp, fill, props) };
}

function object(scope: Construct, id: string, name = id): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `n${name}` } });
}

/** The minimal standard generator: the same numbers on every machine. */
function randomNumbers(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

/** Charts in charts and constructs, numbers among the ids, dependencies of all sorts, constructs that were removed. */
function randomApp(seed: number): Fill {
  return (app) => {
    const random = randomNumbers(seed * 7919 + 1);
    const charts = [new Chart(app, random(3) === 0 ? '99' : 'top')];
    const all: Construct[] = [...charts];
    const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
    const size = 3 + random(12);
    for (let i = 0; i < size; i++) {
      const id = pick([`${i}`, `c${i}`, `Z_${i}`]);
      const sort = random(8);
      if (sort < 2) charts.push(new Chart(pick([app, app, ...all]), id));
      if (sort < 2) all.push(charts.at(-1) as Chart);
      else if (sort < 4) all.push(new Construct(pick(all), id));
      else all.push(object(pick(all), id, `${i}`));
    }
    for (let i = random(7); i > 0; i--) {
      const source = pick(all);
      const targets = [pick([...all, ...charts]), pick(all)].filter((target) => target !== source);
      if (random(5) === 0) source.node.addDependency(new DependencyGroup(...targets));
      // cdk8s loses a construct that depends on itself.
      else source.node.addDependency(...targets.slice(0, 1));
    }
    const removed = pick(all);
    if (random(4) === 0) removed.node.scope?.node.tryRemoveChild(removed.node.id);
  };
}

test('random apps: the same files, byte for byte, in every layout', () => {
  const different: unknown[] = [];
  let [rendered, ordered] = [0, 0];
  for (let seed = 0; seed < 1000; seed++) {
    const yamlOutputType = LAYOUTS[seed % LAYOUTS.length] ?? YamlOutputType.FILE_PER_APP;
    const { stock, ours } = compare(randomApp(seed), { yamlOutputType });
    if (typeof stock === 'string') continue;
    rendered++;
    if (Object.keys(stock).some((path) => path.startsWith('/0000-'))) ordered++;
    if (JSON.stringify(stock) !== JSON.stringify(ours)) different.push({ seed, yamlOutputType, stock, ours });
  }

  expect(different.slice(0, 1)).toEqual([]);
  expect([rendered > 500, ordered > 50]).toEqual([true, true]);
});
