import { exportToInText, exportToOf, isExported, isVisibleIn, visibleNamespaces } from '../../lib/traffic/visibility';
import { objectsOf } from '../manifest/reading';

test.each([
  ['{}', []],
  ['{exportTo: null}', []],
  ['{exportTo: []}', []],
  ['{exportTo: "*"}', []],
  ['{exportTo: {a: b}}', []],
  ['{exportTo: ["*", ".", b]}', ['*', '.', 'b']],
  ['{exportTo: [null, 1, "", [b], b]}', ['b']],
  ['null', []],
  ['[exportTo]', []],
])('exportTo of spec %s', (spec, expected) => {
  const [manifest] = objectsOf(`{apiVersion: networking.istio.io/v1, kind: VirtualService, spec: ${spec}}`);

  expect(manifest && exportToOf(manifest)).toEqual(expected);
});

test.each([
  ['', []],
  [' , ', []],
  ['*', ['*']],
  [' a ,., b,,', ['a', '.', 'b']],
])('exportTo in text %j', (text, expected) => {
  expect(exportToInText(text)).toEqual(expected);
});

test.each([
  [[], undefined, ['*']],
  [[], ['*'], ['*']],
  [[], ['.'], ['own']],
  [[], ['~'], ['~']],
  [[], ['.', 'a'], ['own', 'a']],
  [['.'], ['*'], ['own']],
  [['*'], ['.'], ['*']],
  [['.', 'own', 'a', 'a'], undefined, ['own', 'a']],
  [['.', '*', 'a'], undefined, ['*']],
  [['~', 'a'], undefined, ['~']],
  [['~', '*'], undefined, ['*']],
])('%j with the default %j is seen in %j', (exportTo, meshDefault, expected) => {
  expect(visibleNamespaces(exportTo, 'own', meshDefault)).toEqual(expected);
});

test.each([
  [[], undefined, [true, true, true]],
  [[], ['.'], [true, false, false]],
  [[], ['~'], [false, false, false]],
  [['.'], ['*'], [true, false, false]],
  [['a'], ['*'], [false, true, false]],
  [['.', 'a'], undefined, [true, true, false]],
  [['*'], ['.'], [true, true, true]],
  [['~'], undefined, [false, false, false]],
  [['~', 'a'], undefined, [false, false, false]],
])('%j with the default %j is seen in own, a, b: %j', (exportTo, meshDefault, expected) => {
  expect(['own', 'a', 'b'].map((to) => isExported(exportTo, 'own', to, meshDefault))).toEqual(expected);
});

test.each([
  [['*'], true],
  [['a'], true],
  [['b', 'a'], true],
  [['b'], false],
  [['~'], false],
  [[], false],
])('what is seen in %j is seen in a: %s', (visible, expected) => {
  expect(isVisibleIn(visible, 'a')).toBe(expected);
});
