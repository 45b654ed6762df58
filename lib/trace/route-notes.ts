import type { Field } from '../manifest/field';
import { type RouteVariant, settingOf } from '../traffic/http-routes';

/** What a route does beside sending the request on, in words. */
export function notesOf(route: RouteVariant): string[] {
  const { text: timeout } = settingOf(route, 'timeout');
  const attempts = settingOf(route, 'retries').get('attempts');
  const fault = settingOf(route, 'fault');
  const [aborted, delayed] = [percentOf(fault.get('abort')), percentOf(fault.get('delay'))];
  return [
    ...mirrorsOf(route),
    ...(timeout === '' ? [] : [`timeout ${timeout}`]),
    ...(attempts.isSet ? [`up to ${attempts.number} retries`] : []),
    ...(aborted > 0 ? [`a fault is injected into ${aborted} % of the requests`] : []),
    ...(delayed > 0 ? [`${delayed} % of the requests are delayed`] : []),
  ];
}

/** Of faults none is injected where no percentage is given. Source: HTTPFaultInjection of virtual_service.proto. */
export function percentOf(fault: Field): number {
  const percentage = fault.get('percentage');
  return percentage.isSet ? percentage.get('value').number : fault.get('percent').number;
}

function mirrorsOf(route: RouteVariant): string[] {
  const single = settingOf(route, 'mirror').get('host').text;
  const part = shareOf(settingOf(route, 'mirrorPercentage'));
  const several = settingOf(route, 'mirrors').items.map((mirror) =>
    mirrorNote(mirror.get('destination', 'host').text, shareOf(mirror.get('percentage'))),
  );
  return [mirrorNote(single, part), ...several].flat();
}

/** All, where nothing is said. */
function shareOf(percentage: Field): number {
  return percentage.isSet ? percentage.get('value').number : 100;
}

function mirrorNote(host: string, share: number): string[] {
  if (host === '' || share <= 0) return [];
  return [share >= 100 ? `a copy goes to ${host}` : `a copy of ${share} % goes to ${host}`];
}
