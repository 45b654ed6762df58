import { Progress } from '../../lib/launcher/progress';

const CLEAR = '\r\u001b[K';

/** A terminal (unless told otherwise) that keeps what is written. */
function terminal(isTTY = true, columns = 40) {
  const written: string[] = [];
  const write = (text: unknown): boolean => written.push(String(text)) > 0;
  return { isTTY, columns, write, written };
}

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

test('nothing in the first second, then at most ten lines a second, then a clean line', () => {
  const stream = terminal();
  const progress = new Progress(stream);
  for (let time = 0; time < 1300; time += 50) {
    progress.show(`at ${time}`);
    jest.advanceTimersByTime(50);
  }
  progress.clear();
  progress.clear();

  expect(stream.written).toEqual([`${CLEAR}at 1000`, `${CLEAR}at 1100`, `${CLEAR}at 1200`, CLEAR]);
});

test('a run within a second leaves no trace', () => {
  const stream = terminal();
  const progress = new Progress(stream);
  progress.show('soon');
  progress.clear();

  expect(stream.written).toEqual([]);
});

test('a long step is told at once', () => {
  const stream = terminal();
  const progress = new Progress(stream);
  progress.show('a large file', true);
  progress.clear();

  expect(stream.written).toEqual([`${CLEAR}a large file`, CLEAR]);
});

test('never wider than the terminal, since a wrapped line could not be cleared', () => {
  const narrow = terminal(true, 10);
  const unknown = terminal(true, 0);
  for (const stream of [narrow, unknown]) new Progress(stream).show('x'.repeat(200), true);

  expect([narrow.written, unknown.written]).toEqual([[`${CLEAR}${'x'.repeat(9)}`], [`${CLEAR}${'x'.repeat(79)}`]]);
});

test('nothing where there is no terminal', () => {
  const stream = terminal(false);
  const progress = new Progress(stream);
  jest.advanceTimersByTime(5000);
  progress.show('unseen');
  progress.show('unseen', true);
  progress.clear();

  expect(stream.written).toEqual([]);
});
