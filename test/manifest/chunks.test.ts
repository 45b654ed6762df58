import { chunks } from '../../lib/manifest/chunks';

const texts = (text: string) => [...chunks(text)].map(({ start, end }) => text.slice(start, end));

test.each([
  ['', ['']],
  ['a: 1', ['a: 1']],
  ['---\na: 1\n---\nb: 2\n', ['', 'a: 1\n', 'b: 2\n']],
  ['a: 1\r\n---\r\nb: 2', ['a: 1\r\n', 'b: 2']],
  ['a: 1\n---  # next\nb: 2', ['a: 1\n', 'b: 2']],
  ['a: 1\n---', ['a: 1\n', '']],
  ['---\n---\n---', ['', '', '', '']],
  ['a: |\n  ---\n --- x\nb: ---', ['a: |\n  ---\n --- x\nb: ---']],
])('%j', (text, expected) => {
  expect(texts(text)).toEqual(expected);
});

test('a separator with anything but a comment is a fault', () => {
  expect([...chunks('a: 1\n--- {b: 1}\nc: 1\n----\n')]).toEqual([
    { start: 0, end: 5 },
    {
      start: 16,
      end: 21,
      fault: {
        offset: 5,
        message: '"{b: 1}" follows "---" on the same line, where kubectl takes only a comment',
        fix: 'Move it to the next line',
      },
    },
    {
      start: 26,
      end: 26,
      fault: {
        offset: 21,
        message: '"-" follows "---" on the same line, where kubectl takes only a comment',
        fix: 'Move it to the next line',
      },
    },
  ]);
});

test('a long rest is cut in the message', () => {
  const [, chunk] = chunks(`--- ${'x'.repeat(50)}`);

  expect(chunk?.fault?.message).toBe(
    `"${'x'.repeat(40)}..." follows "---" on the same line, where kubectl takes only a comment`,
  );
});
