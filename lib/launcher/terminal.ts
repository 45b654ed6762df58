/** Whether standard output shows colours and symbols: a terminal that understands them, and a user who has not refused. */
export function isFullTerminal({ isTTY }: { readonly isTTY: boolean } = process.stdout): boolean {
  const { NO_COLOR = '', TERM } = process.env;
  return isTTY && NO_COLOR === '' && TERM !== 'dumb';
}
