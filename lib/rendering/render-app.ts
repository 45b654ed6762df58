import type { ApiObject, App, Chart } from 'cdk8s';
import { assignDependencies, objectSteps } from './chart-dependencies';
import { type ChartPlace, type Tree, walk } from './chart-walk';
import { sharedFiles, sharedObjects } from './collisions';
import { inDependencyOrder, type Order, Step } from './dependency-order';
import { compareKeys, sortKey } from './object-order';
import type { Manifest, RenderedFile } from './rendered-file';

/**
 * Validates the tree once and renders its charts, those that others depend on first, else by name.
 * @throws one Error with every problem found: of validation, rendering, dependencies, and of objects that collide
 */
export function renderApp(app: App): RenderedFile[] {
  const tree = walk(app);
  const found = [...validate(tree), ...assignDependencies(tree)];
  const places = orderCharts(tree, found).filter(({ objects }) => objects.length > 0);
  const files = places.map((place) => renderChart(place, tree, found));
  const problems = [...found, ...sharedFiles(files), ...sharedObjects(files)];
  if (problems.length > 0) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    throw new Error(`Nothing was synthesized because of ${count}:\n  ${problems.join('\n  ')}`);
  }
  return files;
}

function validate({ places }: Tree): string[] {
  return [...places.keys()].flatMap(({ node }) => {
    const prefix = node.path === '' ? '' : `[${node.path}] `;
    return node.validate().map((problem) => `${prefix}${problem}`);
  });
}

function orderCharts({ charts }: Tree, problems: string[]): ChartPlace[] {
  const named = charts.map((place) => ({ place, key: [nameOf(place.chart)] }));
  const sorted = named.toSorted((a, b) => compareKeys(a.key, b.key)).map(({ place }) => place);
  const steps = new Map<ChartPlace, Step<ChartPlace>>();
  const before = ({ after }: ChartPlace) => [...after].flatMap((place) => steps.get(place) ?? []);
  for (const place of sorted) steps.set(place, new Step(() => before(place), place));
  return unlessCycle(inDependencyOrder(steps.values()), ({ chart }) => chart.node.path, problems) ?? sorted;
}

function renderChart(place: ChartPlace, tree: Tree, problems: string[]): RenderedFile {
  const { chart } = place;
  const name = nameOf(chart);
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) {
    problems.push(
      `[${chart.node.path}] "${name}" cannot name a folder. Use letters, digits, "-", "_" and "." in the chart's id, ` +
        'and begin with a letter or digit.',
    );
  }
  const manifests = new Map(place.objects.map((source) => [source, render(source, problems)]));
  const keyed = [...manifests].map(([source, manifest]) => ({ source, key: sortKey(manifest) }));
  const sorted = keyed.toSorted((a, b) => compareKeys(a.key, b.key)).map(({ source }) => source);
  const order = inDependencyOrder(objectSteps(place, tree, sorted));
  const ordered = unlessCycle(order, ({ node }) => node.path, problems) ?? sorted;
  const objects = ordered.map((source) => ({ source, manifest: manifests.get(source) ?? {} }));
  return { chart, path: `${name}/${name}.k8s.yaml`, objects };
}

/** An object that fails is stood in for by its identity, so that what else is wrong is found as well. */
function render(source: ApiObject, problems: string[]): Manifest {
  const { apiVersion, kind, name, metadata, node } = source;
  try {
    return source.toJson();
  } catch (error) {
    // cdk8s puts path and name into the message already, but not for what fails in a generated class.
    const stock = `Failed serializing construct at path '${node.path}' with name '${name}': `;
    const reason = String(error instanceof Error ? error.message : error)
      .replace(stock, '')
      .replace(/^Error: /, '');
    problems.push(`[${node.path}] ${kind} "${name}" could not be rendered: ${reason}`);
    return { apiVersion, kind, metadata: { name, namespace: metadata.namespace } };
  }
}

function unlessCycle<T>(order: Order<T>, pathOf: (member: T) => string, problems: string[]): T[] | undefined {
  if ('items' in order) return order.items;
  const paths = order.cycle.map(pathOf);
  problems.push(
    `${[...paths, paths[0]].join(' => ')}: each depends on the next, so none can come first. ` +
      'Remove one addDependency of this cycle.',
  );
  return undefined;
}

function nameOf(chart: Chart): string {
  return chart.node.path.replaceAll('/', '-');
}
