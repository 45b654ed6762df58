import { decode, MAX_FILE_BYTES } from '../../lib/manifest/decode';

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

test.each([
  ['UTF-8', Buffer.from('a: é😀')],
  ['UTF-8 with a byte order mark', Buffer.from('\ufeffa: é😀')],
  ['UTF-16, little end first', utf16('a: é😀')],
  ['UTF-16, big end first', utf16('a: é😀').swap16()],
  ['a part of a larger buffer', Buffer.from('xxa: é😀').subarray(2)],
  ['a string', 'a: é😀'],
  ['a string with a byte order mark', '\ufeffa: é😀'],
])('%s', (_, input) => {
  expect(decode(input)).toEqual({ text: 'a: é😀' });
});

test.each([
  ['a lone byte', [0x61, 0x0a, 0x80, 0x61], 'a\n', 'The byte 0x80 at offset 2 is not UTF-8'],
  ['a surrogate', [0x61, 0xed, 0xa0, 0x80], 'a', 'The byte 0xa0 at offset 2 is not UTF-8'],
  ['an overlong form', [0xc0, 0x80], '', 'The byte 0xc0 at offset 0 is not UTF-8'],
  ['a cut at the end', [0x61, 0xc3], 'a', 'The file ends in the middle of a character of UTF-8'],
  ['half a code unit', [0xff, 0xfe, 0x61, 0x00, 0x62], 'a', 'The file ends in the middle of a character of UTF-16LE'],
])('%s is a fault, where it stands', (_, bytes, text, message) => {
  expect(decode(Uint8Array.from(bytes))).toEqual({
    text,
    fault: { offset: text.length, message, fix: 'Save the file as UTF-8' },
  });
});

test('a file above the limit is not read', () => {
  const size = MAX_FILE_BYTES + 1;

  expect(decode({ length: size } as Uint8Array)).toEqual({
    text: '',
    fault: {
      offset: 0,
      message: 'The file has 268435457 bytes, more than the 268435456 that are read',
      fix: 'Split it into several files',
    },
  });
});
