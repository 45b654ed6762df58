import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { text } from 'node:stream/consumers';
import { Failure, messageOf } from '../failure';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Ended {
  /** The exit code, or the signal that ended it. */
  readonly how: number | NodeJS.Signals;
  /** What it wrote, as far as `stdio` is "pipe". */
  readonly output: string;
}

/**
 * Runs commands, one at a time. A signal to this process is passed on to everything the command has started, and
 * `run` fails once that has ended; a second signal kills. Until `release`, a signal never ends this process itself.
 */
export class Commands {
  private child: ChildProcess | undefined;
  private signal: NodeJS.Signals | undefined;

  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.interrupt);
  }

  release(): void {
    for (const signal of SIGNALS) process.off(signal, this.interrupt);
  }

  /** @throws Failure when the command cannot be started, or a signal came */
  async run(command: string, args: readonly string[], options: SpawnOptions): Promise<Ended> {
    this.refuseWhenInterrupted();
    // A process group of its own, so that what the command has started can be reached as well.
    const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
    this.child = child;
    const streams = [child.stdout, child.stderr].map(async (stream) => (stream ? text(stream) : ''));
    const [[code, signal], ...output] = await Promise.all([once(child, 'close'), ...streams]).catch(
      (error: unknown) => {
        throw new Failure(2, `${command} cannot be run: ${messageOf(error)}.`);
      },
    );
    this.child = undefined;
    // Whatever outlived the signal must not write any more.
    if (this.signal) end(child, 'SIGKILL');
    this.refuseWhenInterrupted();
    return { how: code ?? signal, output: output.join('') };
  }

  private refuseWhenInterrupted(): void {
    if (this.signal) throw new Failure(128 + constants.signals[this.signal], `interrupted by ${this.signal}`);
  }

  private readonly interrupt = (signal: NodeJS.Signals): void => {
    if (this.child) end(this.child, this.signal ? 'SIGKILL' : signal);
    this.signal ??= signal;
  };
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}
