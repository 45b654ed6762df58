import { familyOf } from '../alternatives';
import { groupBy } from '../groups';
import type { Manifest, RenderedFile } from './rendered-file';

/** Charts that would write the same file, also on file systems that do not tell upper from lower case. */
export function sharedFiles(files: readonly RenderedFile[]): string[] {
  return [...groupBy(files, ({ path }) => path.toLowerCase())].flatMap(([, sharing]) => {
    const [first] = sharing;
    if (sharing.length === 1 || !first) return [];
    const charts = sharing.map(({ chart }) => chart.node.path).join(' and ');
    return `Charts ${charts} would be written to one file, ${first.path}: rename all but one of them.`;
  });
}

/**
 * Objects that are rendered more than once: in one file, or in charts that are not alternatives of one family.
 * The version does not tell objects apart, since the API server stores one object for all versions of a kind.
 */
export function sharedObjects(files: readonly RenderedFile[]): string[] {
  const members = files.flatMap((file) => file.objects.map((object) => ({ file, ...object })));
  const named = members.filter(({ manifest }) => manifest.metadata?.name !== undefined);
  return [...groupBy(named, ({ manifest }) => title(manifest))].flatMap(([object, sharing]) => {
    const fix = sharing.length === 1 ? undefined : separation(sharing.map(({ file }) => file));
    if (fix === undefined) return [];
    const paths = sharing.map(({ source }) => source.node.path).join(' and ');
    return `${object} is rendered ${sharing.length} times, by ${paths}, and the last one applied would win. ${fix}`;
  });
}

/** What to do about an object that these files hold; undefined when nothing is to be done. */
function separation(files: readonly RenderedFile[]): string | undefined {
  const charts = new Set(files.map(({ chart }) => chart));
  if (charts.size < files.length) return 'Remove or rename all but one.';
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
