import { hasAtMostOne } from '../../lib/schema/at-most-one';
import { evaluate } from '../../lib/schema/cel/environment';

const PAIR = '(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1';
const THREE = '(has(self.a) ? 1 : 0) + (has(self.jwks_uri) ? 1 : 0) + (has(self.c) ? 1 : 0) <= 1';

describe('hasAtMostOne', () => {
  test.each([
    [PAIR, {}, true],
    [PAIR, { credentialNames: [], other: 1 }, true],
    [PAIR, { credentialNames: [], tlsCertificates: [] }, false],
    [THREE, { jwks_uri: 'x' }, true],
    [THREE, { a: 1, c: 1 }, false],
  ])('%s of %j: %s, as CEL says', (rule, value, expected) => {
    expect(hasAtMostOne(rule, value)).toBe(expected);
    expect(evaluate(rule, new Map(Object.entries(value)) as never)).toBe(expected);
  });

  test.each([
    ['null counts, which CEL may take for nothing', PAIR, { credentialNames: null, tlsCertificates: null }],
    ['another limit', PAIR.replace('<= 1', '== 1'), { credentialNames: [] }],
    ['another question', `${PAIR} && has(self.a)`, {}],
    ['a field inside a field', '(has(self.a.b) ? 1 : 0) + (has(self.c) ? 1 : 0) <= 1', {}],
    ['a name that stands for another', '(has(self.a__dot__b) ? 1 : 0) + (has(self.c) ? 1 : 0) <= 1', {}],
    ['no object', PAIR, 'text'],
    ['a list', PAIR, []],
  ])('leaves to CEL: %s', (_, rule, value) => {
    expect(hasAtMostOne(rule, value)).toBe(false);
  });
});
