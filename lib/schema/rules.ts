import type { Json, Path } from '../manifest/manifest';
import { anywhere } from './anywhere';
import { hasAtMostOne } from './at-most-one';
import type { RuleSession } from './cel/rule-session';
import type { Examination } from './examination';
import type { Schema } from './schema';
import type { RawRule } from './schema-document';
import { fieldSchema, isObject } from './unknown-fields';
import { quote } from './wording';

/**
 * Judges a completed object by the CEL rules of its schema, as the API server does when it is created: rules that look
 * at an old value are left out, and so are those on what is malformed. A rule that fails to run refuses the object.
 */
export function checkRules(value: Json, schema: Schema, examination: Examination): void {
  new RuleWalk(examination).visit(value, schema);
}

class RuleWalk {
  private session: RuleSession | undefined;

  constructor(private readonly examination: Examination) {}

  visit(value: Json, schema: Schema): void {
    if (value === null || !hasRules(schema)) return;
    const rules = rulesOf(schema);
    if (rules.length > 0 && !this.examination.isMuted) for (const rule of rules) this.judge(rule, value, schema);
    if (Array.isArray(value)) {
      if (schema.items !== undefined)
        for (const [index, item] of value.entries()) this.below(index, item, schema.items);
    } else if (isObject(value)) {
      for (const name of Object.keys(value)) this.below(name, value[name] as Json, fieldSchema(schema, name));
    }
  }

  private below(step: string | number, value: Json, schema: Schema | undefined): void {
    if (schema === undefined || !hasRules(schema)) return;
    this.examination.enter(step);
    this.visit(value, schema);
    this.examination.leave();
  }

  private judge(rule: RawRule, value: Json, schema: Schema): void {
    if (hasAtMostOne(rule.rule, value)) return;
    this.session ??= startSession();
    const reason = this.session.judge(rule, value, schema);
    if (reason === undefined) return;
    const field = fieldOf(rule.fieldPath);
    const is = typeof value === 'object' || field.length > 0 ? '' : ` is ${quote(value)}`;
    const message = `${this.examination.name(...field)}${is}: ${reason}`;
    this.examination.report('cel', message, `Change it so that this holds: ${oneLine(rule.rule)}`, ...field);
  }
}

/** CEL takes longer to load than all other checks take: it is loaded when the first rule has something to judge. */
function startSession(): RuleSession {
  const { RuleSession: Session } = require('./cel/rule-session') as typeof import('./cel/rule-session');
  return new Session();
}

const ruleCache = new WeakMap<Schema, readonly RawRule[]>();

/** The rules on a node that can be judged without an old value; those inside `allOf` count. */
export function rulesOf(schema: Schema): readonly RawRule[] {
  const known = ruleCache.get(schema);
  if (known !== undefined) return known;
  const own = schema.rules.filter(({ rule }) => !/\boldSelf\b/.test(rule));
  const rules = [...own, ...schema.allOf.flatMap(rulesOf)];
  ruleCache.set(schema, rules);
  return rules;
}

/** True when the schema has rules, itself or somewhere below. */
const hasRules = anywhere((schema) => rulesOf(schema).length > 0);

/** The steps of a rule's `fieldPath`: `.spec.host` or `['a.b']`. */
function fieldOf(path = ''): Path {
  return [...path.matchAll(/\.([A-Za-z_]\w*)|\['((?:[^'\\]|\\.)*)'\]/g)].map(([, name, quoted = '']) => name ?? quoted);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
