import { Chart, Testing } from 'cdk8s';
import { type AskedShape, type Taker, TAKERS } from './takers';
import { ACCEPTED } from './rendering';

interface Place {
  readonly keys: readonly (string | number)[];
  /** As messages name it. */
  readonly at: string;
  readonly shape: AskedShape;
}

/** All that the shape asks of the props, from the outside to the inside. */
function placesOf(shape: AskedShape, value: unknown, keys: Place['keys'] = [], at = ''): Place[] {
  const parts = value === undefined ? [] : (shape.parts?.(value as object) ?? []);
  return [
    { keys, at: at.replace(/^\./, '') || 'props', shape },
    ...parts.flatMap((part) => placesOf(part.shape, part.value, [...keys, keyOf(part.at)], `${at}${part.at}`)),
  ];
}

function keyOf(at: string): string | number {
  return at.startsWith('.') ? at.slice(1) : (JSON.parse(at.slice(1, -1)) as string | number);
}

/** A copy in which something else lies at the place. */
function changed(value: unknown, [key, ...rest]: Place['keys'], wrong: unknown): unknown {
  if (key === undefined) return wrong;
  const copy: Record<string, unknown> = Array.isArray(value)
    ? ([...(value as unknown[])] as never)
    : { ...(value as object) };
  copy[key] = changed(copy[key], rest, wrong);
  return copy;
}

function outcome({ props, make }: Taker, change: (given: unknown) => unknown): unknown {
  const chart = new Chart(Testing.app(), 'chart');
  const given = change(props(chart));
  try {
    make(chart, given as never);
  } catch (error) {
    return error;
  }
  return ACCEPTED;
}

const KINDS: readonly unknown[] = [undefined, null, '', 'x', 5, Number.NaN, true, [], [undefined], [{}], {}, { a: {} }];
class Other {
  readonly other = true;
}
const WRONG = [...KINDS, Other, new Other(), () => 1, new Map(), Symbol('s')];

const places = Object.entries(TAKERS).flatMap(([title, taker]) =>
  placesOf(taker.shape, taker.props(new Chart(Testing.app(), 'chart'))).map((place) => ({ title, taker, ...place })),
);

test.each(Object.entries(TAKERS))('%s takes what the table gives', (_, taker) => {
  expect(outcome(taker, (props) => props)).toBe(ACCEPTED);
});

test.each(places)('$title: $at is refused by name when it is of another kind', ({ taker, at, keys, shape }) => {
  const refused = WRONG.filter((value) => !(value === undefined && shape.optional) && !shape.takes(value));
  expect(refused.includes(undefined)).toBe(shape.optional !== true);
  for (const value of refused) {
    const error = outcome(taker, (props) => changed(props, keys, value));
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(TypeError);
    expect((error as Error).message.split('\n')[0]).toBe(`${taker.subject}:`);
    expect((error as Error).message).toContain(`\n  \`${at}\``);
  }
});

test.each(places)('$title: $at never ends in a TypeError', ({ taker, keys }) => {
  const thrown = WRONG.map((value) => outcome(taker, (props) => changed(props, keys, value)));
  expect(thrown.filter((error) => error instanceof TypeError || error instanceof RangeError)).toEqual([]);
});
