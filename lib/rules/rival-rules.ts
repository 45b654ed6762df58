import type { Manifest } from '../manifest/manifest';
import { specOf } from '../manifest/field';
import { HostIndex } from '../traffic/host-index';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { exportToOf } from '../traffic/visibility';
import { breadthOf } from './destination-rule';

/** Rules of one host, the oldest first. */
interface HostRules {
  readonly all: Manifest[];
  /** Made when one of another host, or one of several, asks. */
  common?: Common;
}

/** The same by what they have in common with others; of several, the oldest. */
interface Common {
  readonly bare: Manifest | undefined;
  readonly bySubset: ReadonlyMap<string, Manifest>;
}

interface Index {
  /** By namespace; those that are for more than their own once more, under the empty name. */
  readonly byScope: ReadonlyMap<string, HostIndex<HostRules>>;
  readonly order: ReadonlyMap<Manifest, number>;
}

const EVERYWHERE = '';

function subsetNames(rule: Manifest): readonly string[] {
  return specOf(rule)
    .get('subsets')
    .items.map((subset) => subset.get('name').text);
}

/** A wildcard that does no more than set TLS is there to be overridden, and so is mutual TLS for a namespace or mesh. */
function isBasis(rule: Manifest, mesh: Mesh): boolean {
  const policy = specOf(rule).get('trafficPolicy');
  const host = mesh.clientSettings.hostOf(rule);
  if (!host.startsWith('*') || subsetNames(rule).length > 0) return false;
  const isMutual = policy.get('tls', 'mode').text === 'ISTIO_MUTUAL' && breadthOf(host) !== undefined;
  return isMutual || policy.entries.every(([name]) => name === 'tls');
}

/** Rules for some workloads stand apart. */
function isCompared(rule: Manifest, mesh: Mesh): boolean {
  return !specOf(rule).get('workloadSelector').isSet && !isBasis(rule, mesh);
}

function scopesOf(rule: Manifest, { catalog }: Mesh): readonly string[] {
  const namespace = catalog.namespaceOf(rule);
  const exportTo = exportToOf(rule);
  const isPrivate = exportTo.length > 0 && exportTo.every((one) => one === '.' || one === namespace);
  return isPrivate ? [namespace] : [namespace, EVERYWHERE];
}

const indexOf = oncePer((mesh: Mesh): Index => {
  const byScope = new Map<string, HostIndex<HostRules>>();
  for (const rule of mesh.clientSettings.all.filter((each) => isCompared(each, mesh)))
    for (const scope of scopesOf(rule, mesh)) {
      const hosts = byScope.get(scope) ?? new HostIndex<HostRules>();
      byScope.set(scope, hosts);
      add(rule, mesh.clientSettings.hostOf(rule), hosts);
    }
  return { byScope, order: new Map(mesh.clientSettings.all.map((rule, at) => [rule, at])) };
});

function add(rule: Manifest, host: string, hosts: HostIndex<HostRules>): void {
  const [known] = hosts.same(host);
  if (known === undefined) hosts.add(host, { all: [rule] });
  else known.all.push(rule);
}

function commonOf(rules: readonly Manifest[]): Common {
  const bySubset = new Map<string, Manifest>();
  for (const rule of rules) for (const name of subsetNames(rule)) if (!bySubset.has(name)) bySubset.set(name, rule);
  return { bare: rules.find((rule) => subsetNames(rule).length === 0), bySubset };
}

/** Those that have something in common with a rule of these subsets. */
function alike(rules: HostRules, names: readonly string[]): readonly (Manifest | undefined)[] {
  if (names.length === 0 || rules.all.length === 1) return rules.all.slice(0, 1).filter((one) => isAlike(one, names));
  rules.common ??= commonOf(rules.all);
  const { bare, bySubset } = rules.common;
  return [bare, ...names.map((name) => bySubset.get(name))];
}

function isAlike(rule: Manifest, names: readonly string[]): boolean {
  const others = names.length === 0 ? [] : subsetNames(rule);
  return others.length === 0 || others.some((name) => names.includes(name));
}

/** Another rule that wants to say something of the same Pods: an older one of the host, or one of a wider host. */
export function rivalOf(rule: Manifest, mesh: Mesh): Manifest | undefined {
  const host = mesh.clientSettings.hostOf(rule).toLowerCase();
  if (mesh.clientSettings.covering(host).length < 2 || !isCompared(rule, mesh)) return undefined;
  const { byScope, order } = indexOf(mesh);
  const names = subsetNames(rule);
  const rank = (one: Manifest) => order.get(one) ?? 0;
  return scopesOf(rule, mesh)
    .flatMap((scope) => byScope.get(scope)?.covering(host) ?? [])
    .filter(({ all }) => all.length > 1 || all[0] !== rule)
    .flatMap((rules) => alike(rules, names))
    .filter((other): other is Manifest => other !== undefined && other !== rule)
    .filter((other) => mesh.clientSettings.hostOf(other).toLowerCase() !== host || rank(other) < rank(rule))
    .toSorted((one, other) => rank(one) - rank(other))[0];
}
