import { type Path, pathText } from '../manifest/manifest';
import type { Fault, FaultKind } from './fault';

/** The state of one object's check: where the walk is, what it has found, and what later steps must leave alone. */
export class Examination {
  readonly faults: Fault[] = [];
  private malformed = false;
  // Most objects have nothing that mutes or excuses anything.
  private muted: Set<string> | undefined;
  private excused: Set<string> | undefined;

  constructor(private readonly steps: (string | number)[] = []) {}

  /** Goes to a field or item of the current node. Every `enter` has its `leave`. */
  enter(step: string | number): void {
    this.steps.push(step);
  }

  leave(): void {
    this.steps.pop();
  }

  /** The path of the current node, or of something below it. */
  path(...below: Path): Path {
    return [...this.steps, ...below];
  }

  /** The current node, or something below it, by the name that messages use. */
  name(...below: Path): string {
    return pathText(this.path(...below)) || 'the object';
  }

  report(kind: FaultKind, message: string, fix: string, ...below: Path): void {
    this.faults.push({ kind, path: this.path(...below), message, fix });
  }

  /** Marks the current node and all around it as not what the schema says: no later step can judge them. */
  spoil(): void {
    this.malformed = true;
    this.mute();
  }

  /** Keeps rules from judging the current node and all around it: what they miss may be what is misspelt. */
  mute(): void {
    this.muted ??= new Set();
    for (let length = this.steps.length; length >= 0; length--) this.muted.add(pathText(this.steps.slice(0, length)));
  }

  get isMuted(): boolean {
    return this.muted?.has(pathText(this.steps)) === true;
  }

  /** True when types, required fields, enums or sizes are wrong somewhere. */
  get isMalformed(): boolean {
    return this.malformed;
  }

  /** A misspelt field stands for the right one: that it is missing is no second fault. */
  excuse(field: string): void {
    this.excused ??= new Set();
    this.excused.add(this.name(field));
  }

  isExcused(field: string): boolean {
    return this.excused?.has(this.name(field)) === true;
  }

  /** An examination of the same node that leaves no trace in this one. */
  trial(): Examination {
    return new Examination(this.steps);
  }
}
