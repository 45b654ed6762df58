/** How a long run comes along, on a terminal, from the second second on; nothing elsewhere. */
export class Progress {
  private readonly start = performance.now();
  private last = this.start;
  private shown = false;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  show(text: string): void {
    if (!this.stream.isTTY) return;
    const now = performance.now();
    if (now - this.start < 1000 || now - this.last < 100) return;
    this.last = now;
    this.shown = true;
    this.stream.write(`\r\u001b[K${text}`);
  }

  clear(): void {
    if (this.shown) this.stream.write('\r\u001b[K');
  }
}
