import { tests } from '@bufbuild/cel-spec/testdata/conformance.js';
import { FAILURES, OTHER_SUITES, SUITES } from './cel-conformance-failures';
import { conformanceCases, disagreement } from './cel-conformance-suite';

const cases = conformanceCases(SUITES);

test('every suite of the specification is run, or left out for a reason', () => {
  const names = (tests as unknown as { suites: { name: string }[] }).suites.map(({ name }) => name);
  expect([...SUITES, ...Object.keys(OTHER_SUITES)].toSorted()).toEqual(names.toSorted());
});

test('1643 of 1650 cases come out as specified; the others are known', () => {
  const failures = cases.filter((each) => disagreement(each) !== undefined).map(({ id }) => id);
  expect(failures.toSorted()).toEqual(Object.keys(FAILURES).toSorted());
  expect([cases.length - failures.length, cases.length]).toEqual([1643, 1650]);
});
