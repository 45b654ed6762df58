/** Undefined where the input leaves it open. */
export type Answer = boolean | undefined;

export function not(answer: Answer): Answer {
  return answer === undefined ? undefined : !answer;
}

/** True when one is, whatever the others are; false when all are. */
export function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** False when one is, whatever the others are; true when all are. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}
