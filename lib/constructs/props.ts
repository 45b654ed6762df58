import type { Construct } from 'constructs';
import { isMistaken } from './misspelling';
import { Problems } from './problems';
import { insideOf, type Part, type Shape } from './shape';

/** Throws when the props of a construct have not their shape; gives the problems for what is to be checked further. */
export function checkProps<T>(type: string, scope: Construct, id: string, shape: Shape<T>, props: T): Problems {
  const problems = Problems.of(type, scope, id);
  checkShape(problems, shape, props);
  return problems;
}

export function checkShape<T>(problems: Problems, shape: Shape<T>, props: T): void {
  checkPart(problems, { at: '', shape, value: props });
  problems.finish();
}

function checkPart(problems: Problems, { at, shape, value }: Part): void {
  if (value === undefined && shape.optional) return;
  const wrong = problems.check(!shape.takes(value), () => ({
    path: at.replace(/^\./, '') || 'props',
    value,
    why: value === undefined ? 'missing' : `is ${kindOf(value)}`,
    fix: `Give ${shape.expected}${shape.optional ? ', or leave it out' : ''}`,
    ...shape.refusal,
  }));
  if (wrong) return;
  for (const part of insideOf(shape, value)) {
    if (at !== '' || part.stray === undefined || isMistaken(part.stray, shape.keys ?? [], value as object)) {
      checkPart(problems, { ...part, at: `${at}${part.at}` });
    }
  }
}

function kindOf(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
