import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { checkRoom, Problems } from '../../lib/constructs/problems';
import { nameOfLength } from './long-names';

const wrong = () => ({ path: 'name', value: 'A', why: 'too big', fix: 'Use a' });

function messageOf(problems: Problems): string | undefined {
  try {
    problems.finish();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

test('without problems nothing is thrown, and problems that do not hold are not made', () => {
  const problems = new Problems('subject');
  const makeProblem = jest.fn(wrong);

  expect(problems.check(false, makeProblem)).toBe(false);
  expect(makeProblem).not.toHaveBeenCalled();
  expect(messageOf(problems)).toBeUndefined();
});

test('all problems in one message, in the order of the checks', () => {
  const problems = new Problems('subject');

  expect(problems.check(true, wrong)).toBe(true);
  problems.check(true, () => ({ path: 'ports[0]', why: 'missing', fix: 'Give it' }));
  problems.check(true, () => ({ path: 'hosts', value: ['a', 'b'], why: 'too many', fix: 'Use one' }));
  expect(messageOf(problems)).toBe(
    'subject:\n  `name` "A": too big. Use a.\n  `ports[0]`: missing. Give it.\n  `hosts` ["a","b"]: too many. Use one.',
  );
});

test('a construct is named by class and path', () => {
  const app = new App();
  const inApp = Problems.of('Thing', app, 'thing');
  const below = Problems.of('Thing', new Construct(new Construct(app, 'chart'), 'part'), 'thing');
  for (const problems of [inApp, below]) problems.check(true, wrong);

  expect(messageOf(inApp)).toBe('Thing thing:\n  `name` "A": too big. Use a.');
  expect(messageOf(below)).toBe('Thing chart/part/thing:\n  `name` "A": too big. Use a.');
});

class Circle {
  readonly self = this;
}

test.each<[unknown, string]>([
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  [null, 'null'],
  [5n, '5'],
  [[Number.NaN, undefined, null], '[NaN,undefined,null]'],
  // oxlint-disable-next-line no-sparse-arrays -- a slip that callers make.
  [[, 1], '[undefined,1]'],
  [{ min: Number.NEGATIVE_INFINITY, max: undefined }, '{"min":-Infinity}'],
  [Object.create(null), '{}'],
  [Circle, '[Circle]'],
  [new Circle(), '[Circle]'],
  [[() => 1], '[[function]]'],
  [Object.assign(Object.create({ constructor: undefined }), { a: 1 }), '[object]'],
])('%p is shown as %s', (value, expected) => {
  const problems = new Problems('subject');
  problems.check(true, () => ({ path: 'given', value, why: 'wrong', fix: 'Mend it' }));

  expect(messageOf(problems)).toBe(`subject:\n  \`given\` ${expected}: wrong. Mend it.`);
});

test('circular structures are shown once', () => {
  const circle: { list: unknown[] } = { list: [] };
  circle.list.push(circle, [1], [1]);
  const problems = new Problems('subject');
  problems.check(true, () => ({ path: 'given', value: circle, why: 'wrong', fix: 'Mend it' }));

  expect(messageOf(problems)).toBe('subject:\n  `given` {"list":[[circular],[1],[1]]}: wrong. Mend it.');
});

test('a scope and an id that are none', () => {
  const problems = Problems.of('Thing', undefined as never, 5 as never);

  expect(messageOf(problems)).toBe(
    'Thing:\n  `scope`: no construct. Give the Chart, or a construct in it.\n  `id` 5: no string. Give a string.',
  );
});

test('room for a suffix; what is too long by itself is reported as that', () => {
  const problems = new Problems('subject');
  for (const length of [242, 243, 253, 254]) checkRoom(problems, 'name', nameOfLength(length), '-selfsigned');

  const why = 'too long for the object that is named with "-selfsigned" after it. Use at most 242 characters.';
  expect(messageOf(problems)).toBe(
    `subject:\n  \`name\` "${nameOfLength(243)}": ${why}\n  \`name\` "${nameOfLength(253)}": ${why}`,
  );
});
