import type { Finding } from '../finding';
import { collectNames } from '../manifest/fields';
import { kindKey, type Manifest, type Path } from '../manifest/manifest';
import { OBJECT_RULES } from '../rules';
import type { ObjectRule } from '../rules/rule';
import type { Verdict } from '../schema/check-object';
import { byKind } from './by-kind';
import { isWithin, makeFinding } from './make-finding';
import { describeFailure } from './opinions';

const RULES = byKind(OBJECT_RULES);

/** What the rules on one object say of one that its schema lets pass that far. */
export function judgeAlone(manifest: Manifest, { wellFormed, value, faults }: Verdict): Finding[] {
  const rules = wellFormed ? RULES.get(kindKey(manifest)) : undefined;
  if (rules === undefined) return [];
  // The webhook sees the object as the server has completed it.
  const completed = value === manifest.value ? manifest : { ...manifest, value };
  const names = new Set<string>();
  collectNames(value, names);
  const taken = faults.map(({ path }) => path);
  const found: Finding[] = [];
  for (const rule of rules) if (concerns(rule, names)) apply(rule, completed, taken, found);
  return found;
}

function concerns({ about }: ObjectRule, names: ReadonlySet<string>): boolean {
  return about === undefined || about.some((name) => names.has(name));
}

/** Adds one rule's findings, but for those at or below a fault. A rule that fails does not keep the others from running. */
function apply(rule: ObjectRule, manifest: Manifest, taken: readonly Path[], found: Finding[]): void {
  const { id, code, severity } = rule;
  try {
    rule.check(manifest, ({ path, message, fix, ...rest }) => {
      if (taken.some((fault) => isWithin(path, fault))) return;
      found.push(
        makeFinding(manifest, path, { rule: id, code, severity: rest.severity ?? severity, message, fix }, rest),
      );
    });
  } catch (error) {
    found.push(makeFinding(manifest, [], describeFailure({ rule: id, code }, error)));
  }
}
