import type { CertificateSpecSubject } from '../../imports/cert-manager.io';
import type { Problems } from './problems';
import { list, object, optional, type Shape, text } from './shape';

/** Fields of an X.509 subject beside the common name. */
export interface CertificateSubject {
  readonly organizations: readonly string[];
  /** Default: none. */
  readonly organizationalUnits?: readonly string[];
  /** Codes of two letters (ISO 3166). Default: none. */
  readonly countries?: readonly string[];
  /** Cities. Default: none. */
  readonly localities?: readonly string[];
  /** Default: none. */
  readonly provinces?: readonly string[];
}

export const CERTIFICATE_SUBJECT: Shape<CertificateSubject> = object({
  organizations: list(text),
  organizationalUnits: optional(list(text)),
  countries: optional(list(text)),
  localities: optional(list(text)),
  provinces: optional(list(text)),
});

/** The generated types have mutable arrays; props are read-only. */
export function renderSubject(subject: CertificateSubject): CertificateSpecSubject {
  const lists = Object.entries(subject) as [string, readonly string[] | undefined][];
  return Object.fromEntries(lists.flatMap(([key, names]) => (names === undefined ? [] : [[key, [...names]]])));
}

/** cert-manager refuses more than 64 bytes (RFC 5280, ub-common-name). */
export function checkCommonName(problems: Problems, path: string, commonName: string, fix: string): void {
  const bytes = Buffer.byteLength(commonName);
  problems.check(bytes === 0 || bytes > 64, () => ({
    path,
    value: commonName,
    why: `a common name has 1 to 64 bytes, this one ${bytes}`,
    fix,
  }));
}
