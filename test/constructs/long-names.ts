/** An object name of so many characters, in labels of one or two. */
export function nameOfLength(length: number): string {
  return `${'a'.repeat(2 - (length % 2))}${'.a'.repeat((length - 1) / 2)}`;
}
