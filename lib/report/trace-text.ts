import { arrives, type Hop, type TracedRequest } from '../trace/request';
import type { Traced } from '../trace/trace-worlds';
import { verdictOf } from '../trace/verdict';
import { Places, placeLines } from './places';
import { COLOR, type Paint, paintOf, PROTECTION, requestText, SYMBOL, verdictColor } from './request-text';
import { visible } from './text';
import { decidersOf } from './trace-json';

export interface TraceTextOptions {
  /** Whether to draw with locks, lines and colours, as terminals show them; else with words. */
  readonly isTerminal: boolean;
}

interface Pen {
  readonly paint: Paint;
  readonly places: Places;
  readonly isTerminal: boolean;
}

const DIM = '2';
const BOLD = '1';

/** The way of each request, hop by hop, with the fields that decide, and the verdict. */
export function traceText(traced: readonly Traced[], { isTerminal }: TraceTextOptions): string {
  const pen: Pen = { paint: paintOf(isTerminal), places: new Places(traced.flatMap(decidersOf)), isTerminal };
  return traced.map((each) => drawing(each, pen)).join('\n');
}

function drawing(traced: Traced, pen: Pen): string {
  const { request } = traced;
  const { hops, client } = request;
  const start = hops[0]?.from ?? (client.from === undefined ? 'client' : request.entry);
  return [
    pen.paint(BOLD, visible(headline(traced))),
    '',
    visible(start),
    ...hops.flatMap((hop, index) => hopLines(hop, index, pen)),
    ...endLines(request, pen),
    '',
    pen.paint(verdictColor(request), visible(verdictOf(request))),
    '',
  ].join('\n');
}

function headline(traced: Traced): string {
  const { client, entry } = traced.request;
  const { certificate, from } = client;
  const shown = certificate === undefined ? '' : `, certificate of ${certificate.namespace}/${certificate.name}`;
  return `${requestText(traced)}${shown}${from !== undefined || entry === '' ? '' : `, in at ${entry}`}`;
}

function hopLines({ protection, proves, because, notes, decidedBy, to }: Hop, index: number, pen: Pen): string[] {
  const { paint, isTerminal, places } = pen;
  const line = isTerminal ? '│' : '|';
  const symbol = isTerminal ? `${SYMBOL[protection]} ` : '';
  const details = [
    ...(proves === '' ? [] : [`proof: ${proves}`]),
    ...(because === '' ? [] : [`because ${because}`]),
    ...notes,
  ];
  return [
    `  ${line}`,
    `  ${line}  ${symbol}${paint(COLOR[protection], `hop ${index + 1}: ${PROTECTION[protection]}`)}`,
    ...details.map((text) => `  ${line}    ${visible(text)}`),
    ...placeLines(places.of(decidedBy)).map((text) => `  ${line}      ${paint(DIM, text)}`),
    `  ${isTerminal ? '▼' : 'v'}`,
    visible(to),
  ];
}

/** What is reached, or where the way ends before. */
function endLines(request: TracedRequest, { paint, isTerminal, places }: Pen): string[] {
  const { end, backend } = request;
  if (end === undefined) {
    return backend === undefined
      ? []
      : [`  Service ${visible(`${backend.namespace}/${backend.service}`)}, port ${backend.port}`];
  }
  const isCertain = arrives(request) === false;
  const symbol = isTerminal ? (isCertain ? '✖' : '❓') : isCertain ? 'x' : '?';
  return [
    `  ${isTerminal ? '│' : '|'}`,
    `  ${symbol}  ${isCertain ? 'does not get further' : 'not known from here on'}`,
    ...placeLines(places.of(end.decidedBy)).map((text) => `     ${paint(DIM, text)}`),
  ];
}
