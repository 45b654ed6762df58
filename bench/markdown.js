/* Rows as a Markdown table, and how numbers are written in it. */

const NOTHING = '–';

/** @param rows objects with the same keys, which are the heads of the columns */
function markdownTable(rows) {
  const heads = Object.keys(rows[0]);
  const cells = [heads, ...rows.map((row) => heads.map((head) => String(row[head] ?? NOTHING)))];
  const widths = heads.map((_, column) => Math.max(3, ...cells.map((line) => line[column].length)));
  const [first, ...rest] = cells.map((line) => tableLine(line.map((cell, column) => cell.padEnd(widths[column]))));
  return [first, tableLine(widths.map((width) => '-'.repeat(width))), ...rest].join('\n');
}

function tableLine(cells) {
  return `| ${cells.join(' | ')} |`;
}

function seconds(value) {
  if (value === undefined) return NOTHING;
  if (value < 0.1) return value.toFixed(3);
  return value.toFixed(value < 10 ? 2 : 1);
}

/** How many times the other one. */
function ratio(value, other) {
  if (value === undefined || !other) return NOTHING;
  const times = value / other;
  return times >= 10 ? times.toFixed(1) : times.toFixed(times < 0.1 ? 3 : 2);
}

function megabytes(value) {
  return value === undefined ? NOTHING : `${Math.round(value)}`;
}

function count(value) {
  return value.toLocaleString('en');
}

function exponent(value) {
  return value === undefined ? NOTHING : value.toFixed(2);
}

module.exports = { count, exponent, markdownTable, megabytes, ratio, seconds };
