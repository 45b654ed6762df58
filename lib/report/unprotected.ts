import type { Decider, TracedRequest } from '../trace/request';
import type { Survey } from '../trace/trace-worlds';
import { verdictOf } from '../trace/verdict';
import { Places, placeLines, untracedLines } from './places';
import { paintOf, requestText } from './request-text';
import { visible } from './text';

const RED = '31';
const DIM = '2';

/**
 * Requests that are not encrypted as required, as people read findings: what is asked for, why, and where that is
 * decided. What was not traced is not known to be encrypted.
 */
export function unprotectedText({ traced, untraced }: Survey, color: boolean): string {
  const places = new Places(traced.flatMap(({ request }) => decidersOf(request)));
  const paint = paintOf(color);
  const lines = traced.flatMap((each) => [
    `${visible(requestText(each))}: ${paint(RED, 'error')} not certainly encrypted on every hop`,
    `  ${visible(verdictOf(each.request))}`,
    ...placeLines(places.of(decidersOf(each.request))).map((text) => `    ${paint(DIM, text)}`),
    '',
  ]);
  const rest = untracedLines(untraced).map((line) => `  ${line}`);
  if (rest.length > 0) lines.push(`${paint(RED, 'error')} not traced, so not certainly encrypted`, ...rest, '');
  return lines.map((line) => `${line}\n`).join('');
}

/** Of the hops that are not encrypted, or not certainly, and of the end that is not known. */
function decidersOf({ hops, end }: TracedRequest): Decider[] {
  const weak = hops.filter(({ protection }) => protection !== 'tls' && protection !== 'mutual-tls');
  return [...weak.flatMap(({ decidedBy }) => decidedBy), ...(end?.decidedBy ?? [])];
}
