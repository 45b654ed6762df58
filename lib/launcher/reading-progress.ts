import { visible } from '../report/text';
import type { Progress } from './progress';
import type { OnFile } from './verify-input';

/** A file of this size takes about a second. */
const LARGE = 3_000_000;

export function readingProgress(progress: Progress): OnFile {
  return (file, bytes, objects) => {
    const size = bytes > LARGE ? ` (${Math.round(bytes / 1e6)} MB)` : '';
    progress.show(`${objects} objects read, now ${visible(file)}${size}`, size !== '');
  };
}
