import { suggest } from '../suggestion';

/** Each is compared letter by letter, for each fault. */
const MOST_NAMES = 100;

/** The name that was most likely meant; none is looked for among very many. */
export function nearName(name: string, known: readonly string[]): string | undefined {
  return known.length > MOST_NAMES ? undefined : suggest(name, known);
}
