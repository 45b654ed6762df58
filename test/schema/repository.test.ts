import { judge, repositoryObjects } from './objects';

const objects = repositoryObjects();

test('there are objects to judge', () => {
  expect(objects.length).toBeGreaterThan(100);
});

test('every object that is rendered, or said to be there, would be taken by the API server', () => {
  const verdicts = objects.map((object) => ({ object, verdict: judge(object) }));
  expect(verdicts.filter(({ verdict }) => verdict.withoutSchema || !verdict.wellFormed)).toEqual([]);
  expect(verdicts.flatMap(({ verdict }) => verdict.faults)).toEqual([]);
});
