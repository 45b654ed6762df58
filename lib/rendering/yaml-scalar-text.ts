import { Yaml } from 'cdk8s';

/** Most strings: a word or a name that YAML cannot take for anything else. Faster than to ask for all it could be. */
const NAME = /^(?!(?:y|n|yes|no|true|false|on|off|null|e[-+]?\d+)$)[a-z_/][\w./-]*$/i;

/** One line of characters that are written as they are, neither control characters nor what ends a line for some. */
const LINE = /^[ -~\xa0-\u2027\u202a-\ud7ff\ue000-\uffff]*$/;

/** Lines that a block holds as they are: they begin with text, and end with text or one line break. */
const LINES = /^[!-~](?:[\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\uffff]*[!-~])?\n?$/;

/** What a plain string must not look like. */
const SYNTAX = /^[ ,[\]{}#&*!|>'"%@`]|^[?-](?: |$)|: | #|[ :]$/;

/** What YAML 1.1 reads as something else than a string. */
const OTHER_TYPE = oneOf(
  /~?|[Nn]ull|NULL/,
  /[Yy]|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON/,
  /[Nn]|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF/,
  /[-+]?(?:\d[\d_]*|0b[01_]+|0x[\da-fA-F_]+)/,
  /[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)/,
  /[-+]?(?:\d[\d_]*)?\.[\d_]*/,
  /[-+]?(?:\d[\d_]*)?(?:\.[\d_]*)?[eE][-+]?\d+/,
  /[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?/,
  /\d{4}-\d\d?-\d\d?(?:(?:[tT]| +)\d\d?:\d\d?:\d\d?(?:\.\d+)?(?: *(?:Z|[-+][012]?\d(?::\d\d)?))?)?/,
);

function oneOf(...forms: readonly RegExp[]): RegExp {
  return new RegExp(`^(?:${forms.map(({ source }) => source).join('|')})$`);
}

/** The scalar as a value `depth` steps deep, or undefined if it is none. */
export function scalarText(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case 'string':
      return NAME.test(value) ? value : (lineText(value) ?? linesText(value, depth));
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? String(value) : unusualText(value, depth);
    case 'undefined':
      return 'null';
    default:
      return value === null ? 'null' : undefined;
  }
}

function lineText(value: string): string | undefined {
  if (!LINE.test(value)) return undefined;
  return SYNTAX.test(value) || OTHER_TYPE.test(value) ? quoted(value) : value;
}

function quoted(value: string): string {
  return value.includes('"') && !value.includes("'") ? `'${value}'` : JSON.stringify(value);
}

function linesText(value: string, depth: number): string {
  if (!value.includes('\n') || !LINES.test(value)) return unusualText(value, depth);
  const [mark, lines] = value.endsWith('\n') ? ['|', value.slice(0, -1)] : ['|-', value];
  const indent = '  '.repeat(depth);
  return `${mark}\n${indent}${lines.replace(/\n+/g, `$&${indent}`)}`;
}

/** As it is written in a list that is as deep. */
function unusualText(value: string | number, depth: number): string {
  let list: unknown = value;
  for (let level = 0; level < depth; level++) list = [list];
  return Yaml.stringify(list).slice(2 * depth, -1);
}

/** With the colon after it. They are few, and each is met again and again. */
const keyTexts = new Map<string, string>();
const MOST_KEYS = 10_000;

/** The longest whose text surely fits where a longer one is written in another way. */
const LONGEST_KEY = 500;

/** The key of a pair with its colon, or undefined if that takes more than a short line. */
export function keyText(key: string): string | undefined {
  const known = keyTexts.get(key);
  if (known !== undefined) return known;
  // At the left margin, dashes and dots would begin or end a document.
  if (key.length > LONGEST_KEY || /^(?:---|\.\.\.)/.test(key)) return undefined;
  const line = lineText(key);
  if (line === undefined) return undefined;
  if (keyTexts.size < MOST_KEYS) keyTexts.set(key, `${line}:`);
  return `${line}:`;
}
