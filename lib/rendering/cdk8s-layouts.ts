import { Names, YamlOutputType } from 'cdk8s';
import type { ChartPlace } from './construct-tree';
import { FileNames } from './file-names';
import { objectNames, ordinal } from './object-names';
import type { RenderedFile, RenderedObject } from './rendered-file';
import type { Rendering } from './rendering';

/** The files of each of cdk8s's layouts, with cdk8s's names; where cdk8s would overwrite a file, with another name. */
export const CDK8S_LAYOUTS = {
  [YamlOutputType.FILE_PER_APP]: filePerApp,
  [YamlOutputType.FILE_PER_CHART]: filePerChart,
  [YamlOutputType.FILE_PER_RESOURCE]: filePerResource,
  [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE]: folderPerChart,
};

function* filePerApp(rendering: Rendering, extension: string): Generator<RenderedFile> {
  const { charts } = rendering.orders;
  if (charts.length > 0) yield { path: `app${extension}`, objects: objectsOfAll(rendering, charts) };
}

function* filePerChart(rendering: Rendering, extension: string): Generator<RenderedFile> {
  for (const { chart, name } of namedCharts(rendering))
    yield { path: `${name}${extension}`, objects: objectsOf(rendering, chart) };
}

function* filePerResource(rendering: Rendering, extension: string): Generator<RenderedFile> {
  const files = new FileNames('Objects');
  for (const object of objectsOfAll(rendering, rendering.orders.charts)) {
    const { source, manifest } = object;
    if (manifest === undefined) continue;
    const names = objectNames(manifest.kind, manifest.metadata?.name, manifest);
    const { name } = files.claim(names, source.node.path, names.at(-1));
    yield { path: `${name}${extension}`, objects: [object] };
  }
  rendering.report(files.problems);
}

function* folderPerChart(rendering: Rendering, extension: string): Generator<RenderedFile> {
  for (const { chart, name: folder } of namedCharts(rendering)) {
    const files = new FileNames('Objects');
    if (chart.objects.length === 0) yield { path: `${folder}/`, objects: [] };
    for (const object of objectsOf(rendering, chart)) {
      const { source, manifest } = object;
      // Here cdk8s names files by what the construct says, and not by what was rendered.
      const names = objectNames(source.kind, source.metadata.name, manifest);
      const { name } = files.claim(names, source.node.path, names.at(-1));
      yield { path: `${folder}/${name}${extension}`, objects: [object] };
    }
    rendering.report(files.problems);
  }
}

function* objectsOfAll(rendering: Rendering, charts: readonly ChartPlace[]): Generator<RenderedObject> {
  for (const chart of charts) yield* objectsOf(rendering, chart);
}

function* objectsOf(rendering: Rendering, chart: ChartPlace): Generator<RenderedObject> {
  for (const place of rendering.orders.objects(chart)) yield rendering.render(place);
}

/** Numbered where charts depend on each other. */
function* namedCharts(rendering: Rendering) {
  const { orders, dependencies } = rendering;
  const names = new FileNames('Charts');
  for (const [index, chart] of orders.charts.entries()) {
    const prefix = dependencies.betweenCharts ? ordinal(index) : '';
    const { name } = names.claim([`${prefix}${Names.toDnsLabel(chart.chart)}`], chart.chart.node.path);
    yield { chart, name };
  }
  rendering.report(names.problems);
}
