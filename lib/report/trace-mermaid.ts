import { arrives, type Protection } from '../trace/request';
import type { Survey, Traced } from '../trace/trace-worlds';
import { verdictOf } from '../trace/verdict';
import { PROTECTION, requestText } from './request-text';
import { resourceText, visible } from './text';

interface Edge {
  readonly from: string;
  readonly to: string;
  /** Or how the way ends: certainly, or as far as that is known. */
  readonly kind: Protection | 'end' | 'open';
  /** Which take it. */
  readonly requests: Set<string>;
}

/** The ways of all requests as one picture in Mermaid's language; what they share is drawn once. */
export function traceMermaid({ traced, untraced }: Survey): string {
  const edges = new Map<string, Edge>();
  for (const each of traced) {
    const text = requestText(each);
    for (const { from, to, kind } of edgesOf(each)) {
      const key = JSON.stringify([from, to, kind]);
      const edge = edges.get(key) ?? { from, to, kind, requests: new Set() };
      edge.requests.add(text);
      edges.set(key, edge);
    }
  }
  const apart = untraced.map(({ manifest, why }) => `Not traced: ${resourceText(manifest)} ${why}.`);
  return picture([...edges.values()], apart);
}

function edgesOf({ request }: Traced): Omit<Edge, 'requests'>[] {
  const { hops, end, client, entry } = request;
  const edges = hops.map(({ from, to, protection }) => ({ from, to, kind: protection }));
  if (end === undefined) return edges;
  const last = hops.at(-1)?.to ?? (client.from === undefined ? 'client' : entry);
  return [...edges, { from: last, to: verdictOf(request), kind: arrives(request) === false ? 'end' : 'open' }];
}

/** @param apart nodes without a way */
function picture(edges: readonly Edge[], apart: readonly string[]): string {
  const names = [...edges.flatMap(({ from, to }) => [from, to]), ...apart];
  const ids = new Map(Array.from(new Set(names), (name, index) => [name, `n${index}`]));
  const ends = new Set([
    ...edges.filter(({ kind }) => kind === 'end' || kind === 'open').map(({ to }) => to),
    ...apart,
  ]);
  const nodes = Array.from(ids, ([name, id]) => `${id}${box(name, ends.has(name))}`);
  const links = edges.map((edge) => `${ids.get(edge.from)} ${ARROWS[edge.kind]}|"${label(edge)}"| ${ids.get(edge.to)}`);
  const styles = Object.entries(STYLES).flatMap(([style, kinds]) => styleOf(style, kinds, edges));
  const text = [...nodes, ...links, ...styles].map((line) => `  ${line}\n`).join('');
  return `flowchart LR\n${text}`;
}

const ARROWS: Readonly<Record<Edge['kind'], string>> = {
  plaintext: '-->',
  tls: '==>',
  'mutual-tls': '==>',
  either: '-.->',
  unknown: '-.->',
  end: '--x',
  open: '-.->',
};

const STYLES: Readonly<Record<string, readonly Edge['kind'][]>> = {
  'stroke:#1a7f37': ['tls', 'mutual-tls'],
  'stroke:#bf8700': ['either', 'unknown'],
  'stroke:#cf222e': ['plaintext'],
};

/** Mermaid counts links from 0, in their order. */
function styleOf(style: string, kinds: readonly Edge['kind'][], edges: readonly Edge[]): string[] {
  const links = edges.flatMap(({ kind }, index) => (kinds.includes(kind) ? index : []));
  return links.length === 0 ? [] : [`linkStyle ${links.join(',')} ${style}`];
}

function box(name: string, isEnd: boolean): string {
  return isEnd ? `(["${escaped(name)}"])` : `["${escaped(name)}"]`;
}

/** Of requests on one edge. */
const MOST = 4;

function label({ kind, requests }: Edge): string {
  const shown = [...requests].slice(0, requests.size > MOST ? MOST - 1 : MOST);
  const lines = [
    ...(kind === 'end' || kind === 'open' ? [] : [PROTECTION[kind]]),
    ...shown,
    ...(requests.size > MOST ? [`and ${requests.size - shown.length} more`] : []),
  ];
  return lines.map(escaped).join('<br/>');
}

/** Input is not trusted: all that could mean something to Mermaid, Markdown or HTML is written by its number. */
function escaped(text: string): string {
  return visible(text).replaceAll(/[^\p{L}\p{N} ,./:()_=→-]/gu, (character) => `#${character.codePointAt(0)};`);
}
