import { allOf, anyOf, not } from '../../lib/traffic/answer';

test.each([
  [[], false, true],
  [[true], true, true],
  [[false], false, false],
  [[undefined], undefined, undefined],
  [[true, false], true, false],
  [[true, undefined], true, undefined],
  [[undefined, false], undefined, false],
  [[true, undefined, false], true, false],
])('any and all of %j', (answers, any, all) => {
  expect([anyOf(answers), allOf(answers)]).toEqual([any, all]);
});

test('what is not known stays so', () => {
  expect([not(true), not(false), not(undefined)]).toEqual([false, true, undefined]);
});
