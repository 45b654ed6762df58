import { EXPLANATIONS } from '../../lib/explanations';
import { parse } from '../../lib/manifest/parse';
import { OBJECT_RULES } from '../../lib/rules';
import { MESH_RULES } from '../../lib/rules/mesh-rules';
import { verify } from '../../lib/verify';
import { ENGINE_RULES } from '../../lib/verify/engine-rules';

const IDS = [...ENGINE_RULES, ...OBJECT_RULES, ...MESH_RULES].map(({ id }) => id);

/** The rules that have something to say of these manifests, each once. */
function rulesFor(text: string): { problems: readonly unknown[]; rules: readonly string[] } {
  const { objects, notes, problems } = parse('example.yaml', text);
  const { findings } = verify({ objects, notes });
  return { problems, rules: [...new Set(findings.map(({ rule }) => rule))] };
}

test('every rule is explained, and nothing else', () => {
  expect(Object.keys(EXPLANATIONS).toSorted()).toEqual(IDS.toSorted());
});

describe.each(Object.entries(EXPLANATIONS))('%s', (id, { why, fix, bad, good, source }) => {
  test('is explained in sentences, with a source', () => {
    for (const text of [why, fix]) expect(text).toMatch(/^[A-Z"`].*[.]$/s);
    expect(source).toMatch(/^https:\/\/\S+( https:\/\/\S+)*$/);
  });

  test('finds this in the bad example, and only this', () => {
    expect(rulesFor(bad)).toEqual({ problems: [], rules: [id] });
  });

  test('finds nothing in the good example', () => {
    expect(rulesFor(good)).toEqual({ problems: [], rules: [] });
  });
});
