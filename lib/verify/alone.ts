import type { Finding } from '../finding';
import { kindKey, type Manifest } from '../manifest/manifest';
import { OBJECT_RULES } from '../rules';
import type { ObjectRule, Violation } from '../rules/rule';
import type { Verdict } from '../schema/check-object';
import { RulesByKind } from './by-kind';
import { isWithin, makeFinding } from './make-finding';
import { describeFailure } from './opinions';

const RULES = new RulesByKind(OBJECT_RULES);
const NONE: readonly Finding[] = [];

/** What the rules on one object say of one that its schema lets pass that far. */
export function judgeAlone(manifest: Manifest, { wellFormed, value, faults }: Verdict): readonly Finding[] {
  const rules = wellFormed ? RULES.rulesFor(kindKey(manifest), value) : undefined;
  if (rules === undefined) return NONE;
  // The webhook sees the object as the server has completed it.
  const completed = value === manifest.value ? manifest : { ...manifest, value };
  return applyAll(rules, completed, faults);
}

/** The findings, but for those at or below a fault. A rule that fails does not keep the others from running. */
function applyAll(rules: readonly ObjectRule[], manifest: Manifest, faults: Verdict['faults']): readonly Finding[] {
  const found: Finding[] = [];
  for (const rule of rules) {
    try {
      rule.check(manifest, (violation) => {
        if (faults.some(({ path }) => isWithin(violation.path, path))) return;
        found.push(findingOf(violation, rule, manifest));
      });
    } catch (error) {
      found.push(makeFinding(manifest, [], describeFailure({ rule: rule.id, code: rule.code }, error)));
    }
  }
  return found;
}

function findingOf({ path, message, fix, ...rest }: Violation, rule: ObjectRule, manifest: Manifest): Finding {
  const severity = rest.severity ?? rule.severity;
  return makeFinding(manifest, path, { rule: rule.id, code: rule.code, severity, message, fix }, rest);
}
