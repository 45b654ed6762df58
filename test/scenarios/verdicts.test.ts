import { fromObject } from '../../lib/manifest/from-object';
import { verify } from '../../lib/verify';
import { OUTPUTS } from './outputs';

test.each(OUTPUTS)('$name: the verifier has nothing to say, and knows every kind', ({ objects }) => {
  const { findings, coverage } = verify({ objects: objects.map((object) => fromObject(object)) });

  expect(findings).toEqual([]);
  expect(coverage).toMatchObject({ objects: objects.length, withoutSchema: [] });
});
