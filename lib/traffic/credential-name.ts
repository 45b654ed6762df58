/** What a `credentialName` or `caCertCredentialName` of a Gateway names. */
export interface CredentialName {
  readonly kind: 'Secret' | 'ConfigMap';
  /** Undefined: that of the gateway's Pod. */
  readonly namespace: string | undefined;
  readonly name: string;
}

const FORM = /^(?:(?<scheme>[a-z-]+):\/\/)?(?:(?<namespace>[^/]*)\/)?(?<name>[^/]+)$/;

/**
 * `NAME`, `NAMESPACE/NAME`, both also behind `kubernetes://`, and `configmap://NAMESPACE/NAME`. Undefined for what is
 * none of these, such as `sds://NAME`, which another server than istiod delivers. Source: ParseResourceName of istiod.
 */
export function parseCredentialName(text: string): CredentialName | undefined {
  if (text !== '' && !text.includes('/')) return { kind: 'Secret', namespace: undefined, name: text };
  const { scheme = 'kubernetes', namespace, name } = FORM.exec(text)?.groups ?? {};
  if (name === undefined || (scheme !== 'kubernetes' && scheme !== 'configmap')) return undefined;
  return { kind: scheme === 'configmap' ? 'ConfigMap' : 'Secret', namespace: namespace || undefined, name };
}
