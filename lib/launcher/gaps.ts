import { Failure } from '../failure';
import { type Input, problemLines } from './verify-input';

/**
 * What could not be looked at is no pass, so it outweighs what was found.
 * @param what was to be done with the objects: "judge"
 * @throws Failure with exit code 2 when something could not be read, or there is no object
 */
export function refuseGaps(problems: Input['problems'], { objects, skipped }: Input, what: string): void {
  if (problems.length > 0) throw new Failure(2, problemLines(problems).join('\n'));
  if (objects.length > 0) return;
  const only = skipped.length === 0 ? '' : ` (documents skipped: ${skipped.length})`;
  const message = `There is nothing to ${what}${only}. Name files or folders with Kubernetes manifests, or - for stdin.`;
  throw new Failure(2, message);
}
