/**
 * Why RE2 would not compile the text, as Istio's webhook does; undefined when it would. Names of Unicode classes and
 * the size of the compiled program are not checked.
 */
export function re2Fault(text: string): string | undefined {
  let rest = text;
  let depth = 0;
  let last: Token['kind'] = 'start';
  while (rest !== '') {
    const token = nextToken(rest);
    if (token.fault !== undefined) return token.fault;
    if (token.kind === 'repeat' && last === 'start') return 'it repeats nothing';
    if (token.kind === 'repeat' && last === 'repeat') return 'it repeats a repetition';
    if (token.kind === 'open') depth++;
    if (token.kind === 'close' && --depth < 0) return 'it has a ) without a (';
    last = asRepeated(token.kind, last);
    rest = rest.slice(token.length);
  }
  return depth > 0 ? 'it has a ( without a )' : undefined;
}

interface Token {
  readonly kind: 'start' | 'open' | 'close' | 'repeat' | 'atom' | 'nothing';
  readonly length: number;
  readonly fault?: string;
}

/** What a repetition after the token would repeat. Past flags, which match nothing, it sees what is before them. */
function asRepeated(kind: Token['kind'], before: Token['kind']): Token['kind'] {
  if (kind === 'nothing') return before === 'repeat' ? 'atom' : before;
  if (kind === 'open') return 'start';
  return kind === 'close' ? 'atom' : kind;
}

function nextToken(rest: string): Token {
  switch (rest[0]) {
    case '(':
      return group(rest);
    case ')':
      return { kind: 'close', length: 1 };
    case '|':
      return { kind: 'start', length: 1 };
    case '[':
      return characterClass(rest);
    case '\\':
      return escape(rest);
    case '*':
    case '+':
    case '?':
      return { kind: 'repeat', length: rest[1] === '?' ? 2 : 1 };
    case '{':
      return counted(rest);
    default:
      return { kind: 'atom', length: 1 };
  }
}

function fault(text: string): Token {
  return { kind: 'atom', length: 1, fault: text };
}

function group(rest: string): Token {
  if (rest[1] !== '?') return { kind: 'open', length: 1 };
  const [flags] = /^\(\?[imsU]*(-[imsU]+)?\)/.exec(rest) ?? [];
  if (flags !== undefined) return { kind: 'nothing', length: flags.length };
  const [opening] = /^\(\?(P?<[A-Za-z0-9_]+>|[imsU]*(-[imsU]+)?:)/.exec(rest) ?? [];
  if (opening !== undefined) return { kind: 'open', length: opening.length };
  return fault(
    /^\(\?<?[=!]/.test(rest) ? 'RE2 has no look-around' : `RE2 has no groups that begin with ${rest.slice(0, 3)}`,
  );
}

function counted(rest: string): Token {
  const [matched, least, , most] = /^\{(0|[1-9][0-9]*)(,(0|[1-9][0-9]*)?)?\}\??/.exec(rest) ?? [];
  // Else the brace stands for itself.
  if (matched === undefined) return { kind: 'atom', length: 1 };
  if (Math.max(Number(least), Number(most ?? 0)) > 1000) return fault('RE2 repeats 1000 times at most');
  if (most !== undefined && Number(most) < Number(least)) return fault(`${matched} counts down`);
  return { kind: 'repeat', length: matched.length };
}

const OCTAL = /^\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/;
const HEX = /^\\x([0-9A-Fa-f]{2}|\{[0-9A-Fa-f]+\})/;
const SINGLE = /^\\([afnrtv]|[^0-9A-Za-z\u0080-\uffff])/;
const CLASS = /^\\([dDsSwW]|[pP]([A-Z]|\{\^?[A-Za-z_]+\}))/;
const ASSERTION = /^\\[AbBz]/;

function escape(rest: string): Token {
  if (rest.startsWith('\\Q')) {
    const end = rest.indexOf('\\E');
    return { kind: end === 2 ? 'nothing' : 'atom', length: end < 0 ? rest.length : end + 2 };
  }
  for (const form of [OCTAL, HEX, SINGLE, CLASS, ASSERTION]) {
    const [matched] = form.exec(rest) ?? [];
    if (matched !== undefined) return { kind: 'atom', length: matched.length };
  }
  return unknownEscape(rest);
}

function unknownEscape(rest: string): Token {
  if (rest.length === 1) return fault('it ends in a backslash');
  return fault(/^\\[1-9k]/.test(rest) ? 'RE2 has no back-references' : `RE2 has no ${rest.slice(0, 2)}`);
}

function characterClass(whole: string): Token {
  let rest = whole.slice(whole[1] === '^' ? 2 : 1);
  for (let first = true; first || rest[0] !== ']'; first = false) {
    const member = classMember(rest);
    if (member.fault !== undefined) return member;
    rest = rest.slice(member.length);
  }
  return { kind: 'atom', length: whole.length - rest.length + 1 };
}

const POSIX = /^\[:\^?(alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;

/** One character, one range, or one class within brackets. */
function classMember(rest: string): Token {
  const [set] = POSIX.exec(rest) ?? CLASS.exec(rest) ?? [];
  if (set !== undefined) return { kind: 'atom', length: set.length };
  if (/^\[:.*:\]/.test(rest)) return fault(`RE2 has no ${rest.slice(0, rest.indexOf(':]') + 2)}`);
  const low = classCharacter(rest);
  if (low.fault !== undefined || rest[low.length] !== '-' || ']'.includes(rest[low.length + 1] ?? ']')) return low;
  const from = low.length + 1;
  const high = classCharacter(rest.slice(from));
  if (high.fault !== undefined) return high;
  const range = rest.slice(0, from + high.length);
  if (codeOf(rest.slice(0, low.length)) > codeOf(range.slice(from)))
    return fault(`${range} is a range in the wrong order`);
  return { kind: 'atom', length: range.length };
}

function classCharacter(rest: string): Token {
  if (rest === '') return fault('it has a [ without a ]');
  if (rest[0] !== '\\') return { kind: 'atom', length: String.fromCodePoint(rest.codePointAt(0) ?? 0).length };
  for (const form of [OCTAL, HEX, SINGLE]) {
    const [matched] = form.exec(rest) ?? [];
    if (matched !== undefined) return { kind: 'atom', length: matched.length };
  }
  return unknownEscape(rest);
}

const NAMED: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

function codeOf(character: string): number {
  if (character[0] !== '\\') return character.codePointAt(0) ?? 0;
  if (OCTAL.test(character)) return Number.parseInt(character.slice(1), 8);
  if (HEX.test(character)) return Number.parseInt(character.replace(/[\\x{}]/g, ''), 16);
  return NAMED[character.slice(1)] ?? character.codePointAt(1) ?? 0;
}
