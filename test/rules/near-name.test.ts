import { nearName } from '../../lib/rules/near-name';

const MANY = Array.from({ length: 101 }, (_, index) => `web-${index}`);

test.each([
  ['web-ap', ['web-api', 'web-app-2'], 'web-api'],
  ['cart', ['web-api'], undefined],
  ['web', [], undefined],
])('%s among %j', (name, known, near) => {
  expect(nearName(name, known)).toBe(near);
});

test('among very many, none is looked for', () => {
  expect([nearName('web-5x', MANY), nearName('web-5x', MANY.slice(1))]).toEqual([undefined, 'web-5']);
});
