import { isObject } from '../manifest/fields';
import { type Field, specOf } from '../manifest/field';
import { keepLast } from '../manifest/keep-last';
import type { Manifest } from '../manifest/manifest';

/** A part of one DestinationRule. */
export interface RulePart {
  readonly manifest: Manifest;
  readonly field: Field;
}

/** TLS settings of clients, as a DestinationRule has them. */
export interface TlsSettings {
  /** As written, or DISABLE, which settings without a mode mean; empty where there are no settings. */
  readonly mode: string;
  /** The field `tls`, whether it is there or not. */
  readonly field: Field;
}

export interface PlacedTlsSettings extends TlsSettings {
  readonly where: 'rule' | 'port' | 'subset' | 'subset port';
  /** Number of the Service port that they are for, where one is written. */
  readonly port?: number | undefined;
  /** Name of the subset that they are for. */
  readonly subset?: string;
}

/** Every `tls` of a DestinationRule, as written. */
export const tlsSettings = keepLast((rule: Manifest): readonly PlacedTlsSettings[] => {
  const spec = specOf(rule);
  const found = [...settingsIn(spec.get('trafficPolicy'))];
  for (const subset of spec.get('subsets').items)
    for (const one of settingsIn(subset.get('trafficPolicy'), subset.get('name').text)) found.push(one);
  return found;
});

const NONE: readonly PlacedTlsSettings[] = [];

function settingsIn(policy: Field, subset?: string): readonly PlacedTlsSettings[] {
  if (!policy.get('tls').isSet && !policy.get('portLevelSettings').isSet) return NONE;
  const own = {
    ...readTls(policy),
    where: subset === undefined ? 'rule' : 'subset',
    ...(subset !== undefined && { subset }),
  } as const;
  const ports = policy.get('portLevelSettings').items.map(
    (settings) =>
      ({
        ...own,
        ...readTls(settings),
        where: subset === undefined ? 'port' : 'subset port',
        port: portOf(settings),
      }) as const,
  );
  return [own, ...ports].filter(({ mode }) => mode !== '');
}

/**
 * The TLS settings of a traffic policy and that of a subset for a Service port, as istiod's MergeSubsetTrafficPolicy
 * makes them: settings for the port stand in for the whole policy, even where they leave `tls` out, and what the
 * subset says stands in for what the rule says. Nothing when neither has a say.
 */
export function tlsInForce(
  policy: RulePart | undefined,
  subset: RulePart | undefined,
  port: number | undefined,
): (TlsSettings & { readonly manifest: Manifest }) | undefined {
  return decidedBy(subset, port) ?? decidedBy(policy, port);
}

function decidedBy(part: RulePart | undefined, port: number | undefined) {
  if (part === undefined) return undefined;
  const forPort = part.field.get('portLevelSettings').items.find((item) => port !== undefined && portOf(item) === port);
  const tls = readTls(forPort ?? part.field);
  return forPort === undefined && tls.mode === '' ? undefined : { ...tls, manifest: part.manifest };
}

function readTls(settings: Field): TlsSettings {
  const field = settings.get('tls');
  return { mode: isObject(field.value) ? field.get('mode').text || 'DISABLE' : '', field };
}

function portOf(settings: Field): number | undefined {
  const port = settings.get('port', 'number');
  return port.isSet ? port.number : undefined;
}
