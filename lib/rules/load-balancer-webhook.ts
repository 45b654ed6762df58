import type { Manifest } from '../manifest/manifest';
import { durationViolations } from './duration-fields';
import type { Field } from '../manifest/field';
import type { ObjectRule } from './rule';
import { settingsOf } from './traffic-policy';
import { refused, warned } from './webhook-rule';

const KINDS = ['DestinationRule.networking.istio.io'];

function balancersOf(manifest: Manifest): readonly Field[] {
  return settingsOf(manifest).map((settings) => settings.get('loadBalancer'));
}

function hashesOf(manifest: Manifest): readonly Field[] {
  return balancersOf(manifest).map((balancer) => balancer.get('consistentHash'));
}

const loadBalancerCookie = refused({
  id: 'load-balancer-cookie',
  kinds: KINDS,
  about: ['httpCookie'],
  summary: 'The cookie of a consistent hash has a name, and so have its attributes, each another one.',
  check(manifest, report) {
    for (const cookie of hashesOf(manifest).map((hash) => hash.get('httpCookie'))) {
      const name = cookie.get('name');
      if (cookie.isSet && name.text === '')
        report({ path: name.path, message: 'The cookie has no name, so nothing could be hashed', fix: 'Name it' });
      const names = cookie.get('attributes').items.map((attribute) => attribute.get('name'));
      for (const [index, { path, text }] of names.entries()) {
        if (text === '') report({ path, message: 'The cookie attribute has no name', fix: 'Name it, or remove it' });
        else if (names.slice(0, index).some((other) => other.text === text)) {
          const message = `Cookie attribute "${text}" is given before, and istiod refuses it twice`;
          report({ path, message, fix: 'Keep one of the two' });
        }
      }
    }
  },
});

/** Where Envoy's tables end. */
const TABLE_LIMIT = 5_000_011;

/** As Envoy asks it, which takes 1 for a prime. */
function isPrime(size: number): boolean {
  if (size < 4) return size > 0;
  if (size % 2 === 0) return false;
  for (let factor = 3; factor * factor <= size; factor += 2) {
    if (size % factor === 0) return false;
  }
  return true;
}

function tableFault(size: number): string | undefined {
  if (size === 0) return 'The Maglev table has no size';
  if (size >= TABLE_LIMIT) return `Maglev table size ${size} is not below ${TABLE_LIMIT}`;
  return isPrime(size) ? undefined : `Maglev table size ${size} is no prime number`;
}

const loadBalancerMaglev = refused({
  id: 'load-balancer-maglev',
  kinds: KINDS,
  about: ['maglev'],
  summary: `The size of a Maglev table is a prime number below ${TABLE_LIMIT}.`,
  check(manifest, report) {
    for (const maglev of hashesOf(manifest).map((hash) => hash.get('maglev'))) {
      const { path, number } = maglev.get('tableSize');
      const message = maglev.isSet ? tableFault(number) : undefined;
      if (message !== undefined) report({ path, message, fix: 'Use a prime number such as 65537' });
    }
  },
});

function hasAlgorithm(hash: Field): boolean {
  return hash.get('maglev').isSet || hash.get('ringHash').isSet;
}

const loadBalancerRingSize = refused({
  id: 'load-balancer-ring-size',
  kinds: KINDS,
  about: ['minimumRingSize'],
  summary: 'A hash algorithm says its size itself.',
  check(manifest, report) {
    for (const hash of hashesOf(manifest).filter(hasAlgorithm)) {
      const { path, number } = hash.get('minimumRingSize');
      if (number === 0) continue;
      const message = `minimumRingSize ${number} stands beside ${hash.get('maglev').isSet ? 'maglev' : 'ringHash'}, and istiod refuses both`;
      report({ path, message, fix: 'Use `ringHash.minimumRingSize`, or maglev alone' });
    }
  },
});

const loadBalancerRingSizeOld = warned({
  id: 'load-balancer-ring-size-old',
  kinds: KINDS,
  about: ['minimumRingSize'],
  summary: 'The ring size is said in ringHash.',
  check(manifest, report) {
    for (const hash of hashesOf(manifest).filter((each) => !hasAlgorithm(each))) {
      const { path, number } = hash.get('minimumRingSize');
      if (number === 0) continue;
      const message = `minimumRingSize ${number} of consistentHash is deprecated`;
      report({ path, message, fix: 'Move it to `ringHash.minimumRingSize`' });
    }
  },
});

const loadBalancerWarmup = refused({
  id: 'load-balancer-warmup',
  kinds: KINDS,
  about: ['warmup'],
  summary: 'Warming up takes a time, starts at 100 percent at most and is no slower than linear.',
  check(manifest, report) {
    for (const warmup of balancersOf(manifest).map((balancer) => balancer.get('warmup'))) {
      if (!warmup.isSet) continue;
      const [duration, percent, aggression] = [
        warmup.get('duration'),
        warmup.get('minimumPercent'),
        warmup.get('aggression'),
      ];
      if (!duration.isSet)
        report({ path: duration.path, message: 'The warm-up has no duration', fix: 'Set it, such as "30s"' });
      durationViolations(warmup, [['duration']]).forEach(report);
      if (percent.number > 100)
        report({
          path: percent.path,
          message: `minimumPercent is ${percent.number}, more than 100`,
          fix: 'Use a percentage',
        });
      if (aggression.isSet && aggression.number < 1)
        report({
          path: aggression.path,
          message: `aggression is ${aggression.number}, less than 1`,
          fix: 'Use 1 or more',
        });
    }
  },
});

export const LOAD_BALANCER_WEBHOOK_RULES: readonly ObjectRule[] = [
  loadBalancerCookie,
  loadBalancerMaglev,
  loadBalancerRingSize,
  loadBalancerRingSizeOld,
  loadBalancerWarmup,
];
