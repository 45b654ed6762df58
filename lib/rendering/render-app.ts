import type { App, Chart } from 'cdk8s';
import { CDK8S_LAYOUTS } from './cdk8s-layouts';
import { FOLDER_LAYOUTS } from './folder-layouts';
import type { RenderedFile } from './rendered-file';
import { Rendering } from './rendering';

const LAYOUTS = { ...CDK8S_LAYOUTS, ...FOLDER_LAYOUTS };

export type FolderLayout = keyof typeof FOLDER_LAYOUTS;
export type Layout = keyof typeof LAYOUTS;

/** @throws Error when the layout is none, as plain JavaScript can say */
export function checkedLayout(layout: Layout): Layout {
  if (Object.hasOwn(LAYOUTS, layout)) return layout;
  throw new Error(`${JSON.stringify(layout)} is no layout: expected one of ${Object.keys(LAYOUTS).join(', ')}.`);
}

/**
 * Validates the tree once and renders it, file by file.
 * @throws one Error with every problem found, after the last file: of validation, dependencies and rendering, and files
 * or objects that collide
 */
export function* renderApp(app: App, layout: Layout, extension: string): Generator<RenderedFile> {
  const rendering = new Rendering(app);
  rendering.validate();
  rendering.report(rendering.dependencies.problems);
  yield* LAYOUTS[layout](rendering, extension);
  rendering.refuseProblems();
}

/** As cdk8s orders them. @throws Error for dependencies that cannot be kept */
export function chartsInOrder(app: App): Chart[] {
  const rendering = new Rendering(app);
  const charts = rendering.orders.charts.map(({ chart }) => chart);
  rendering.refuseProblems();
  return charts;
}
