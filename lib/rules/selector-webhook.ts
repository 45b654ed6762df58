import { kindKey, type Manifest } from '../manifest/manifest';
import { type Field, specOf } from '../manifest/field';
import type { ObjectRule } from './rule';
import { refused, warned } from './webhook-rule';

/** Where each kind keeps its selector, and where the selector keeps its labels. */
const SELECTORS: Readonly<Record<string, readonly [string, string]>> = {
  'AuthorizationPolicy.security.istio.io': ['selector', 'matchLabels'],
  'DestinationRule.networking.istio.io': ['workloadSelector', 'matchLabels'],
  'EnvoyFilter.networking.istio.io': ['workloadSelector', 'labels'],
  'PeerAuthentication.security.istio.io': ['selector', 'matchLabels'],
  'ProxyConfig.networking.istio.io': ['selector', 'matchLabels'],
  'RequestAuthentication.security.istio.io': ['selector', 'matchLabels'],
  'ServiceEntry.networking.istio.io': ['workloadSelector', 'labels'],
  'Sidecar.networking.istio.io': ['workloadSelector', 'labels'],
  'Telemetry.telemetry.istio.io': ['selector', 'matchLabels'],
  'TrafficExtension.extensions.istio.io': ['selector', 'matchLabels'],
  'WasmPlugin.extensions.istio.io': ['selector', 'matchLabels'],
};

const KINDS = Object.keys(SELECTORS);

function selectorOf(manifest: Manifest): { readonly selector: Field; readonly labels: Field['entries'] } {
  const [at, labels] = SELECTORS[kindKey(manifest)] ?? ['selector', 'matchLabels'];
  const selector = specOf(manifest).get(at);
  return { selector, labels: selector.get(labels).entries };
}

const selectorLabels = refused({
  id: 'selector-labels',
  kinds: KINDS,
  about: ['selector', 'workloadSelector'],
  summary: 'Selectors compare whole labels: no empty keys, no wildcards.',
  check(manifest, report) {
    for (const [key, { path, text }] of selectorOf(manifest).labels) {
      const label = `"${key}: ${text}"`;
      if (key === '') {
        report({ path, message: `Label ${label} of the selector has no key`, fix: 'Give its key, or remove it' });
      } else if (`${key}${text}`.includes('*')) {
        const message = `Label ${label} of the selector has a "*", and selectors know no wildcards`;
        report({ path, message, fix: 'Write the whole label' });
      }
    }
  },
});

const selectorEmpty = warned({
  id: 'selector-empty',
  kinds: KINDS,
  about: ['selector', 'workloadSelector'],
  summary: 'A selector has labels.',
  check(manifest, report) {
    const { selector, labels } = selectorOf(manifest);
    if (!selector.isSet || labels.length > 0) return;
    const message = `The ${selector.path.at(-1)} has no labels, so this ${manifest.kind} applies as widely as without it`;
    report({ path: selector.path, message, fix: 'Give it labels, or remove it' });
  },
});

export const SELECTOR_WEBHOOK_RULES: readonly ObjectRule[] = [selectorEmpty, selectorLabels];
