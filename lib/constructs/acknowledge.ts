import { ApiObject } from 'cdk8s';
import { Problems } from './problems';

/** Annotation that the verifier reads: a line for each rule. */
export const ACKNOWLEDGE = 'secure-ingress/acknowledge';

/**
 * Accepts what one rule of the verifier finds in the object: the finding is no longer reported, and is counted as
 * acknowledged, with the reason. An acknowledgement that accepts nothing is itself reported. Adds the line
 * `RULE: REASON` to annotation `secure-ingress/acknowledge`.
 * @param object of a construct: `ApiObject.of(construct)`, or one of `construct.node.findAll()`
 * @param rule the rule's name, as in findings: `gateway-credential-missing`
 * @param reason one line, for those who read the manifest and the report
 * @throws Error when the rule is acknowledged already, or when the line would not be understood
 */
export function acknowledge(object: ApiObject, rule: string, reason: string): void {
  const isObject = ApiObject.isApiObject(object);
  const problems = new Problems(isObject ? `acknowledge on ${object.node.path}` : 'acknowledge');
  problems.check(!isObject, () => ({
    path: 'object',
    value: object,
    why: 'no ApiObject',
    fix: 'Give an object that is rendered, such as ApiObject.of(CONSTRUCT)',
  }));
  checkLine(problems, rule, reason);
  const lines = isObject ? linesOf(object) : [];
  problems.check(
    lines.some((line) => line.split(':')[0]?.trim() === rule),
    () => ({ path: 'rule', value: rule, why: 'acknowledged on this object already', fix: 'Give one reason for it' }),
  );
  problems.finish();
  object.metadata.addAnnotation(ACKNOWLEDGE, [...lines, `${rule}: ${reason.trim()}`].join('\n'));
}

function checkLine(problems: Problems, rule: unknown, reason: unknown): void {
  problems.check(typeof rule !== 'string' || !/^[a-z\d]+(-[a-z\d]+)*$/.test(rule), () => ({
    path: 'rule',
    value: rule,
    why: 'no name of a rule',
    fix: 'Use lower-case letters, digits and dashes, as in the report',
  }));
  problems.check(typeof reason !== 'string' || reason.trim() === '', () => ({
    path: 'reason',
    value: reason,
    why: 'no reason',
    fix: 'Say why the finding is accepted',
  }));
  problems.check(typeof reason === 'string' && /[\r\n]/.test(reason.trim()), () => ({
    path: 'reason',
    value: reason,
    why: 'more than one line, and each line is an acknowledgement of its own',
    fix: 'Write it in one line',
  }));
}

/** What is acknowledged so far, by earlier calls or in the object's own annotations. */
function linesOf({ metadata }: ApiObject): string[] {
  const rendered: { readonly annotations?: Readonly<Record<string, unknown>> } | undefined = metadata.toJson();
  const text = rendered?.annotations?.[ACKNOWLEDGE];
  return typeof text === 'string' ? text.split('\n').filter((line) => line.trim() !== '') : [];
}
