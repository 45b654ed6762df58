import { Source } from '../../lib/manifest/source';

test('positions count from 1, at both ends of each line', () => {
  const source = new Source('a.yaml', 'ab\r\n\ncd');

  expect([0, 2, 4, 5, 6, 7].map((offset) => source.position(offset))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 3 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 3, column: 2 },
    { line: 3, column: 3 },
  ]);
});

test('a character outside the basic plane is two columns', () => {
  expect(new Source('a.yaml', '😀b').position(2)).toEqual({ line: 1, column: 3 });
});

test('lines are shown without their ends', () => {
  const source = new Source('a.yaml', 'ab\r\n\ncd');

  expect([0, 1, 2, 3, 4].map((line) => source.lineText(line))).toEqual(['', 'ab', '', 'cd', '']);
});

test('an empty text has one empty line', () => {
  const source = new Source('a.yaml', '');

  expect([source.position(0), source.lineText(1)]).toEqual([{ line: 1, column: 1 }, '']);
});
