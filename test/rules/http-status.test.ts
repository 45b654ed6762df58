import { isNamedStatus, statusFault } from '../../lib/rules/http-status';

const UP_TO_999 = Array.from({ length: 1000 }, (_, status) => status);

test('statuses to answer with are from 200 to 600', () => {
  const right = UP_TO_999.filter((status) => statusFault(status) === undefined);
  expect([right.at(0), right.at(-1), right.length]).toEqual([200, 600, 401]);
  expect(statusFault(199)).toBe('is not from 200 to 600');
});

test('statuses with a name in Go', () => {
  const named = UP_TO_999.map(String).filter(isNamedStatus);
  const ranges: readonly (readonly [number, number])[] = [
    [100, 103],
    [200, 208],
    [226, 226],
    [300, 305],
    [307, 308],
    [400, 418],
    [421, 426],
    [428, 429],
    [431, 431],
    [451, 451],
    [500, 508],
    [510, 511],
  ];
  const expected = ranges.flatMap(([first, last]) => UP_TO_999.slice(first, last + 1)).map(String);
  expect(named).toEqual(expected);
  expect(['', '5xx', ' 503', '503 ', '+503', '0503', '5030'].filter(isNamedStatus)).toEqual([]);
});
