import { arrives, type Hop, isEncrypted, type Protection, type TracedRequest } from './request';

/** What became of a request, in one sentence. */
export function verdictOf(request: TracedRequest): string {
  const { end, hops } = request;
  if (end?.arrives === false) return sentence(`Does not arrive: ${reasonOf(end.why)}`);
  const inPlainText = told(hops, 'plaintext');
  if (end !== undefined) return sentence([end.why, ...inPlainText.map((text) => `plaintext on ${text}`)].join('; '));
  if (inPlainText.length > 0) return sentence(`Plaintext on ${inPlainText.join('; and on ')}`);
  if (isEncrypted(request)) return 'Encrypted on every hop.';
  const open = told(hops, 'unknown');
  if (open.length > 0) return sentence(`Could not tell how traffic is protected on ${open.join('; and on ')}`);
  const unenforced = told(hops, 'either');
  if (unenforced.length > 0) return sentence(`Mutual TLS is used and not enforced on ${unenforced.join('; and on ')}`);
  return 'Could not tell: no hop of the way is known.';
}

/** True for a request that arrives, or may arrive, and is not certainly encrypted on every hop. */
export function isUnprotected(request: TracedRequest): boolean {
  return arrives(request) !== false && isEncrypted(request) !== true;
}

/** The hops of one protection, with their numbers from 1 and the reason. */
function told(hops: readonly Hop[], wanted: Protection): string[] {
  return hops.flatMap(({ from, to, protection, because }, index) => {
    if (protection !== wanted) return [];
    return `hop ${index + 1} (${from} → ${to})${because === '' ? '' : ` because ${because}`}`;
  });
}

/** Within a sentence, what comes back is set off by a comma: "404, no route ...". */
function reasonOf(why: string): string {
  return why.replace(/^([\w ]+): /, '$1, ').replace(/^Connection/, 'connection');
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
