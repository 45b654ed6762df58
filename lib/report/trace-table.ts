import { arrives, isEncrypted, type TracedRequest } from '../trace/request';
import type { Survey, Traced } from '../trace/trace-worlds';
import { verdictOf } from '../trace/verdict';
import { aligned } from './columns';
import { untracedLines } from './places';
import { type Paint, paintOf, PROTECTION, requestText, verdictColor, verdictSymbol } from './request-text';
import { visible } from './text';
import type { TraceTextOptions } from './trace-text';

/** A line for each request, in aligned columns, how many there are of each verdict, and what was not traced. */
export function traceTable({ traced, untraced }: Survey, { isTerminal }: TraceTextOptions): string {
  const paint = paintOf(isTerminal);
  const rows = traced.map((each) => [
    visible(requestText(each)),
    visible(certificateOf(each.request)),
    visible(wayOf(each.request)),
    verdict(each.request, isTerminal, paint),
  ]);
  const lines = aligned([['REQUEST', 'CLIENT CERTIFICATE', 'WAY', 'VERDICT'], ...rows]);
  const rest = untracedLines(untraced).map((line) => `  ${line}`);
  return [
    ...(traced.length === 0 ? [] : [...lines, '', summary(traced)]),
    ...(rest.length === 0 ? [] : ['Not traced:', ...rest]),
    '',
  ].join('\n');
}

function certificateOf({ client: { certificate } }: TracedRequest): string {
  return certificate === undefined ? '-' : `${certificate.namespace}/${certificate.name}`;
}

/** Such as `TLS → gateway istio-system/istio-ingressgateway, mutual TLS → workload shop/web`. */
function wayOf({ hops, entry }: TracedRequest): string {
  if (hops.length === 0) return entry === '' ? '-' : `at ${entry}`;
  return hops.map(({ protection, to }) => `${PROTECTION[protection]} → ${to}`).join(', ');
}

function verdict(request: TracedRequest, isTerminal: boolean, paint: Paint): string {
  const text = visible(verdictOf(request));
  return isTerminal ? `${verdictSymbol(request)} ${paint(verdictColor(request), text)}` : text;
}

const KINDS = ['encrypted on every hop', 'in plaintext on a hop', 'not certain', 'not arriving'] as const;

function summary(traced: readonly Traced[]): string {
  const kinds = traced.map(({ request }) => kindOf(request));
  const counts = KINDS.map((kind) => ({ kind, count: kinds.filter((each) => each === kind).length }));
  const told = counts.filter(({ count }) => count > 0).map(({ kind, count }) => `${count} ${kind}`);
  return `${traced.length} request${traced.length === 1 ? '' : 's'}: ${told.join(', ')}.`;
}

function kindOf(request: TracedRequest): (typeof KINDS)[number] {
  if (arrives(request) === false) return 'not arriving';
  const isSafe = isEncrypted(request);
  if (isSafe === undefined) return 'not certain';
  return isSafe ? 'encrypted on every hop' : 'in plaintext on a hop';
}
