import type { Decider, Hop } from '../trace/request';
import { arrives, isEncrypted } from '../trace/request';
import type { Survey, Traced } from '../trace/trace-worlds';
import { urlOf } from '../trace/url';
import { verdictOf } from '../trace/verdict';
import { jsonText } from './json';
import { Places } from './places';

/** Traced requests as JSON with an indentation of two, for programs. Keys are always in the same order. */
export function traceJson(survey: Survey): string {
  return jsonText(surveyObject(survey));
}

export function surveyObject({ traced, untraced }: Survey): {
  readonly requests: object[];
  readonly untraced: object[];
} {
  const places = new Places([...traced.flatMap(decidersOf), ...untraced]);
  return {
    requests: traced.map((each) => requestObject(each, places)),
    untraced: untraced.flatMap((each) => places.of([each]).map((place) => ({ ...place, why: each.why }))),
  };
}

/** All of a request's, those of its end last. */
export function decidersOf({ request: { hops, end } }: Traced): Decider[] {
  return [...hops.flatMap(({ decidedBy }) => decidedBy), ...(end?.decidedBy ?? [])];
}

function requestObject({ request, alternatives }: Traced, places: Places): object {
  const { client, end, backend, hops, entry, weight } = request;
  return {
    url: urlOf(client),
    method: client.method,
    clientCertificate: client.certificate === undefined ? null : named(client.certificate),
    arrives: arrives(request) ?? null,
    failure: end?.failure ?? null,
    status: end?.status ?? null,
    backend: backend === undefined ? null : { ...backend },
    hops: hops.map((hop) => hopObject(hop, places)),
    encrypted: isEncrypted(request) ?? null,
    why: verdictOf(request),
    headers: client.headers,
    from: client.from === undefined ? null : named(client.from),
    entry,
    decidedBy: places.of(end?.decidedBy ?? []),
    // JSON leaves out what is undefined.
    weight,
    alternatives: alternatives.length === 0 ? undefined : alternatives,
  };
}

function named({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

function hopObject({ from, to, protection, proves, decidedBy, notes }: Hop, places: Places): object {
  return { from, to, protection, proves, decidedBy: places.of(decidedBy), notes };
}
