import { isObject } from '../manifest/fields';
import { type Field, specOf } from '../manifest/field';
import type { Json, Manifest } from '../manifest/manifest';
import type { RulePart } from './client-tls';
import { exportToOf } from './visibility';

/** One rule, or several of one host and namespace that istiod makes one of. */
export interface RuleInForce {
  /** The first of `merged`, whose name istiod gives to the whole. */
  readonly manifest: Manifest;
  readonly merged: readonly Manifest[];
  /** `trafficPolicy` of the first that has one; the others' count for nothing. */
  readonly policy: RulePart | undefined;
  /** The items of `subsets`, by name; of those of one name only the first counts. */
  readonly subsets: ReadonlyMap<string, RulePart>;
}

export interface MergedRule extends RuleInForce {
  readonly merged: Manifest[];
  policy: RulePart | undefined;
  readonly subsets: Map<string, RulePart>;
  readonly exportTo: ReadonlySet<string>;
  readonly selector: Selector | undefined;
}

type Selector = ReadonlyMap<string, Json | undefined>;

/** In `exportTo`: the rule's own namespace alone. */
export const PRIVATE = '.';

const NOT_WRITTEN: ReadonlySet<string> = new Set();
const ONLY_OWN: ReadonlySet<string> = new Set([PRIVATE]);

/**
 * A rule joins those that are for the same namespaces, or for some of its own, and stands by itself where it joins
 * none. It is the last of these that decides whether it also stands by itself: so does istiod.
 */
export function merge(known: MergedRule[], rule: Manifest, exportTo: ReadonlySet<string>): void {
  const joining = mergedRule(rule, exportTo);
  let isSeparate = true;
  for (const other of known) {
    const isSame = hasSameSelector(joining, other);
    isSeparate = true;
    if (!reaches(joining, other) || (!isSame && joining.selector && other.selector)) continue;
    isSeparate = !isSame && exportTo.size !== other.exportTo.size;
    other.merged.push(rule);
    other.policy ??= joining.policy;
    addSubsets(other, rule);
  }
  if (isSeparate) known.push(joining);
}

export function mergedRule(manifest: Manifest, exportTo: ReadonlySet<string>): MergedRule {
  const field = specOf(manifest).get('trafficPolicy');
  const policy = isObject(field.value) ? { manifest, field } : undefined;
  const selector = selectorOf(manifest);
  const rule: MergedRule = { manifest, merged: [manifest], policy, subsets: new Map(), exportTo, selector };
  addSubsets(rule, manifest);
  return rule;
}

function addSubsets({ subsets }: MergedRule, manifest: Manifest): void {
  for (const [name, field] of subsetsOf(manifest)) if (!subsets.has(name)) subsets.set(name, { manifest, field });
}

function reaches(one: MergedRule, other: MergedRule): boolean {
  if (other.exportTo.size === 0) return one.exportTo.size === 0;
  return [...other.exportTo].every((namespace) => one.exportTo.has(namespace));
}

function hasSameSelector({ selector: one }: MergedRule, { selector: other }: MergedRule): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);
}

export function hasSelector(rule: Manifest): boolean {
  return isObject(specOf(rule).get('workloadSelector').value);
}

function selectorOf(rule: Manifest): Selector | undefined {
  const selector = specOf(rule).get('workloadSelector');
  if (!isObject(selector.value)) return undefined;
  return new Map(selector.get('matchLabels').entries.map(([name, { value }]) => [name, value]));
}

/** A rule for some workloads is for those of its own namespace, whatever it says. */
export function clientsOf(rule: Manifest): ReadonlySet<string> {
  if (hasSelector(rule)) return ONLY_OWN;
  const exportTo = exportToOf(rule);
  return exportTo.length === 0 ? NOT_WRITTEN : new Set(exportTo);
}

/** Those that have a name, by it. */
export function subsetsOf(rule: Manifest): readonly (readonly [string, Field])[] {
  const subsets = specOf(rule)
    .get('subsets')
    .items.map((subset) => [subset.get('name').text, subset] as const);
  return subsets.filter(([name]) => name !== '');
}
