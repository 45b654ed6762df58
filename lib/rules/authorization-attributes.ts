/** Attributes that conditions of an AuthorizationPolicy can ask for. */
const PLAIN: ReadonlySet<string> = new Set([
  'source.ip',
  'remote.ip',
  'source.namespace',
  'source.serviceAccount',
  'source.principal',
  'source.trustDomain',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'destination.ip',
  'destination.port',
  'connection.sni',
]);

/** Beginnings of attributes that are followed by what to take of them, in brackets. */
const MAPS: readonly string[] = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];

/** Attributes of the time before v1beta1, and what is used instead. */
const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/^destination\.namespace$/, 'Put the policy into the namespace of the workload'],
  [/^destination\.labels/, 'Use the selector of the policy'],
  [/^destination\.(name|user)$/, 'Use the selector of the policy'],
];

interface AttributeFault {
  /** The end of a sentence that begins with the attribute. */
  readonly what: string;
  readonly fix: string;
}

const KNOWN = 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]';

export function attributeFault(key: string): AttributeFault | undefined {
  if (key === '') return { what: 'is empty', fix: KNOWN };
  if (PLAIN.has(key)) return undefined;
  const map = MAPS.find((beginning) => key.startsWith(beginning));
  if (map !== undefined)
    return /^[^[]+\[.+\]$/s.test(key) ? undefined : { what: 'does not say of what, as in a[b]', fix: KNOWN };
  const [, instead] = REPLACED.find(([form]) => form.test(key)) ?? [];
  if (instead !== undefined) return { what: 'is of old versions, and istiod refuses it', fix: instead };
  return { what: 'is none that Istio knows', fix: KNOWN };
}

const CERTIFICATE_ATTRIBUTES: ReadonlySet<string> = new Set([
  'source.namespace',
  'source.serviceAccount',
  'source.principal',
  'source.trustDomain',
]);

/** What is known of the sender by a certificate, or by a token. */
export function isCertificateOrTokenAttribute(key: string): boolean {
  return CERTIFICATE_ATTRIBUTES.has(key) || key.startsWith('request.auth.');
}

export function isAddressAttribute(key: string): boolean {
  return ['source.ip', 'remote.ip', 'destination.ip'].includes(key);
}

/** Digits up to 65535; Istio takes 0, too. */
export function isPortText(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= 65_535;
}
