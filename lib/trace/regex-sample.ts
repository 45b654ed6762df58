import { matchesWhole } from '../traffic/full-match';

/** What stands for one character of a class. */
const CHARACTERS = ['a', '1', 'A', '/', '-', '_', '.', ' '];
/** Of patterns and samples; Istio takes no longer patterns. */
const MOST = 1024;
const QUANTIFIER = /^(?:([*+?])|\{(\d+)(?:,\d*)?\})\??/;
/** What opens a group beside its parenthesis: flags, a name, or the sign that it is not kept. */
const OPENING = /^\?(?:P?<\w+>|[a-zA-Z-]*(?::|(?=\))))/;

interface Cursor {
  readonly pattern: string;
  at: number;
}

/** A short text that a regular expression of RE2 takes as a whole; undefined for one that is not that simple. */
export function regexSample(pattern: string): string | undefined {
  if (pattern.length > MOST) return undefined;
  const text = choice({ pattern, at: 0 });
  return matchesWhole(pattern, text) === true ? text : undefined;
}

/** Of several alternatives the first. */
function choice(cursor: Cursor): string {
  const text = sequence(cursor);
  while (cursor.pattern[cursor.at] === '|') {
    cursor.at += 1;
    sequence(cursor);
  }
  return text;
}

function sequence(cursor: Cursor): string {
  let text = '';
  while (cursor.at < cursor.pattern.length && !'|)'.includes(cursor.pattern.charAt(cursor.at))) {
    text = (text + repeated(cursor)).slice(0, MOST);
  }
  return text;
}

/** As seldom as it may be. */
function repeated(cursor: Cursor): string {
  const text = piece(cursor);
  const [whole = '', sign, count = '1'] = QUANTIFIER.exec(cursor.pattern.slice(cursor.at)) ?? [];
  cursor.at += whole.length;
  if (sign === '*' || sign === '?') return '';
  return text.repeat(Math.min(Number(count), MOST)).slice(0, MOST);
}

function piece(cursor: Cursor): string {
  const { pattern, at } = cursor;
  const character = pattern.charAt(at);
  if (character === '(') return group(cursor);
  if (character === '[') return oneOf(cursor, classAt(pattern, at));
  if (character === '\\') return escape(cursor);
  cursor.at += 1;
  if (character === '^' || character === '$') return '';
  return character === '.' ? 'a' : character;
}

function group(cursor: Cursor): string {
  cursor.at += 1;
  cursor.at += OPENING.exec(cursor.pattern.slice(cursor.at))?.[0].length ?? 0;
  const text = choice(cursor);
  cursor.at += 1;
  return text;
}

/** Up to its end; a bracket right after the beginning belongs to it. */
function classAt(pattern: string, at: number): string {
  return /^\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]/.exec(pattern.slice(at))?.[0] ?? pattern.charAt(at);
}

function escape(cursor: Cursor): string {
  const text = cursor.pattern.slice(cursor.at, cursor.at + 2);
  if (/^\\[AbBz]$/.test(text)) {
    cursor.at += text.length;
    return '';
  }
  return /^\\[dDsSwW]$/.test(text) ? oneOf(cursor, text) : literal(cursor, text);
}

function literal(cursor: Cursor, text: string): string {
  cursor.at += text.length;
  return text.slice(1);
}

function oneOf(cursor: Cursor, characters: string): string {
  cursor.at += characters.length;
  const first = characters.replace(/^\[\^?/, '').charAt(0);
  return [...CHARACTERS, first].find((each) => matchesWhole(characters, each)) ?? '';
}
