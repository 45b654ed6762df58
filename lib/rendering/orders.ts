import { type ChartPlace, type ConstructTree, isObject, type ObjectPlace, type Place } from './construct-tree';
import type { Dependencies } from './dependencies';
import { DependencyGraph } from './dependency-graph';
import { levels, topologicalOrder } from './topological-order';

type Before = (vertex: number) => readonly number[];

/** The orders of an app's charts and objects. A cycle that stands in the way becomes a problem. */
export class Orders {
  constructor(
    private readonly tree: ConstructTree,
    private readonly dependencies: Dependencies,
    private readonly problems: string[],
  ) {}

  /** As in cdk8s. */
  get charts(): readonly ChartPlace[] {
    const all = indexesFirst(this.tree.places);
    if (!this.dependencies.betweenCharts) return chartsAmong(all);
    const graph = new DependencyGraph(this.tree, this.dependencies);
    return chartsAmong(this.placesAt(this.along([...indexesFirst(graph.roots), ...all], graph.before)));
  }

  /** In the order given, but for those that others come after. */
  chartsNear(charts: readonly ChartPlace[]): readonly ChartPlace[] {
    if (!this.dependencies.betweenCharts) return charts;
    const places = charts.map(({ place }) => place);
    return chartsAmong(this.placesAt(this.along(places, this.chartsBefore)));
  }

  /** In an order that dependencies allow, with the number of those that come before on the longest way. */
  get chartLevels(): readonly (readonly [ChartPlace, number])[] {
    const charts = this.chartsNear(this.tree.charts);
    const vertices = charts.map(({ place }) => place.index);
    const found = levels(vertices, this.chartsBefore, () => true);
    return charts.map((chart, i) => [chart, found.get(vertices[i] ?? 0) ?? 0]);
  }

  /** As in cdk8s. */
  objects(chart: ChartPlace): readonly ObjectPlace[] {
    if (!this.dependencies.ordered.has(chart)) return chart.objects;
    return objectsOf(chart, this.placesAt(this.inChart(chart).vertices));
  }

  /** In the order given, but for those that others come after; of these, too, the first in that order comes first. */
  objectsNear(chart: ChartPlace, objects: readonly ObjectPlace[]): readonly ObjectPlace[] {
    if (!this.dependencies.ordered.has(chart)) return objects;
    const graph = new DependencyGraph(this.tree, this.dependencies, chart.place);
    return objectsOf(chart, this.placesAt(this.along(objects, graph.rankedBy(objects))));
  }

  /** In an order that dependencies allow, with the number of those that come before on the longest way. */
  objectLevels(chart: ChartPlace): readonly (readonly [ObjectPlace, number])[] {
    if (!this.dependencies.ordered.has(chart)) return chart.objects.map((object) => [object, 0]);
    const { graph, vertices, isOrder } = this.inChart(chart);
    const objects = objectsOf(chart, this.placesAt(vertices));
    const counted = new Set(objects.map(({ index }) => index));
    const found = isOrder ? levels(vertices, graph.before, (vertex) => counted.has(vertex)) : undefined;
    return objects.map((object) => [object, found?.get(object.index) ?? 0]);
  }

  private inChart(chart: ChartPlace) {
    const graph = new DependencyGraph(this.tree, this.dependencies, chart.place);
    const found = this.problems.length;
    const vertices = this.along([...graph.roots, ...this.tree.within(chart.place)], graph.before);
    return { graph, vertices, isOrder: this.problems.length === found };
  }

  private readonly chartsBefore: Before = (vertex) =>
    this.placesAt([vertex]).flatMap((place) =>
      [...this.dependencies.of(place)].filter(isChart).map(({ index }) => index),
    );

  /** The vertices in order; where there is none, a problem, and the first vertices as they are. */
  private along(first: readonly Place[], before: Before): readonly number[] {
    const vertices = first.map(({ index }) => index);
    const result = topologicalOrder(vertices, before);
    if ('order' in result) return result.order;
    const paths = this.placesAt(result.cycle).map(({ construct }) => construct.node.path);
    this.problems.push(
      `${[...paths, paths[0]].join(' => ')}: each depends on the next, so none can come first. ` +
        'Remove one addDependency of this cycle.',
    );
    return [...new Set(vertices)];
  }

  /** Of those vertices that are constructs. */
  private placesAt(vertices: readonly number[]): Place[] {
    return vertices.flatMap((vertex) => this.tree.places[vertex] ?? []);
  }
}

function isChart(place: Place): boolean {
  return place.chart?.place === place;
}

function objectsOf(chart: ChartPlace, places: readonly Place[]): ObjectPlace[] {
  return places.filter(isObject).filter((place) => place.chart === chart);
}

function chartsAmong(places: readonly Place[]): ChartPlace[] {
  return places.flatMap((place) => (place.chart && isChart(place) ? place.chart : []));
}

/** cdk8s keeps constructs in an object by path, which JavaScript enumerates with the numbers first. */
function indexesFirst(places: readonly Place[]): readonly Place[] {
  const numbers = places.filter(isNumbered);
  return numbers.length === 0 ? places : [...numbers, ...places.filter((place) => !isNumbered(place))];
}

const LARGEST_INDEX = 2 ** 32 - 2;

function isNumbered({ construct, parent }: Place): boolean {
  // Only of what stands right below the app is the path no more than an id.
  if (parent?.index !== 0) return false;
  const { id } = construct.node;
  return /^(0|[1-9]\d*)$/.test(id) && Number(id) <= LARGEST_INDEX;
}
