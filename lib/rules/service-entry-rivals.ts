import { append } from '../groups';
import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { oldestFirst } from '../traffic/creation-order';
import { SERVICE_ENTRY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { exportToOf, visibleNamespaces } from '../traffic/visibility';
import { portsOf, protocolOf } from './service-entry';

/** A port of a host that a ServiceEntry has. */
interface Claim {
  readonly manifest: Manifest;
  readonly host: Field;
  readonly port: Field;
}

/** A claim of a judged ServiceEntry, and another's of the same host and port for the same clients. */
interface Rivalry {
  readonly own: Claim;
  readonly other: Claim;
  /** Whether both say a protocol, and not the same one. */
  readonly isConflict: boolean;
}

const rivalriesIn = oncePer(allRivalries);

/** Each port of a host once: of those that are judged, the younger ServiceEntry has the rivalry. */
export function rivalriesOf(serviceEntry: Manifest, mesh: Mesh): readonly Rivalry[] {
  return rivalriesIn(mesh).get(serviceEntry) ?? [];
}

const EVERYBODY = '*';
/** What is seen by whomever, for those that all see. */
const ANYBODY = '';

function allRivalries(mesh: Mesh): ReadonlyMap<Manifest, readonly Rivalry[]> {
  const { catalog, config } = mesh;
  const found = new Map<Manifest, Rivalry[]>();
  const oldest = new Map<string, Claim>();
  for (const manifest of oldestFirst(catalog, SERVICE_ENTRY)) {
    const own = catalog.namespaceOf(manifest);
    const scopes = visibleNamespaces(exportToOf(manifest), own, config.defaultServiceExportTo);
    if (scopes.includes('~')) continue;
    for (const claim of claimsOf(manifest)) {
      const older = lookUp(oldest, claim, scopes);
      for (const scope of [...scopes, ANYBODY]) addFirst(oldest, keyOf(claim, scope), claim);
      if (older === undefined || older.manifest === manifest) continue;
      const [judged, other] = catalog.isJudged(manifest) ? [claim, older] : [older, claim];
      append(found, judged.manifest, { own: judged, other, isConflict: isConflict(judged, other) });
    }
  }
  return found;
}

function claimsOf(manifest: Manifest): readonly Claim[] {
  const hosts = specOf(manifest)
    .get('hosts')
    .items.filter(({ text }) => text !== '');
  const ports = portsOf(manifest).filter((port) => port.get('number').number > 0);
  return hosts.flatMap((host) => ports.map((port) => ({ manifest, host, port })));
}

function lookUp(oldest: ReadonlyMap<string, Claim>, claim: Claim, scopes: readonly string[]): Claim | undefined {
  const wanted = scopes.includes(EVERYBODY) ? [ANYBODY] : [EVERYBODY, ...scopes];
  const key = wanted.map((scope) => keyOf(claim, scope)).find((one) => oldest.has(one));
  return key === undefined ? undefined : oldest.get(key);
}

function keyOf({ host, port }: Claim, scope: string): string {
  return [scope, host.text.toLowerCase(), port.get('number').number].join('\0');
}

function addFirst(oldest: Map<string, Claim>, key: string, claim: Claim): void {
  if (!oldest.has(key)) oldest.set(key, claim);
}

function isConflict(one: Claim, other: Claim): boolean {
  const [left, right] = [protocolOf(one.port), protocolOf(other.port)];
  return left !== undefined && right !== undefined && left !== right;
}
