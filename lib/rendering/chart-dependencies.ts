import type { ApiObject } from 'cdk8s';
import { groupBy } from '../groups';
import type { ChartPlace, Place, Tree } from './chart-walk';
import { Step } from './dependency-order';

type ObjectStep = Step<ApiObject>;

/** A step and where it would stand without dependencies. */
interface Ranked {
  readonly rank: number;
  readonly step: ObjectStep;
}

/** What the objects in a construct wait for. */
interface Gate {
  /** For all of them: what the construct depends on outside itself. */
  readonly all: ObjectStep;
  /** For all but `inner`: what the construct depends on inside itself, such as a chart on its own Namespace. */
  readonly others: ObjectStep;
  /** Places in `ChartPlace.objects`. */
  readonly inner: ReadonlySet<number>;
}

/** Sorts every `addDependency` of the tree by whether it stays in one chart. Returns what cannot be ordered. */
export function assignDependencies({ places }: Tree): string[] {
  const problems: string[] = [];
  for (const source of places.values()) {
    for (const dependency of source.construct.node.dependencies) {
      const target = places.get(dependency);
      // A construct that was removed from the tree again leaves nothing to order.
      if (!target) continue;
      if (!source.chart || !target.chart) problems.push(outsideCharts(source, target));
      else if (source.chart !== target.chart) source.chart.after.add(target.chart);
      else if (!holdsSame(source, target)) source.chart.dependencies.push({ source, target });
    }
  }
  return problems;
}

/** A step for each of the chart's objects, in the order given, that waits for what the object depends on. */
export function objectSteps(chart: ChartPlace, tree: Tree, ordered: readonly ApiObject[]): readonly ObjectStep[] {
  return new ChartSteps(chart, tree, ordered).inOrder;
}

/** Links the objects of one chart. Everything is made when it is asked for, so that a cycle ends the work early. */
class ChartSteps {
  readonly inOrder: readonly ObjectStep[];
  /** As `ChartPlace.objects`, which ranges count in. */
  private readonly inTree: readonly Ranked[];
  private readonly gates = new Map<Place, Gate>();
  private readonly wholes = new Map<Place, Ranked>();

  constructor(
    private readonly chart: ChartPlace,
    private readonly tree: Tree,
    ordered: readonly ApiObject[],
  ) {
    this.inOrder = ordered.map((object) => new Step(() => this.gatesOf(object), object));
    const ranks = new Map(this.inOrder.map((step, rank) => [step.item, { rank, step }]));
    this.inTree = chart.objects.flatMap((object) => ranks.get(object) ?? []);
    for (const [source, links] of groupBy(chart.dependencies, (link) => link.source)) {
      const targets = links.map(({ target }) => target);
      this.gates.set(source, this.gate(source, targets));
    }
  }

  private gatesOf(object: ApiObject): ObjectStep[] {
    const steps: ObjectStep[] = [];
    const place = this.tree.places.get(object);
    if (!place) return steps;
    for (let scope: Place | undefined = place; scope?.chart === this.chart; scope = scope.parent) {
      const gate = this.gates.get(scope);
      if (gate) steps.push(gate.all);
      if (gate && !gate.inner.has(place.first)) steps.push(gate.others);
    }
    return steps;
  }

  private gate(source: Place, targets: readonly Place[]): Gate {
    const inside = targets.filter((target) => holds(source, target));
    const outside = targets.filter((target) => !holds(source, target));
    return {
      all: new Step(() =>
        byRank(outside.map((target) => (holds(target, source) ? this.rest(target, source) : this.whole(target)))),
      ),
      others: new Step(() => byRank(inside.map((target) => this.whole(target)))),
      inner: new Set(inside.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, i) => first + i))),
    };
  }

  private whole(target: Place): Ranked {
    const known = this.wholes.get(target);
    if (known) return known;
    const whole = gather(this.inTree.slice(target.first, target.end));
    this.wholes.set(target, whole);
    return whole;
  }

  /** A construct that depends on one around it waits for what else that one holds. */
  private rest(target: Place, source: Place): Ranked {
    const before = this.inTree.slice(target.first, source.first);
    return gather(before.concat(this.inTree.slice(source.end, target.end)));
  }
}

/** One step for many, at the place of the first of them. */
function gather(members: readonly Ranked[]): Ranked {
  const rank = members.reduce((lowest, member) => Math.min(lowest, member.rank), Number.POSITIVE_INFINITY);
  return { rank, step: new Step(() => byRank(members)) };
}

function byRank(ranked: readonly Ranked[]): ObjectStep[] {
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ step }) => step);
}

/** Such as a construct that depends on itself, or on its only child: there is nothing to order. */
function holdsSame(a: Place, b: Place): boolean {
  return a.first === b.first && a.end === b.end;
}

function holds(outer: Place, inner: Place): boolean {
  return outer.first <= inner.first && inner.end <= outer.end;
}

function outsideCharts(source: Place, target: Place): string {
  const [from, to] = [source, target].map(({ construct }) => construct.node.path || 'the app');
  const outside = source.chart ? to : from;
  return (
    `${from} depends on ${to}, but ${outside} is in no chart and dependencies order the objects in charts. ` +
    'Call addDependency on a chart or on something in it.'
  );
}
