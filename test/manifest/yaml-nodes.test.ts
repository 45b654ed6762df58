import { Unreadable } from '../../lib/manifest/problem';
import { MAX_DOCUMENT_LENGTH, yamlNodes } from '../../lib/manifest/yaml-nodes';
import { problemOf } from './reading';

function faultOf(text: string) {
  try {
    return yamlNodes(text);
  } catch (error) {
    return error instanceof Unreadable ? error.fault : error;
  }
}

test.each(['', '# only\n', '\n\n'])('nothing in %j', (text) => {
  expect(faultOf(text)).toBeNull();
});

test.each([
  ['data: [', 5, 8, 'Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ['data: a: b', 5, 7, 'Nested mappings are not allowed in compact mappings'],
  ['data: @x', 5, 7, 'Plain value cannot start with reserved character @'],
  ['data: "\\q"', 5, 8, 'Invalid escape sequence \\q'],
  ["data: 'x", 5, 9, "Missing closing 'quote"],
  ['data:\n\t- x', 6, 1, 'Tabs are not allowed as indentation'],
  ['data', 5, 1, 'Implicit map keys need to be followed by map values'],
  ['data: &a &b c', 5, 10, 'A node can have at most one anchor'],
])('%j is no YAML', (text, line, column, message) => {
  expect(problemOf(text)).toEqual({
    line,
    column,
    message: `This is not YAML: ${message}`,
    fix: expect.any(String) as string,
  });
});

test.each([
  ['\0', '0000'],
  ['\x07', '0007'],
  ['\x7f', '007F'],
  ['\ufffe', 'FFFE'],
])('the control character %j', (character, code) => {
  expect(problemOf(`data: "${character}"`)).toEqual({
    line: 5,
    column: 8,
    message: `The control character U+${code} is not allowed in YAML`,
    fix: 'Remove it, or write it as an escape in double quotes',
  });
});

const DEEP = 'The nesting is deeper than the 300 levels that are followed';
test.each(['[', '{', '- ', '? ', 'a: [', '{a: ', '- - ? '])('100,000 times %j', (opening) => {
  expect(faultOf(opening.repeat(100_000))).toMatchObject({
    message: expect.stringMatching(`${DEEP}|This is not YAML`),
  });
});

test('a map in a map in a map, over three hundred times', () => {
  const levels = Array.from({ length: 320 }, (_, at) => `${' '.repeat(at)}a:`).join('\n');

  expect(faultOf(levels)).toMatchObject({ message: DEEP });
});

test('250 levels are read', () => {
  expect(faultOf('['.repeat(250) + ']'.repeat(250))).toMatchObject({ items: [expect.anything()] });
});

test('a document without a separator after the end of one', () => {
  expect(problemOf('...\na: 1')).toEqual({
    line: 6,
    column: 1,
    message: 'A document follows "..." without "---", and kubectl leaves it out without a word',
    fix: 'Separate documents with a line of "---"',
  });
});

test('a directive', () => {
  expect(faultOf('# c\n%YAML 1.2\n')).toEqual({
    offset: 4,
    message: 'kubectl takes a directive for a document of its own, and fails',
    fix: 'Remove the line that begins with "%"',
  });
});

test('a document above the limit', () => {
  expect(faultOf(' '.repeat(MAX_DOCUMENT_LENGTH + 1))).toEqual({
    offset: 0,
    message: 'The document has 8388609 characters, more than the 8388608 that are read as YAML',
    fix: 'Split it with "---", or give it as JSON',
  });
});
