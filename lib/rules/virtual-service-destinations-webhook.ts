import type { Manifest } from '../manifest/manifest';
import type { Field } from '../manifest/field';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import { isLabel, isPercent, isPort, wildcardDomainFault } from './istio-syntax';
import type { ObjectRule, Violation } from './rule';
import { isGiven, routesOf } from './virtual-service';
import { refused, warned } from './webhook-rule';

const KINDS = [VIRTUAL_SERVICE];

const virtualServiceMirrors = refused({
  id: 'virtual-service-mirrors',
  kinds: KINDS,
  about: ['mirror', 'mirrors', 'mirrorPercentage', 'mirrorPercent', 'mirror_percent'],
  summary: 'An http route has mirror or mirrors, each with a destination and a percentage from 0 to 100.',
  check(manifest, report) {
    for (const route of routesOf(manifest, 'http')) {
      const mirrors = route.get('mirrors');
      if (route.get('mirror').isSet && isGiven(mirrors)) {
        const message = 'The http route has mirror and mirrors, and istiod refuses both';
        report({ path: mirrors.path, message, fix: 'Put all into mirrors' });
      }
      for (const { path, isSet } of mirrors.items.map((mirror) => mirror.get('destination'))) {
        if (!isSet) report({ path, message: 'The mirror has no destination', fix: 'Set its host' });
      }
      mirrorPercentages(route).forEach(({ path, number }) => {
        if (isPercent(number)) return;
        report({ path, message: `Percentage ${number} is not from 0 to 100`, fix: 'Use a number from 0 to 100' });
      });
    }
  },
});

function mirrorPercentages(route: Field): readonly Field[] {
  const settings = [route.get('mirrorPercentage'), ...route.get('mirrors').items.map((item) => item.get('percentage'))];
  return [...oldPercentages(route), ...settings.map((setting) => setting.get('value'))];
}

/** The API takes the name in either case. */
function oldPercentages(route: Field): readonly Field[] {
  return [route.get('mirrorPercent'), route.get('mirror_percent')].filter(({ isSet }) => isSet);
}

const virtualServiceMirrorPercent = warned({
  id: 'virtual-service-mirror-percent',
  kinds: KINDS,
  about: ['mirrorPercent', 'mirror_percent'],
  summary: 'The share to mirror is given as mirrorPercentage.',
  check(manifest, report) {
    for (const { path, number } of routesOf(manifest, 'http').flatMap(oldPercentages)) {
      const message = `${path.at(-1)} is deprecated`;
      report({ path, message, fix: `Use mirrorPercentage: {value: ${number}}` });
    }
  },
});

/** Every place for a destination, filled or not, apart from those of mirrors, which have a rule of their own. */
function destinationsOf(manifest: Manifest): readonly Field[] {
  const found: Field[] = [];
  for (const route of routesOf(manifest, 'http', 'tls', 'tcp'))
    for (const item of route.get('route').items) found.push(item.get('destination'));
  for (const route of routesOf(manifest, 'http')) {
    const mirrors = [route.get('mirror'), ...route.get('mirrors').items.map((mirror) => mirror.get('destination'))];
    for (const mirror of mirrors) if (mirror.isSet) found.push(mirror);
  }
  return found;
}

function destinationFaults(destination: Field): Violation[] {
  const [host, subset, port] = [destination.get('host'), destination.get('subset'), destination.get('port')];
  const { number, path } = port.get('number');
  const found: Violation[] = [];
  const fault = host.text === '*' ? 'names no service' : wildcardDomainFault(host.text);
  if (fault !== undefined) {
    const message = `Destination host "${host.text}" ${fault}`;
    found.push({
      path: host.path,
      message,
      fix: 'Use the name of a service, such as shop.NAMESPACE.svc.cluster.local',
    });
  }
  if (subset.text !== '' && !isLabel(subset.text)) {
    const message = `Subset "${subset.text}" is no name of a subset: 1 to 63 letters, digits and inner dashes`;
    found.push({ path: subset.path, message, fix: 'Use the name of a subset of the DestinationRule' });
  }
  if (port.isSet && !isPort(number)) {
    const message = `Port ${number} is not from 1 to 65535`;
    found.push({ path, message, fix: 'Use a port of the service, or leave the port out if it has only one' });
  }
  return found;
}

const virtualServiceDestination = refused({
  id: 'virtual-service-destination',
  kinds: KINDS,
  summary: 'A destination names a host, and where given a subset and a port.',
  check(manifest, report) {
    for (const destination of destinationsOf(manifest)) {
      if (destination.isSet) destinationFaults(destination).forEach(report);
      else report({ path: destination.path, message: 'The route has no destination', fix: 'Set its host' });
    }
  },
});

const virtualServiceWeights = refused({
  id: 'virtual-service-weights',
  kinds: KINDS,
  summary: 'Weights are not negative, and with several destinations one of them is more than 0.',
  check(manifest, report) {
    for (const route of routesOf(manifest, 'http', 'tls', 'tcp')) {
      const list = route.get('route');
      const { items } = list;
      const weights = items.map((item) => item.get('weight'));
      for (const weight of weights) {
        if (weight.number >= 0) continue;
        const message = `Weight ${weight.number} is negative`;
        report({ path: weight.path, message, fix: 'Use 0 or more' });
      }
      if (items.length < 2 || weights.some(({ number }) => number !== 0)) continue;
      const message = `None of the ${items.length} destinations has a weight, so no request would get anywhere`;
      report({ path: list.path, message, fix: 'Give them weights, such as 90 and 10' });
    }
  },
});

export const VIRTUAL_SERVICE_DESTINATIONS_WEBHOOK_RULES: readonly ObjectRule[] = [
  virtualServiceDestination,
  virtualServiceMirrorPercent,
  virtualServiceMirrors,
  virtualServiceWeights,
];
