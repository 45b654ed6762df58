import { keepLast } from '../../lib/manifest/keep-last';
import { objectsOf } from './reading';

const service = (name: string) => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
`;

test('an object is read again only after another one', () => {
  const [one, other] = objectsOf(service('one') + service('other')) as [never, never];
  const read: string[] = [];
  const nameOf = keepLast(({ name }) => {
    read.push(name);
    return name;
  });
  expect([one, one, other, one, one].map(nameOf)).toEqual(['one', 'one', 'other', 'one', 'one']);
  expect(read).toEqual(['one', 'other', 'one']);
});
