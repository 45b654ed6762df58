import { nearName } from '../../lib/rules/near-name';

const many = Array.from({ length: 101 }, (_, index) => `web-${index}`);

test.each([
  ['web-ap', ['web-api', 'web-app-2'], 'web-api'],
  ['cart', ['web-api'], undefined],
  ['web', [], undefined],
  ['web-0x', many, undefined],
  ['web-0x', many.slice(1), 'web-10'],
])('%s among %j', (name, known, near) => {
  expect(nearName(name, known)).toBe(near);
});
