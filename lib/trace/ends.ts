import type { Decider, End } from './request';

/** What is not known of a request's end. @param why the end of "Could not tell ..." */
export function untold(why: string, decidedBy: readonly Decider[] = []): End {
  return { arrives: undefined, failure: null, status: null, why: `Could not tell${why}`, decidedBy };
}

/** TLS that does not come about. */
export function tlsReset(why: string, decidedBy: readonly Decider[]): End {
  return { arrives: false, failure: 'tls-reset', status: null, why: `TLS reset: ${why}`, decidedBy };
}

/** A connection that ends before anything is sent over it. */
export function connectionReset(why: string, decidedBy: readonly Decider[]): End {
  return { arrives: false, failure: 'tls-reset', status: null, why: `Connection reset: ${why}`, decidedBy };
}

export function refused(why: string, decidedBy: readonly Decider[]): End {
  return { arrives: false, failure: 'refused', status: null, why: `Connection refused: ${why}`, decidedBy };
}

export function notFound(why: string, decidedBy: readonly Decider[]): End {
  return { arrives: false, failure: 'no-route', status: 404, why: `404: ${why}`, decidedBy };
}

/** @param to where the client is sent */
export function redirected(status: number, to: string, decidedBy: readonly Decider[]): End {
  return { arrives: false, failure: 'redirect', status, why: `${status}: redirected to ${to}`, decidedBy };
}

export function noBackend(why: string, decidedBy: readonly Decider[]): End {
  return { arrives: false, failure: 'no-backend', status: 503, why: `503: ${why}`, decidedBy };
}

export function mismatch(why: string, decidedBy: readonly Decider[]): End {
  return { arrives: false, failure: 'mtls-mismatch', status: 503, why: `503: ${why}`, decidedBy };
}
