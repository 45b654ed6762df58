const MOST = 5;

/** `"a", "b" and "c"`, for messages; of many only the first few, and how many more there are. */
export function quoted(texts: readonly string[], conjunction = 'and'): string {
  const all = texts.slice(0, MOST).map((text) => `"${text}"`);
  if (texts.length > MOST) return `${all.join(', ')} ${conjunction} ${texts.length - MOST} more`;
  const last = all.pop();
  if (last === undefined) return '';
  return all.length === 0 ? last : `${all.join(', ')} ${conjunction} ${last}`;
}

/** The end of a fix where something is missing, which may be on the cluster and just not in the input. */
export const OR_CONTEXT = ', or name what the cluster has already with --context';
