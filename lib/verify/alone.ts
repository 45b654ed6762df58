import type { Finding } from '../finding';
import { kindKey, type Manifest, type Path } from '../manifest/manifest';
import { OBJECT_RULES } from '../rules';
import type { ObjectRule } from '../rules/rule';
import type { Verdict } from '../schema/check-object';
import { byKind } from './by-kind';
import { isWithin, makeFinding } from './make-finding';
import { describeFailure } from './opinions';

const RULES = byKind(OBJECT_RULES);

/** What the rules on one object say of one that its schema lets pass that far. */
export function judgeAlone(manifest: Manifest, verdict: Verdict): Finding[] {
  if (!verdict.wellFormed) return [];
  // The webhook sees the object as the server has completed it.
  const completed = { ...manifest, value: verdict.value };
  const taken = verdict.faults.map(({ path }) => path);
  return (RULES.get(kindKey(manifest)) ?? []).flatMap((rule) => findingsOf(rule, completed, taken));
}

/** One rule's findings, but for those at or below a fault. A rule that fails does not keep the others from running. */
function findingsOf(rule: ObjectRule, manifest: Manifest, taken: readonly Path[]): Finding[] {
  const { id, code, severity } = rule;
  const found: Finding[] = [];
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
  return found;
}
