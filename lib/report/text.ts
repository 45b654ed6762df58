import type { Finding, ResourceRef, Severity } from '../finding';

export interface TextOptions {
  /** Whether to colour, as terminals understand it. */
  readonly color: boolean;
  /** The line of a file, to show it below a finding; undefined where there is none. */
  readonly lineOf: (file: string, line: number) => string | undefined;
}

const COLORS: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '36' };
const DIM = '2';

/**
 * One finding for people: where, as editors make it clickable; how bad and which rule; what and why; what to do; the
 * line with a caret. Without a file the construct's path stands for the place.
 */
export function findingText(finding: Finding, { color, lineOf }: TextOptions): string {
  const paint = (code: string, text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const { file, line, column, severity, code, rule, path, message, fix, construct } = finding;
  const place = file === '' ? `[${construct ?? ''}]` : `${file}:${line}:${column}`;
  const where = path === '' || names(message, path) ? '' : `, ${path}`;
  const shown = shownLine(finding, lineOf);
  return [
    `${visible(place)}: ${paint(COLORS[severity], severity)} ${code} ${rule}`,
    `  ${visible(`${resourceText(finding.resource)}${where}`)}: ${visible(message)}.`,
    `  ${paint(DIM, 'Fix:')} ${sentence(fix)}`,
    ...(shown === undefined ? [] : caretLines(shown, line, column, (text) => paint(DIM, text))),
    '',
  ].join('\n');
}

/** Findings leave out the full stop at the end. */
export function sentence(text: string): string {
  return `${visible(text)}${/[.?!]$/.test(text) ? '' : '.'}`;
}

/** As people name an object: `Gateway istio-system/public`. */
export function resourceText({ kind, namespace, name }: ResourceRef): string {
  if (name === '') return `${kind} without a name`;
  return `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
}

/** Many messages name the field themselves. */
function names(message: string, path: string): boolean {
  const at = message.indexOf(path);
  return at >= 0 && !/[\w.[-]/.test(message.charAt(at - 1)) && !/[\w[-]/.test(message.charAt(at + path.length));
}

/** Of a line. Wide enough for YAML; what is cut off is marked. */
const WIDTH = 160;
const CUT = ' ... ';

/** The line with a caret below the column; of a wide line, the part around it. */
function caretLines(text: string, line: number, column: number, dim: (text: string) => string): string[] {
  const start = column <= WIDTH ? 0 : column - WIDTH / 2;
  const [before, after] = [start > 0 ? CUT : '', text.length > start + WIDTH ? CUT.trimEnd() : ''];
  const gutter = `${line} | `.padStart(9);
  const indent = visible(`${before}${text.slice(start, column - 1)}`);
  return [
    `${dim(gutter)}${visible(`${before}${text.slice(start, start + WIDTH)}${after}`)}`,
    `${' '.repeat(gutter.length)}${blank(indent)}^`,
  ];
}

/** Characters as wide as two. */
const WIDE =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/gu;

/** As wide as the text: tabs stay, and a blank that is as wide as a wide character stands for each of them. */
function blank(text: string): string {
  return text
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(WIDE, '\u3000')
    .replaceAll(/[^\t\u3000]/gu, ' ');
}

/** Fields that may hold keys in the clear. */
const KEYS = 'data|stringData|jwks|inlineString|caBundle|last-applied-configuration';
const SENSITIVE_PATH = new RegExp(`(^|[.\\]"/])(${KEYS})\\b`);
/** On one line with others, as in JSON, where it may belong to another object. */
const SENSITIVE_TEXT = new RegExp(`\\b(${KEYS})["']?\\s*:`);

/** The line of a Secret, or of a field that may hold a key, is never shown. */
function shownLine({ file, line, resource, path }: Finding, lineOf: TextOptions['lineOf']): string | undefined {
  if (file === '' || /^secrets?$/i.test(resource.kind) || SENSITIVE_PATH.test(path)) return undefined;
  const text = lineOf(file, line);
  return text === undefined || SENSITIVE_TEXT.test(text) ? undefined : text;
}

/** Controls, separators of lines, and what is invisible or turns the direction of text. A tab is harmless. */
const STEERING = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Input is not trusted: what would steer a terminal or hide text is shown by its code. */
export function visible(text: string): string {
  return text.replaceAll(STEERING, codes);
}

/** The code units of a text as JSON writes them. */
export function codes(text: string): string {
  return text.replaceAll(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
