/** Rows of texts as lines whose columns begin below each other, with two blanks between them. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, text] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, text.length);
  }
  return rows.map((row) => {
    const cells = row.map((text, column) => text.padEnd(widths[column] ?? 0));
    return cells.join('  ').trimEnd();
  });
}
