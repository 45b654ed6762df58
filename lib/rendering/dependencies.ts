import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type ChartPlace, type ConstructTree, isWithin, type Place } from './construct-tree';

/**
 * What every construct is to come after, as cdk8s has it: what `addDependency` says, in the order of the calls; and a
 * chart comes after the charts that are its children, and after each chart that something in it comes after.
 */
export class Dependencies {
  /** Dependencies that leave nothing to order, each as a sentence. */
  readonly problems: string[] = [];
  /** True when charts are to be in an order, which cdk8s then numbers them in. */
  betweenCharts = false;
  /** Charts that something in them needs something of first. */
  readonly ordered = new Set<ChartPlace>();
  private readonly targets = new Map<Place, Set<Place>>();

  constructor(private readonly tree: ConstructTree) {
    const sources = tree.places.filter((place) => this.declare(place));
    for (const { chart, place } of tree.charts) {
      const around = place.parent?.construct;
      if (Chart.isChart(around)) this.addCharts(around, chart);
    }
    for (const source of sources) this.passToChart(source);
  }

  /** What the construct itself is to come after. */
  of(place: Place): Iterable<Place> {
    return this.targets.get(place) ?? NONE;
  }

  /** False for a construct that comes after nothing. */
  private declare(source: Place): boolean {
    const { dependencies } = source.construct.node;
    for (const dependency of dependencies) {
      const target = this.tree.placeOf(dependency);
      // Of a construct that was removed from the tree again, only its chart may be left.
      if (target === undefined) continue;
      if (!source.chart || !target.chart) this.problems.push(outsideCharts(source, target));
      else if (source !== target) this.add(source, target);
    }
    return dependencies.length > 0;
  }

  private passToChart({ chart, construct }: Place): void {
    for (const target of construct.node.dependencies) {
      const targetChart = chartOf(target);
      if (chart && targetChart && chart.chart !== targetChart) this.addCharts(chart.chart, targetChart);
    }
  }

  private addCharts(source: Chart, target: Chart): void {
    const [later, earlier] = [this.tree.placeOf(source), this.tree.placeOf(target)];
    if (later && earlier) this.add(later, earlier);
    this.betweenCharts = true;
  }

  private add(source: Place, target: Place): void {
    const { chart } = target;
    if (chart && isWithin(source, chart.place)) this.ordered.add(chart);
    const known = this.targets.get(source);
    if (known) known.add(target);
    else this.targets.set(source, new Set([target]));
  }
}

const NONE: readonly Place[] = [];

function chartOf(construct: IConstruct): Chart | undefined {
  return construct.node.scopes.findLast((scope) => Chart.isChart(scope));
}

function outsideCharts(source: Place, target: Place): string {
  const [from, to] = [source, target].map(({ construct }) => construct.node.path || 'the app');
  const outside = source.chart ? to : from;
  return (
    `${from} depends on ${to}, but ${outside} is in no chart and dependencies order the objects in charts. ` +
    'Call addDependency on a chart or on something in it.'
  );
}
