import { append } from '../groups';
import { collectNames } from '../manifest/fields';
import type { Json } from '../manifest/manifest';
import type { RuleHead } from '../rules/rule';

/** Rules by kind, so that an object meets only its own, and of these only those that are about what it has. */
export class RulesByKind<R extends RuleHead> {
  private readonly kinds = new Map<string, RulesOfKind<R>>();

  /** @param forAny put before those of each kind */
  constructor(rules: readonly R[], forAny: readonly R[] = []) {
    const byKind = new Map<string, R[]>();
    for (const rule of rules) for (const kind of rule.kinds) append(byKind, kind, rule);
    for (const [kind, own] of byKind) this.kinds.set(kind, new RulesOfKind([...forAny, ...own]));
  }

  /** Nothing for a kind that no rule looks at. */
  rulesFor(kind: string, value: Json): readonly R[] | undefined {
    return this.kinds.get(kind)?.about(value);
  }
}

class RulesOfKind<R extends RuleHead> {
  private readonly subjects: ReadonlySet<string>;
  private last: { readonly key: string; readonly chosen: readonly R[] } | undefined;

  constructor(private readonly rules: readonly R[]) {
    this.subjects = new Set(rules.flatMap(({ about = [] }) => about));
  }

  about(value: Json): readonly R[] {
    if (this.subjects.size === 0) return this.rules;
    const names = new Set<string>();
    collectNames(value, this.subjects, names);
    // Objects in a row are mostly about the same.
    const key = [...names].join(' ');
    if (this.last?.key !== key) this.last = { key, chosen: this.rules.filter((rule) => concerns(rule, names)) };
    return this.last.chosen;
  }
}

function concerns({ about }: RuleHead, names: ReadonlySet<string>): boolean {
  return about === undefined || about.some((name) => names.has(name));
}
