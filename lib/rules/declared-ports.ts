import { Field } from '../manifest/field';
import type { Pod } from '../manifest/pods';

/** `ports` of the containers that go on running: of init containers only those that do. */
export function declaredPorts({ spec }: Pod): readonly Field[] {
  const initial = Field.of(spec).get('initContainers').items;
  const running = initial.filter((container) => container.get('restartPolicy').text === 'Always');
  return [...Field.of(spec).get('containers').items, ...running].flatMap((container) => container.get('ports').items);
}
