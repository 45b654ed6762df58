import { type CelInput, isCelError } from '@bufbuild/cel';
import type { Json } from '../../manifest/manifest';
import type { Schema } from '../schema';
import type { RawRule } from '../schema-document';
import { evaluate } from './environment';
import { ValueMaker } from './values';

/** Judges the parts of one object; each part becomes a CEL value once, however many rules look at it. */
export class RuleSession {
  private readonly values = new ValueMaker();

  /** Why the value breaks the rule, or undefined. */
  judge(rule: RawRule, value: Json, schema: Schema): string | undefined {
    const self = this.values.make(value, schema);
    const result = evaluate(rule.rule, self);
    if (result === true) return undefined;
    const failure = isCelError(result) ? ` (the rule could not be evaluated: ${result.message})` : '';
    return `${messageOf(rule, self)}${failure}`;
  }
}

function messageOf(rule: RawRule, self: CelInput): string {
  return computedMessage(rule, self) ?? rule.message?.trim() ?? `must satisfy ${rule.rule.trim()}`;
}

/** The text that `messageExpression` gives; the server does without when it fails, is blank or has a line break. */
function computedMessage({ messageExpression }: RawRule, self: CelInput): string | undefined {
  if (messageExpression === undefined) return undefined;
  const text = evaluate(messageExpression, self);
  return typeof text === 'string' && text.trim() !== '' && !text.includes('\n') ? text.trim() : undefined;
}
