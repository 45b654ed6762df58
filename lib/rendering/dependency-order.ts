/**
 * Something to emit; or, without an item, a gathering point: n steps that wait for m others through one take n + m
 * links instead of n × m. `before` is asked at most once.
 */
export class Step<T> {
  state: 'new' | 'open' | 'done' = 'new';

  constructor(
    readonly before: () => readonly Step<T>[],
    readonly item?: T,
  ) {}
}

/** The items in order, or the members of a cycle, each of which waits for the next and the last for the first. */
export type Order<T> = { readonly items: T[] } | { readonly cycle: T[] };

interface Frame<T> {
  readonly step: Step<T>;
  readonly before: readonly Step<T>[];
  next: number;
}

/**
 * The items of the steps in the order given, except that what a step waits for comes before it.
 * Each step and link is looked at once, and without recursion, so that neither chains nor diamonds cost more.
 */
export function inDependencyOrder<T>(steps: Iterable<Step<T>>): Order<T> {
  const items: T[] = [];
  for (const step of steps) {
    const cycle = emit(step, items);
    if (cycle) return { cycle };
  }
  return { items };
}

function emit<T>(first: Step<T>, items: T[]): T[] | undefined {
  if (first.state === 'done') return undefined;
  const path = [open(first)];
  for (let frame = path.at(-1); frame; frame = path.at(-1)) {
    const { step } = frame;
    const next = frame.before[frame.next++];
    if (next === undefined) {
      step.state = 'done';
      if (step.item !== undefined) items.push(step.item);
      path.pop();
    } else if (next.state === 'open') {
      return membersFrom(path, next);
    } else if (next.state === 'new') {
      path.push(open(next));
    }
  }
  return undefined;
}

function open<T>(step: Step<T>): Frame<T> {
  step.state = 'open';
  return { step, before: step.before(), next: 0 };
}

function membersFrom<T>(path: readonly Frame<T>[], first: Step<T>): T[] {
  const cycle = path.slice(path.findIndex(({ step }) => step === first));
  return cycle.flatMap(({ step }) => (step.item === undefined ? [] : [step.item]));
}
