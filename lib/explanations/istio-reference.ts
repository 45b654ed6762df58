/** What istiod's webhook refuses and warns of. */
export const VALIDATION = 'https://github.com/istio/istio/blob/1.30.3/pkg/config/validation/validation.go';

/** A page of Istio's API reference, at one of its types. */
export function networkingReference(page: string, type: string): string {
  return `https://istio.io/latest/docs/reference/config/networking/${page}/#${type}`;
}

/** The same for the types of its security. */
export function securityReference(page: string, type: string): string {
  return `https://istio.io/latest/docs/reference/config/security/${page}/#${type}`;
}
