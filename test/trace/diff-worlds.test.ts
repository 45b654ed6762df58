import { parse } from '../../lib/manifest/parse';
import { diffWorlds } from '../../lib/trace/diff-worlds';
import { SHOP, shopWith } from './shop';

type Files = Readonly<Record<string, string>>;

function input(root: string, files: Files, context: Files = {}) {
  const read = (all: Files) => Object.entries(all).flatMap(([name, text]) => parse(`${root}/${name}`, text).objects);
  return {
    objects: read(files),
    context: read(context),
    meshConfig: undefined,
    nameOf: (file: string) => file.slice(root.length + 1),
  };
}

function told(old: Files, now: Files, context: Files = {}) {
  const { changes, untraced } = diffWorlds(input('old', old, context), input('new', now, context));
  return {
    changes: changes.map(({ change: { direction, host, path, is }, alternatives }) => [
      `${direction} ${host}${path} ${is}`,
      ...alternatives,
    ]),
    untraced: untraced.map(({ manifest, why }) => `${manifest.kind} ${manifest.name} ${why}`),
  };
}

const PERMISSIVE = shopWith('mode: STRICT', 'mode: PERMISSIVE');
const WEAKER = [
  'weaker api.shop.svc.cluster.local/ either',
  'weaker shop.example.com/ either',
  'weaker shop.example.com/api either',
];

test('files for one cluster are compared together', () => {
  const middle = SHOP.indexOf('---\n', 500);
  const [first, second] = [SHOP.slice(0, middle), SHOP.slice(middle)];

  expect(told({ 'a.yaml': SHOP }, { 'b.yaml': first, 'c.yaml': second })).toEqual({ changes: [], untraced: [] });
  expect(told({ 'a.yaml': SHOP }, { 'a.yaml': PERMISSIVE }).changes).toEqual(WEAKER.map((line) => [line]));
});

test('what the cluster has already is on both sides', () => {
  const [gateway = '', ...rest] = SHOP.split('---\n').toReversed();

  expect(
    told({ 'a.yaml': rest.join('---\n') }, { 'a.yaml': rest.join('---\n') }, { 'b.yaml': gateway }).changes,
  ).toEqual([]);
});

test('stages are compared with themselves', () => {
  const stage = SHOP.replaceAll('shop.example.com', 'shop.test.example.com');
  const weakerStage = stage.replace('mode: STRICT', 'mode: PERMISSIVE');

  expect(told({ 'a.yaml': SHOP, 'b.yaml': stage }, { 'a.yaml': SHOP, 'b.yaml': weakerStage }).changes).toEqual(
    WEAKER.map((line) => [line.replace('shop.example', 'shop.test.example'), ['new/b.yaml']]),
  );
  expect(told({ 'a.yaml': SHOP, 'b.yaml': stage }, { 'a.yaml': PERMISSIVE, 'b.yaml': weakerStage }).changes).toEqual([
    [WEAKER[0]],
    ...WEAKER.slice(1).map((line) => [line, ['new/a.yaml']]),
    ...WEAKER.slice(1).map((line) => [line.replace('shop.example', 'shop.test.example'), ['new/b.yaml']]),
  ]);
});

test('of a stage that is new or gone, hosts and routes are told', () => {
  const stage = SHOP.replaceAll('shop.example.com', 'test.example.com');
  const [one, both] = [{ 'a.yaml': SHOP }, { 'a.yaml': SHOP, 'b.yaml': stage }];

  expect(told(both, one).changes).toEqual([
    ['removed test.example.com/ tls-reset', ['old/b.yaml']],
    ['removed test.example.com/api tls-reset', ['old/b.yaml']],
  ]);
  expect(told(one, both).changes).toEqual([
    ['added test.example.com/ arrives', ['new/b.yaml']],
    ['added test.example.com/api arrives', ['new/b.yaml']],
  ]);
});

test('what no request is known for is told where it is new', () => {
  const odd = shopWith('prefix: /api', 'regex: "/(?=api)"');

  expect(told({ 'a.yaml': SHOP }, { 'a.yaml': odd }).untraced).toHaveLength(1);
  expect(told({ 'a.yaml': odd }, { 'a.yaml': odd }).untraced).toEqual([]);
});
