import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** A chart and what belongs to it: everything whose nearest chart it is. */
export interface ChartPlace {
  readonly chart: Chart;
  readonly place: Place;
  /** In tree order. */
  readonly objects: ObjectPlace[];
}

/** Where a construct stands. */
export interface Place {
  readonly construct: IConstruct;
  /** In tree order, parents first. */
  readonly index: number;
  /** Undefined for the app. */
  readonly parent: Place | undefined;
  /** Undefined outside every chart. */
  readonly chart: ChartPlace | undefined;
  /** The objects in the construct are `chart.objects` from `first` up to, not including, `end`. */
  readonly first: number;
  end: number;
  /** The index of the first construct after all that are in this one. */
  next: number;
}

export interface ObjectPlace extends Place {
  readonly construct: ApiObject;
}

/** The constructs of an app. */
export class ConstructTree {
  /** In tree order. */
  readonly places: Place[] = [];
  /** In tree order. */
  readonly charts: ChartPlace[] = [];
  private byConstruct: ReadonlyMap<IConstruct, Place> | undefined;

  /** Visits every construct once, without recursion: a tree may be deeper than the stack. */
  constructor(root: IConstruct) {
    const waiting: { construct: IConstruct; parent: Place | undefined }[] = [{ construct: root, parent: undefined }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const place = this.settle(next.construct, next.parent);
      for (const construct of next.construct.node.children.toReversed()) waiting.push({ construct, parent: place });
    }
    this.closeRanges();
  }

  /** Undefined for a construct that was removed from the tree. */
  placeOf(construct: IConstruct): Place | undefined {
    this.byConstruct ??= new Map(this.places.map((place) => [place.construct, place]));
    return this.byConstruct.get(construct);
  }

  /** A construct and all that are in it, in tree order. */
  within({ index, next }: Place): Place[] {
    return this.places.slice(index, next);
  }

  private settle(construct: IConstruct, parent: Place | undefined): Place {
    const index = this.places.length;
    const first = Chart.isChart(construct) ? 0 : (parent?.chart?.objects.length ?? 0);
    const place: Settling = { construct, index, parent, chart: parent?.chart, first, end: first, next: index + 1 };
    if (Chart.isChart(construct)) this.charts.push((place.chart = { chart: construct, place, objects: [] }));
    if (isObject(place)) place.end = place.chart?.objects.push(place) ?? 0;
    this.places.push(place);
    return place;
  }

  private closeRanges(): void {
    // Children first, so that each range is complete when it is passed on.
    for (const { parent, chart, end, next } of this.places.toReversed()) {
      if (!parent) continue;
      parent.next = Math.max(parent.next, next);
      if (parent.chart === chart) parent.end = Math.max(parent.end, end);
    }
  }
}

type Settling = Place & { chart: ChartPlace | undefined };

export function isObject(place: Place): place is ObjectPlace {
  return ApiObject.isApiObject(place.construct);
}

/** True for the construct itself, too. */
export function isWithin({ index }: Place, outer: Place): boolean {
  return outer.index <= index && index < outer.next;
}

/** True when all objects of the second are in the first, and both are of one chart. */
export function holds(outer: Place, inner: Place): boolean {
  return outer.chart === inner.chart && outer.first <= inner.first && inner.end <= outer.end;
}
