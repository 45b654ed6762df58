import { type Chart, Names } from 'cdk8s';
import { Collisions } from './collisions';
import type { ChartPlace } from './construct-tree';
import { FileNames } from './file-names';
import { objectNames, ordinal } from './object-names';
import { compareKeys, sortKey } from './object-order';
import type { RenderedFile, RenderedObject } from './rendered-file';
import type { Rendering } from './rendering';

/** Layouts that cdk8s does not have. */
export const FOLDER_LAYOUTS = { 'chart-folders': chartFolders, 'numbered-folders': numberedFolders };

/** A folder with one file for each chart with objects. */
function* chartFolders(rendering: Rendering, extension: string): Generator<RenderedFile> {
  const { tree, orders, problems } = rendering;
  const files = new FileNames('Charts');
  const collisions = new Collisions();
  const named = tree.charts.map((place) => ({ place, key: [folderOf(place.chart)] }));
  const sorted = named.toSorted((one, other) => compareKeys(one.key, other.key)).map(({ place }) => place);
  for (const place of orders.chartsNear(sorted)) {
    if (place.objects.length === 0) continue;
    const folder = folderOf(place.chart);
    refuseFolder(folder, place.chart, problems);
    const { name } = files.claim([`${folder}/${folder}${extension}`], place.chart.node.path);
    const objects = inOrder(rendering, place);
    for (const { manifest, source } of objects) collisions.add(manifest, source);
    yield { path: name, objects };
  }
  rendering.report(files.problems);
  rendering.report(collisions.problems);
}

function inOrder(rendering: Rendering, chart: ChartPlace): RenderedObject[] {
  const rendered = new Map(chart.objects.map((place) => [place, rendering.render(place)]));
  const keyed = Array.from(rendered, ([place, { manifest }]) => ({ place, key: sortKey(manifest) }));
  const sorted = keyed.toSorted((one, other) => compareKeys(one.key, other.key)).map(({ place }) => place);
  const ordered = rendering.orders.objectsNear(chart, sorted).flatMap((place) => rendered.get(place) ?? []);
  return ordered.filter(({ manifest }) => manifest !== undefined);
}

/**
 * A folder for each chart and a file for each object, with numbers where dependencies ask for an order: in the order of
 * their names, files are in the order of their dependencies.
 */
function* numberedFolders(rendering: Rendering, extension: string): Generator<RenderedFile> {
  const { orders, dependencies } = rendering;
  const folders = new FileNames('Charts');
  const collisions = new Collisions();
  for (const [place, level] of orders.chartLevels) {
    const prefix = dependencies.betweenCharts ? ordinal(level) : '';
    const folder = folders.claim([`${prefix}${Names.toDnsLabel(place.chart)}`], place.chart.node.path).name;
    const files = new FileNames('Objects');
    for (const [object, objectLevel] of orders.objectLevels(place)) {
      const { source, manifest } = rendering.render(object);
      if (manifest === undefined) continue;
      const start = dependencies.ordered.has(place) ? ordinal(objectLevel) : '';
      const names = objectNames(manifest.kind, manifest.metadata?.name, manifest).map((name) => `${start}${name}`);
      const { name, free } = files.claim(names, source.node.path, names.at(-1));
      if (free) collisions.add(manifest, source);
      yield { path: `${folder}/${name}${extension}`, objects: [{ source, manifest }] };
    }
    rendering.report(files.problems);
  }
  rendering.report(folders.problems);
  rendering.report(collisions.problems);
}

function folderOf(chart: Chart): string {
  return chart.node.path.replaceAll('/', '-');
}

function refuseFolder(name: string, chart: Chart, problems: string[]): void {
  if (/^[A-Za-z0-9][\w.-]*$/.test(name)) return;
  problems.push(
    `[${chart.node.path}] "${name}" cannot name a folder. Use letters, digits, "-", "_" and "." in the chart's id, ` +
      'and begin with a letter or digit.',
  );
}
