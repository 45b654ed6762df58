import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { AUTHORIZATION_POLICY, REQUEST_AUTHENTICATION } from '../traffic/kinds';
import {
  actionOf,
  conditionsOf,
  listsOf,
  operationsOf,
  PATH_KEYS,
  REQUEST_PRINCIPAL_KEYS,
  sourcesOf,
} from './authorization-policy';

export const TELEMETRY = 'Telemetry.telemetry.istio.io';
export const WASM_PLUGIN = 'WasmPlugin.extensions.istio.io';

/** What follows for a policy of a kind that nothing enforces, as the end of a sentence. */
export const UNENFORCED: ReadonlyMap<string, string> = new Map([
  [AUTHORIZATION_POLICY, 'so that it allows and denies nothing'],
  [REQUEST_AUTHENTICATION, 'so that no token is checked'],
  [WASM_PLUGIN, 'so that the plugin does not run'],
  [TELEMETRY, 'so that it changes nothing'],
]);

/** Conditions of which a ztunnel knows. Source: `l4WhenAttributes` of istiod. */
const CONNECTION_KEYS: ReadonlySet<string> = new Set([
  'source.ip',
  'source.namespace',
  'source.principal',
  'destination.ip',
  'destination.port',
]);

const REQUEST_KEYS = ['hosts', 'notHosts', 'methods', 'notMethods', ...PATH_KEYS];
const REQUEST_SOURCE_KEYS = [...REQUEST_PRINCIPAL_KEYS, 'remoteIpBlocks', 'notRemoteIpBlocks'];

/**
 * Why a ztunnel, which looks at connections alone, cannot do what an AuthorizationPolicy says, and what it does instead;
 * undefined for policies that it can enforce.
 */
export function beyondZtunnel(policy: Manifest): string | undefined {
  const action = actionOf(policy);
  if (action === 'CUSTOM') return 'ztunnels ask no external authorizer, so that requests are let in unasked';
  if (action === 'AUDIT' || !asksForRequests(policy)) return undefined;
  return action === 'DENY'
    ? 'ztunnels see no requests, so that they deny by the rest of the rules alone'
    : 'ztunnels see no requests, so that they leave out the rules about them, and nobody is let in by those';
}

function asksForRequests(policy: Manifest): boolean {
  return (
    hasSome(operationsOf(policy), REQUEST_KEYS) ||
    hasSome(sourcesOf(policy), REQUEST_SOURCE_KEYS) ||
    conditionsOf(policy).some((condition) => !CONNECTION_KEYS.has(condition.get('key').text))
  );
}

function hasSome(owners: readonly Field[], keys: readonly string[]): boolean {
  return owners.some((owner) => listsOf(owner, keys).length > 0);
}

/** Whether a Telemetry is about requests. */
export function tracesRequests(telemetry: Manifest): boolean {
  const spec = specOf(telemetry);
  return (
    ['tracing', 'accessLogging'].some((key) => spec.get(key).items.length > 0) ||
    spec.get('metrics').items.some((metric) => metric.get('overrides').items.length > 0)
  );
}
