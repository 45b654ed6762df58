/** Milliseconds before anything is shown, and between two updates. */
const PATIENCE = 1000;
const INTERVAL = 100;

/** How a long run comes along: one line on a terminal, from the second second on; nothing elsewhere. */
export class Progress {
  private readonly start = performance.now();
  private last = Number.NEGATIVE_INFINITY;

  constructor(private readonly stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>) {}

  /** @param long the next step takes long, and cannot tell of itself: shown at once. Default: false */
  show(text: string, long = false): void {
    if (!this.stream.isTTY) return;
    const now = performance.now();
    if (!long && (now - this.start < PATIENCE || now - this.last < INTERVAL)) return;
    this.last = now;
    // A line that wraps could not be cleared.
    this.stream.write(`\r\u001b[K${text.slice(0, (this.stream.columns || 80) - 1)}`);
  }

  clear(): void {
    if (Number.isFinite(this.last)) this.stream.write('\r\u001b[K');
    this.last = Number.NEGATIVE_INFINITY;
  }
}
