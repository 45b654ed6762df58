import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** A chart and what belongs to it: everything whose nearest chart it is. */
export interface ChartPlace {
  readonly chart: Chart;
  /** In tree order. */
  readonly objects: ApiObject[];
  /** Those that stay in the chart: `target` comes before `source`. */
  readonly dependencies: { readonly source: Place; readonly target: Place }[];
  /** The charts that come before this one. */
  readonly after: Set<ChartPlace>;
}

/** Where a construct stands. The objects in it are `chart.objects` from `first` up to, not including, `end`. */
export interface Place {
  readonly construct: IConstruct;
  /** Undefined for the app. */
  readonly parent: Place | undefined;
  /** Undefined outside every chart. */
  readonly chart: ChartPlace | undefined;
  readonly first: number;
  end: number;
}

/** The construct tree with each construct's place, in tree order. */
export interface Tree {
  readonly places: ReadonlyMap<IConstruct, Place>;
  readonly charts: readonly ChartPlace[];
}

/** Visits every construct once, parents first, without recursion: a tree may be deeper than the stack. */
export function walk(root: IConstruct): Tree {
  const places = new Map<IConstruct, Place>();
  const charts: ChartPlace[] = [];
  const waiting: { construct: IConstruct; parent: Place | undefined }[] = [{ construct: root, parent: undefined }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const place = settle(next.construct, next.parent);
    places.set(next.construct, place);
    if (place.chart && place.chart !== place.parent?.chart) charts.push(place.chart);
    for (const child of next.construct.node.children.toReversed()) waiting.push({ construct: child, parent: place });
  }
  closeRanges([...places.values()]);
  return { places, charts };
}

function settle(construct: IConstruct, parent: Place | undefined): Place {
  const chart = Chart.isChart(construct)
    ? { chart: construct, objects: [], dependencies: [], after: new Set<ChartPlace>() }
    : parent?.chart;
  const first = chart?.objects.length ?? 0;
  if (ApiObject.isApiObject(construct)) chart?.objects.push(construct);
  return { construct, parent, chart, first, end: chart?.objects.length ?? 0 };
}

function closeRanges(places: readonly Place[]): void {
  // Children first, so that each range is complete when it is passed on.
  for (const { parent, chart, end } of places.toReversed()) {
    if (parent && parent.chart === chart) parent.end = Math.max(parent.end, end);
  }
}
