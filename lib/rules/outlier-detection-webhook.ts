import type { Manifest } from '../manifest/manifest';
import { durationViolations } from './duration-fields';
import type { Field } from '../manifest/field';
import { isPercent } from './istio-syntax';
import type { ObjectRule } from './rule';
import { settingsOf } from './traffic-policy';
import { refused, warned } from './webhook-rule';

const KINDS = ['DestinationRule.networking.istio.io'];

function outliersOf(manifest: Manifest): readonly Field[] {
  return settingsOf(manifest).map((settings) => settings.get('outlierDetection'));
}

const outlierLocalErrors = refused({
  id: 'outlier-local-errors',
  kinds: KINDS,
  about: ['outlierDetection'],
  summary: 'Failures of local origin are counted only where they are told from others.',
  check(manifest, report) {
    for (const outlier of outliersOf(manifest)) {
      const { path, number } = outlier.get('consecutiveLocalOriginFailures');
      if (number <= 0 || outlier.get('splitExternalLocalOriginErrors').flag) continue;
      const message = `consecutiveLocalOriginFailures is ${number}, and without splitExternalLocalOriginErrors nothing counts these failures`;
      report({ path, message, fix: 'Set `splitExternalLocalOriginErrors: true`' });
    }
  },
});

const outlierPercentages = refused({
  id: 'outlier-percentages',
  kinds: KINDS,
  about: ['outlierDetection'],
  summary: 'Percentages of outlier detection are between 0 and 100.',
  check(manifest, report) {
    for (const outlier of outliersOf(manifest)) {
      for (const { path, number } of [outlier.get('maxEjectionPercent'), outlier.get('minHealthPercent')]) {
        if (isPercent(number)) continue;
        report({ path, message: `${path.at(-1)} is ${number}, and not between 0 and 100`, fix: 'Use a percentage' });
      }
    }
  },
});

const outlierDurations = refused({
  id: 'outlier-durations',
  kinds: KINDS,
  about: ['outlierDetection'],
  summary: 'The times of outlier detection are durations of whole milliseconds.',
  check(manifest, report) {
    for (const outlier of outliersOf(manifest))
      durationViolations(outlier, [['interval'], ['baseEjectionTime']]).forEach(report);
  },
});

const outlierConsecutiveErrors = warned({
  id: 'outlier-consecutive-errors',
  kinds: KINDS,
  about: ['outlierDetection'],
  summary: 'Errors are counted by the fields that replaced consecutiveErrors.',
  check(manifest, report) {
    for (const { path, number } of outliersOf(manifest).map((outlier) => outlier.get('consecutiveErrors'))) {
      if (number === 0) continue;
      const message = `consecutiveErrors ${number} is deprecated, and says nothing of which errors count`;
      report({ path, message, fix: 'Use consecutiveGatewayErrors or consecutive5xxErrors' });
    }
  },
});

export const OUTLIER_DETECTION_WEBHOOK_RULES: readonly ObjectRule[] = [
  outlierConsecutiveErrors,
  outlierDurations,
  outlierLocalErrors,
  outlierPercentages,
];
