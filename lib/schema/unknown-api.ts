import type { Manifest } from '../manifest/manifest';
import type { Fault } from './fault';
import type { ObsoleteApi } from './obsolete-api';
import { findObsolete } from './obsolete-apis';
import type { SchemaLibrary } from './schema-library';
import { suggest } from '../suggestion';
import { listed, oneOf } from './wording';

/** Kinds that exist, and are never applied by themselves: they have no schema here. */
const NOT_APPLIED = /List$|^(DeleteOptions|Eviction|Scale|Status|TokenRequest)$/;

/** What is wrong with a kind that has no schema: undefined when nobody here can tell. */
export function findApiFault(manifest: Manifest, library: SchemaLibrary): Fault | undefined {
  if (manifest.kind === '' || manifest.apiVersion === '') return incomplete(manifest);
  const obsolete = findObsolete(manifest);
  if (obsolete !== undefined) return obsoleteFault(manifest, obsolete);
  const versions = library.versions(manifest);
  if (versions.length > 0) return unknownVersion(manifest, versions);
  if (NOT_APPLIED.test(manifest.kind)) return undefined;
  const kinds = library.tryKinds(manifest.group);
  return kinds === undefined ? undefined : unknownKind(manifest, kinds, library);
}

function incomplete({ kind }: Manifest): Fault {
  const field = kind === '' ? 'kind' : 'apiVersion';
  return {
    kind: 'metadata',
    path: [field],
    message: `${field} is required, and is not set: nobody can tell what the object is`,
    fix: `Set "${field}"`,
  };
}

function obsoleteFault({ apiVersion, kind }: Manifest, { removed, now, moved }: ObsoleteApi): Fault {
  const changes = moved.length === 0 ? '' : `${now === undefined ? '' : '. '}${moved.join('; ')}`;
  return {
    kind: 'obsolete-api',
    path: ['apiVersion'],
    message: `apiVersion is ${apiVersion}, at which ${kind} was removed in ${removed}: clusters of today refuse it`,
    fix: now === undefined ? `Remove the ${kind}: ${changes}` : `Write it as ${now}${changes}`,
  };
}

function unknownVersion({ apiVersion, group, kind, version }: Manifest, versions: readonly string[]): Fault {
  const names = versions.map((each) => (group === '' ? each : `${group}/${each}`));
  return {
    kind: 'unknown-version',
    path: ['apiVersion'],
    message: `apiVersion is ${apiVersion}, but ${kind} has no version ${version}: it exists as ${listed(names)}`,
    fix: `Write ${oneOf(names)}`,
  };
}

function unknownKind({ apiVersion, group, kind }: Manifest, kinds: readonly string[], library: SchemaLibrary): Fault {
  const elsewhere = library.groups(kind).map((each) => each || 'the core group');
  const meant = suggest(kind, kinds);
  const hint =
    elsewhere.length > 0
      ? `${kind} belongs to ${listed(elsewhere)}: change "apiVersion"`
      : meant === undefined
        ? `The kinds of this group are ${listed(kinds)}`
        : `Did you mean "${meant}"?`;
  return {
    kind: 'unknown-kind',
    path: ['kind'],
    message: `kind is ${kind}, which does not exist in ${group === '' ? apiVersion : group}`,
    fix: hint,
  };
}
