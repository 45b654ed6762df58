import { ApiObject, Chart, Lazy, Testing } from 'cdk8s';
import { acknowledge, MeshNamespace } from '../../lib/index';
import { entriesOf } from '../../lib/verify/acknowledgement-entries';
import { fromObject } from '../../lib/manifest/from-object';
import { ACCEPTED, refused, untyped } from './rendering';

const KEY = 'secure-ingress/acknowledge';

function configMap(annotations: Readonly<Record<string, string>> = {}): ApiObject {
  const chart = new Chart(Testing.app(), 'chart');
  return new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations } });
}

function annotationsOf(object: ApiObject): Readonly<Record<string, string>> {
  const { metadata }: { metadata: { annotations: Record<string, string> } } = object.toJson();
  return metadata.annotations;
}

function message(object: unknown, rule: unknown, reason: unknown): string {
  try {
    acknowledge(untyped(object), untyped(rule), untyped(reason));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return ACCEPTED;
}

const ON_MAP = 'acknowledge on chart/map';
const NO_RULE = 'no name of a rule. Use lower-case letters, digits and dashes, as in the report.';
const NO_REASON = 'no reason. Say why the finding is accepted.';

test('a line for each rule, in the order of the calls', () => {
  const object = configMap();
  acknowledge(object, 'service-port-name', ' The port is opaque: see ADR 7 ');
  acknowledge(object, 'gateway-credential-missing', 'Written by hand');

  expect(annotationsOf(object)).toEqual({
    [KEY]: 'service-port-name: The port is opaque: see ADR 7\ngateway-credential-missing: Written by hand',
  });
});

test('the verifier reads what is written', () => {
  const object = configMap();
  acknowledge(object, 'one', 'First: of two');
  acknowledge(object, 'two', 'Second');

  expect(entriesOf(fromObject(object.toJson())).map(({ subject, reason, by }) => [subject, reason, by])).toEqual([
    ['one', 'First: of two', 'rule'],
    ['two', 'Second', 'rule'],
  ]);
});

test('stands beside other annotations, and below what the object acknowledges itself', () => {
  const object = configMap({ other: 'kept', [KEY]: 'one: Written by hand\n' });
  acknowledge(object, 'two', 'Added');

  expect(annotationsOf(object)).toEqual({ other: 'kept', [KEY]: 'one: Written by hand\ntwo: Added' });
});

test('on the object of a construct, whose other values may come later', () => {
  const chart = new Chart(Testing.app(), 'chart');
  const namespace = new MeshNamespace(chart, 'namespace', { name: 'shop' });
  const object = namespace.node.findAll().find((node) => ApiObject.isApiObject(node));
  const late = configMap({ later: Lazy.any({ produce: () => 'there' }) as string });
  acknowledge(untyped(object), 'one', 'Why');
  acknowledge(late, 'one', 'Why');

  expect(chart.toJson()).toMatchObject([{ metadata: { annotations: { [KEY]: 'one: Why' } } }]);
  expect(annotationsOf(late)).toEqual({ later: 'there', [KEY]: 'one: Why' });
});

describe('refuses', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['an empty rule and reason', '', ' ', [`\`rule\` "": ${NO_RULE}`, `\`reason\` " ": ${NO_REASON}`]],
    ['a code', 'IST0102', 'Why', [`\`rule\` "IST0102": ${NO_RULE}`]],
    ['a colon', 'a: b', 'Why', [`\`rule\` "a: b": ${NO_RULE}`]],
    ['two rules', 'a\nb', 'Why', [`\`rule\` "a\\nb": ${NO_RULE}`]],
    ['nothing', undefined, undefined, [`\`rule\`: ${NO_RULE}`, `\`reason\`: ${NO_REASON}`]],
    ['no texts', 7, {}, [`\`rule\` 7: ${NO_RULE}`, `\`reason\` {}: ${NO_REASON}`]],
    [
      'a reason of two lines',
      'a',
      'b\nc: d',
      [
        '`reason` "b\\nc: d": more than one line, and each line is an acknowledgement of its own. Write it in one line.',
      ],
    ],
  ])('%s', (_name, rule, reason, problems) => {
    const object = configMap();

    expect(message(object, rule, reason)).toBe(refused(ON_MAP, ...problems));
    expect(object.metadata.toJson()).not.toHaveProperty('annotations');
  });

  test.each([['one: Written by hand'], [' one : Written by hand'], ['one']])(
    'a rule for the second time: %s',
    (text) => {
      expect(message(configMap({ [KEY]: text }), 'one', 'Why')).toBe(
        refused(ON_MAP, '`rule` "one": acknowledged on this object already. Give one reason for it.'),
      );
    },
  );

  test('what is no object', () => {
    const fix = 'no ApiObject. Give an object that is rendered, such as ApiObject.of(CONSTRUCT).';
    const namespace = new MeshNamespace(new Chart(Testing.app(), 'chart'), 'namespace', { name: 'shop' });

    expect(message(undefined, 'one', 'Why')).toBe(refused('acknowledge', `\`object\`: ${fix}`));
    expect(message(namespace, 'one', 'Why')).toBe(refused('acknowledge', `\`object\` [MeshNamespace]: ${fix}`));
  });
});
