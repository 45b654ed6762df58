import { type ConstructTree, holds, isObject, isWithin, type ObjectPlace, type Place } from './construct-tree';
import type { Dependencies } from './dependencies';

/**
 * What comes before what, of a chart or of the whole app. A vertex is a construct, by its index in the tree; or, above
 * them, a gathering point: where m objects come after n others, a vertex between them makes m + n edges of m × n.
 * Vertices and edges are made when they are asked for.
 */
export class DependencyGraph {
  private readonly gathered: (readonly number[])[] = [];
  private readonly wholes = new Map<Place, number>();
  private readonly inner = new Map<Place, ReadonlySet<number>>();
  private readonly rests = new Map<Place, Map<Place, number>>();

  /** @param scope the vertices are the constructs in it; what they come after outside it leaves nothing to order */
  constructor(
    private readonly tree: ConstructTree,
    private readonly dependencies: Dependencies,
    private readonly scope: Place | undefined = tree.places[0],
  ) {}

  /** What a vertex comes after: first what is declared for it alone, then what is for the constructs around it. */
  readonly before = (vertex: number): readonly number[] => {
    const place = this.tree.places[vertex];
    if (place === undefined) return this.membersOf(vertex);
    const found = Array.from(this.targetsOf(place), ({ index }) => index);
    return isObject(place) ? found.concat(this.objectsBefore(place)) : found;
  };

  /** As `before`, but of objects alone; what stands for several is where the first of them is. */
  rankedBy(objects: readonly ObjectPlace[]): (vertex: number) => readonly number[] {
    const ranks = new Map(objects.map(({ index }, rank) => [index, rank]));
    const rankOf = (vertex: number): number => {
      const known = ranks.get(vertex);
      if (known !== undefined) return known;
      const rank = this.membersOf(vertex).reduce((low, one) => Math.min(low, rankOf(one)), objects.length);
      ranks.set(vertex, rank);
      return rank;
    };
    return (vertex) => {
      const place = this.tree.places[vertex];
      const found = place ? this.objectsBefore(place) : this.membersOf(vertex);
      return found.toSorted((one, other) => rankOf(one) - rankOf(other));
    };
  }

  /** The constructs that no other comes after, in tree order. */
  get roots(): Place[] {
    const places = this.scope ? this.tree.within(this.scope) : [];
    const awaited = new Set<number>();
    /** Whose objects are all awaited; or all but those of one construct in it. */
    const awaitedBy = new Map<Place, Place | 'all'>();
    for (const source of places) {
      for (const target of this.targetsOf(source)) {
        awaited.add(target.index);
        const before = awaitedBy.get(target);
        if (source.first === source.end || before === 'all' || sameObjects(source, target)) continue;
        if (before && sameObjects(before, source)) continue;
        const isFirstWithin = before === undefined && holds(target, source);
        awaitedBy.set(target, isFirstWithin ? source : 'all');
        for (const object of isFirstWithin ? restOf(target, source) : objectsIn(target)) awaited.add(object);
      }
    }
    return places.filter(({ index }) => !awaited.has(index));
  }

  /** The objects that an object comes after, or vertices that gather them. */
  private objectsBefore(object: Place): number[] {
    const scopes: Place[] = [];
    for (let scope: Place | undefined = object; scope && scope.chart === object.chart; scope = scope.parent)
      scopes.push(scope);
    return scopes
      .toReversed()
      .flatMap((scope) => Array.from(this.targetsOf(scope), (target) => this.gather(object, scope, target)))
      .filter((vertex) => vertex !== undefined);
  }

  private *targetsOf(source: Place): Generator<Place> {
    for (const target of this.dependencies.of(source)) {
      if (this.scope && isWithin(target, this.scope)) yield target;
    }
  }

  /** The vertex of what an object in `source` comes after because `source` comes after `target`, if there is any. */
  private gather(object: Place, source: Place, target: Place): number | undefined {
    if (target.first === target.end || sameObjects(source, target)) return undefined;
    if (holds(target, source)) return this.rest(target, source);
    // Such as a Namespace that the chart around it comes after: it waits for nothing of its chart.
    return holds(source, target) && this.innerOf(source).has(object.first) ? undefined : this.whole(target);
  }

  /** The objects in a construct that the construct itself comes after. */
  private innerOf(source: Place): ReadonlySet<number> {
    const known = this.inner.get(source);
    if (known) return known;
    const targets = Array.from(this.targetsOf(source)).filter(
      (target) => holds(source, target) && !holds(target, source),
    );
    const inner = new Set(
      targets.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, i) => first + i)),
    );
    this.inner.set(source, inner);
    return inner;
  }

  private whole(target: Place): number {
    const vertex = this.wholes.get(target) ?? this.vertexOf(objectsIn(target));
    this.wholes.set(target, vertex);
    return vertex;
  }

  /** What comes after a construct around it comes after all else that is in that one. */
  private rest(target: Place, source: Place): number {
    const known = this.rests.get(target) ?? new Map<Place, number>();
    const vertex = known.get(source) ?? this.vertexOf(restOf(target, source));
    this.rests.set(target, known.set(source, vertex));
    return vertex;
  }

  private membersOf(vertex: number): readonly number[] {
    return this.gathered[vertex - this.tree.places.length] ?? [];
  }

  private vertexOf(members: readonly number[]): number {
    const [only] = members;
    if (only !== undefined && members.length === 1) return only;
    return this.tree.places.length + this.gathered.push(members) - 1;
  }
}

function objectsIn({ chart, first, end }: Place): number[] {
  return indexes(chart?.objects.slice(first, end));
}

function restOf(outer: Place, inner: Place): number[] {
  const { objects } = outer.chart ?? {};
  return [...indexes(objects?.slice(outer.first, inner.first)), ...indexes(objects?.slice(inner.end, outer.end))];
}

function indexes(objects: readonly ObjectPlace[] = []): number[] {
  return objects.map(({ index }) => index);
}

/** Such as a construct and its only child: between them there is nothing to order. */
function sameObjects(one: Place, other: Place): boolean {
  return holds(one, other) && holds(other, one);
}
