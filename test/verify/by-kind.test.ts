import { RulesByKind } from '../../lib/verify/by-kind';

function rule(id: string, about?: readonly string[]) {
  const head = { id, code: 'SI0000', severity: 'info', kinds: ['Service'], summary: '' } as const;
  return about === undefined ? head : { ...head, about };
}

const RULES = new RulesByKind([rule('always'), rule('ports', ['port', 'ports']), rule('labels', ['labels'])]);

function chosen(value: object): string[] | undefined {
  return RULES.rulesFor('Service', value as never)?.map(({ id }) => id);
}

test('a rule is asked about objects with one of its names, at whatever depth', () => {
  expect(chosen({ spec: { ports: [] } })).toEqual(['always', 'ports']);
  expect(chosen({ spec: { list: [{ port: 80 }] }, metadata: { labels: {} } })).toEqual(['always', 'ports', 'labels']);
  expect(chosen({ spec: { list: ['port', null, 80] } })).toEqual(['always']);
});

test('one object says nothing of the next', () => {
  expect(chosen({ labels: {} })).toEqual(['always', 'labels']);
  expect(chosen({})).toEqual(['always']);
  expect(chosen({ labels: {} })).toEqual(['always', 'labels']);
});

test('rules for any kind come before those of a kind that has some', () => {
  const rules = new RulesByKind([rule('own')], [rule('any')]);
  expect(rules.rulesFor('Service', {})?.map(({ id }) => id)).toEqual(['any', 'own']);
  expect(rules.rulesFor('Pod', {})).toBeUndefined();
});
