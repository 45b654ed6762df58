import type { Manifest } from '../manifest/manifest';
import type { Field } from '../manifest/field';
import type { ObjectRule } from './rule';
import { settingsOf } from './traffic-policy';
import { refused, warned } from './webhook-rule';

const KINDS = ['DestinationRule.networking.istio.io'];

interface Locality {
  readonly lb: Field;
  readonly outlier: Field;
  readonly distribute: readonly Field[];
  readonly failover: readonly Field[];
}

function localitiesOf(manifest: Manifest): Locality[] {
  return settingsOf(manifest).map((settings) => {
    const lb = settings.get('loadBalancer', 'localityLbSetting');
    const outlier = settings.get('outlierDetection');
    return { lb, outlier, distribute: lb.get('distribute').items, failover: lb.get('failover').items };
  });
}

/** Both at once is a fault of its own, beside which the webhook looks at nothing else. */
function soundOf(manifest: Manifest): Locality[] {
  return localitiesOf(manifest).filter(({ distribute, failover }) => distribute.length === 0 || failover.length === 0);
}

const localityOneWay = refused({
  id: 'locality-one-way',
  kinds: KINDS,
  about: ['localityLbSetting'],
  summary: 'Localities are given weights, or fail over.',
  check(manifest, report) {
    for (const { lb, distribute, failover } of localitiesOf(manifest)) {
      if (distribute.length === 0 || failover.length === 0) continue;
      const message = 'distribute and failover exclude each other, and istiod refuses both';
      report({ path: lb.get('failover').path, message, fix: 'Keep one of the two' });
    }
  },
});

const localityWeights = refused({
  id: 'locality-weights',
  kinds: KINDS,
  about: ['localityLbSetting'],
  summary: 'The weights of localities are 1 to 100, and 100 together.',
  check(manifest, report) {
    for (const to of soundOf(manifest).flatMap(({ distribute }) => distribute.map((item) => item.get('to')))) {
      const weights = to.entries.map(([, weight]) => weight);
      const wrong = weights.filter(({ number }) => number < 1 || number > 100);
      for (const { path, number } of wrong) {
        const message = `The weight of "${path.at(-1)}" is ${number}, and not between 1 and 100`;
        report({ path, message, fix: 'Give it a percentage, or leave it out' });
      }
      const sum = weights.reduce((total, { number }) => total + number, 0);
      if (wrong.length > 0 || sum === 100) continue;
      report({
        path: to.path,
        message: `The weights add up to ${sum}, not to 100`,
        fix: 'Make them percentages of the whole',
      });
    }
  },
});

const localityFailoverRegions = refused({
  id: 'locality-failover-regions',
  kinds: KINDS,
  about: ['localityLbSetting'],
  summary: 'Failover is from one region to another.',
  check(manifest, report) {
    for (const item of soundOf(manifest).flatMap(({ failover }) => failover)) {
      const [from, to] = [item.get('from'), item.get('to')];
      const fields = [from, to].filter(({ text }) => /[/*]/.test(text));
      for (const { path, text } of fields) {
        const message = `Failover region "${text}" has a ${text.includes('/') ? 'zone' : 'wildcard'}, and failover is between whole regions`;
        report({ path, message, fix: 'Write the region alone' });
      }
      if (fields.length > 0 || from.text !== to.text) continue;
      const message = `Failover from "${from.text}" goes to the same region`;
      report({ path: to.path, message, fix: 'Name another region' });
    }
  },
});

const TOPOLOGY = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

const localityFailoverTopology = refused({
  id: 'locality-failover-topology',
  kinds: KINDS,
  about: ['localityLbSetting'],
  summary: 'Beside failover, failoverPriority has no labels of topology.',
  check(manifest, report) {
    for (const { lb } of soundOf(manifest).filter(({ failover }) => failover.length > 0)) {
      for (const { path, text } of lb.get('failoverPriority').items.filter((label) => TOPOLOGY.includes(label.text))) {
        const message = `failoverPriority has the label "${text}", which failover decides on already`;
        report({ path, message, fix: 'Remove the label, or failover' });
      }
    }
  },
});

const localityFailoverOutlier = warned({
  id: 'locality-failover-outlier',
  kinds: KINDS,
  about: ['localityLbSetting'],
  summary: 'Failover comes with outlier detection.',
  check(manifest, report) {
    for (const { lb, outlier } of soundOf(manifest)) {
      const [first] = [lb.get('failover'), lb.get('failoverPriority')].filter(({ items }) => items.length > 0);
      if (first === undefined || outlier.isSet) continue;
      const message = `${first.path.at(-1)} has no effect: without outlierDetection no endpoint is found to fail`;
      report({ path: first.path, message, fix: 'Set outlierDetection beside loadBalancer' });
    }
  },
});

export const LOCALITY_WEBHOOK_RULES: readonly ObjectRule[] = [
  localityFailoverOutlier,
  localityFailoverRegions,
  localityFailoverTopology,
  localityOneWay,
  localityWeights,
];
