import type { Manifest } from '../manifest/manifest';
import type { ObsoleteApi } from './obsolete-api';
import { KUBERNETES } from './obsolete-kubernetes';
import { PROJECTS } from './obsolete-projects';

export const OBSOLETE_APIS: readonly ObsoleteApi[] = [...KUBERNETES, ...PROJECTS];

/** The first entry that speaks of this kind at this version, or undefined. */
export function findObsolete({
  group,
  version,
  kind,
}: Pick<Manifest, 'group' | 'kind' | 'version'>): ObsoleteApi | undefined {
  return OBSOLETE_APIS.find(
    (each) =>
      each.group === group && (each.versions ?? [version]).includes(version) && (each.kinds ?? [kind]).includes(kind),
  );
}
