import type { ApiObject } from 'cdk8s';
import { familyOf } from '../alternatives';
import { append } from '../groups';
import type { Manifest } from './rendered-file';

/**
 * Objects that are rendered more than once: in one chart, or in charts that are not alternatives of one family.
 * The version does not tell objects apart, since the API server stores one object for all versions of a kind.
 */
export class Collisions {
  private readonly sources = new Map<string, ApiObject[]>();

  add(manifest: Manifest | undefined, source: ApiObject): void {
    if (manifest?.metadata?.name !== undefined) append(this.sources, title(manifest), source);
  }

  /** Each as a sentence. */
  get problems(): string[] {
    return [...this.sources].flatMap(([object, sources]) => {
      const fix = sources.length === 1 ? undefined : separation(sources);
      if (fix === undefined) return [];
      const paths = sources.map(({ node }) => node.path).join(' and ');
      return `${object} is rendered ${sources.length} times, by ${paths}, and the last one applied would win. ${fix}`;
    });
  }
}

/** What to do about an object that these render; undefined when nothing is to be done. */
function separation(sources: readonly ApiObject[]): string | undefined {
  const charts = new Set(sources.map(({ chart }) => chart));
  if (charts.size < sources.length) return 'Remove or rename all but one.';
  const families = new Set([...charts].map(familyOf));
  if (families.size === 1 && !families.has(undefined)) return undefined;
  return (
    'Remove or rename all but one; or, if these charts are never deployed together, ' +
    'call declareAlternative with the same family in each.'
  );
}

function title({ apiVersion = '', kind = '', metadata: { namespace, name = '' } = {} }: Manifest): string {
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [];
  return `${kind}${group ? `.${group}` : ''} ${namespace ? `${namespace}/` : ''}${name}`;
}
