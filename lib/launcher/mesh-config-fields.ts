import type { Field } from '../manifest/field';
import { isList, isObject } from '../manifest/fields';
import type { Json, Path } from '../manifest/manifest';

interface Shape {
  /** What belongs there, to stand after "Write". */
  readonly expected: string;
  readonly fits: (value: Json) => boolean;
  /** Of items or entries. */
  readonly inside?: Shape;
}

const MAP: Shape = { expected: 'a map', fits: isObject };
const FLAG: Shape = { expected: 'true or false, without quotes', fits: (value) => typeof value === 'boolean' };
const TEXT: Shape = {
  expected: 'a text, in quotes where it could be something else',
  fits: (value) => typeof value === 'string',
};
const TEXTS: Shape = { expected: 'a list of texts', fits: isList, inside: TEXT };
const TEXT_MAP: Shape = { expected: 'a map of texts', fits: isObject, inside: TEXT };

function oneOf(...values: readonly string[]): Shape {
  return { expected: `one of ${values.join(', ')}`, fits: (value) => values.some((allowed) => allowed === value) };
}

/** The fields that count here, and what istiod takes for them. Source: mesh/v1alpha1/config.proto of istio/api. */
const READ_FIELDS: readonly { readonly path: Path; readonly shape: Shape }[] = [
  { path: ['rootNamespace'], shape: TEXT },
  { path: ['enableAutoMtls'], shape: FLAG },
  { path: ['trustDomain'], shape: TEXT },
  { path: ['trustDomainAliases'], shape: TEXTS },
  { path: ['ingressControllerMode'], shape: oneOf('UNSPECIFIED', 'OFF', 'DEFAULT', 'STRICT') },
  { path: ['ingressClass'], shape: TEXT },
  { path: ['ingressSelector'], shape: TEXT },
  { path: ['ingressService'], shape: TEXT },
  { path: ['outboundTrafficPolicy'], shape: MAP },
  { path: ['outboundTrafficPolicy', 'mode'], shape: oneOf('REGISTRY_ONLY', 'ALLOW_ANY') },
  { path: ['defaultServiceExportTo'], shape: TEXTS },
  { path: ['defaultVirtualServiceExportTo'], shape: TEXTS },
  { path: ['defaultDestinationRuleExportTo'], shape: TEXTS },
  { path: ['defaultConfig'], shape: MAP },
  { path: ['defaultConfig', 'proxyMetadata'], shape: TEXT_MAP },
];

/** Others that only a mesh config has. A map with none of either is something else. */
const OTHER_FIELDS = `
  accessLogEncoding accessLogFile accessLogFormat caCertificates configSources connectTimeout
  defaultHttpRetryPolicy defaultProviders defaultTrafficPolicy disableEnvoyListenerLog discoverySelectors
  dnsRefreshRate enableEnvoyAccessLogService enablePrometheusMerge enableTracing extensionProviders
  h2UpgradePolicy hboneIdleTimeout inboundClusterStatName inboundTrafficPolicy localityLbSetting meshMTLS
  outboundClusterStatName pathNormalization protocolDetectionTimeout proxyHttpPort proxyInboundListenPort
  proxyListenPort serviceEntryVisibility serviceScopeConfigs serviceSettings tcpKeepalive thriftConfig tlsDefaults
  verifyCertificateAtClient zoneAwareLbSetting
`
  .trim()
  .split(/\s+/);

const FIELDS: ReadonlySet<unknown> = new Set([...READ_FIELDS.map(({ path: [name] }) => name), ...OTHER_FIELDS]);

/** Where a mesh config has something that istiod does not take, and what belongs there. */
export function misfits(config: Field): { readonly field: Field; readonly expected: string }[] {
  return READ_FIELDS.flatMap(({ path, shape }) => misfitsOf(config.get(...path), shape));
}

function misfitsOf(field: Field, { expected, fits, inside }: Shape): { field: Field; expected: string }[] {
  if (!field.isSet) return [];
  if (!fits(field.value ?? null)) return [{ field, expected }];
  if (inside === undefined) return [];
  return [...field.items, ...field.entries.map(([, entry]) => entry)].flatMap((part) => misfitsOf(part, inside));
}

export function isMeshConfigField(name: string): boolean {
  return FIELDS.has(name);
}
