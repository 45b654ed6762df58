import type { Field } from '../manifest/field';
import { fullHost } from '../traffic/hosts';
import type { ChosenRoute } from './http-route';
import type { Client, End } from './request';
import type { RouteTarget } from './step';

/** What a route does with the request that it has taken: an end, or destinations. */
export function actOn(
  route: ChosenRoute,
  client: Client,
  namespace: string,
): { end: End | undefined; targets: RouteTarget[] } {
  const end = redirectOf(route, client) ?? responseOf(route) ?? abortOf(route);
  if (end !== undefined) return { end, targets: [] };
  const targets = targetsOf(route, client, namespace);
  if (targets.length > 0) return { end: undefined, targets };
  const why = '404: the route names no destination';
  return { end: { arrives: false, failure: 'no-route', status: 404, why, decidedBy: route.decidedBy }, targets };
}

function redirectOf({ field, decidedBy }: ChosenRoute, { scheme, hostHeader, path }: Client): End | undefined {
  const redirect = field.get('redirect');
  if (!redirect.isSet) return undefined;
  const status = redirect.get('redirectCode').number || 301;
  const uri = redirect.get('uri').text;
  const to = `${redirect.get('scheme').text || scheme}://${redirect.get('authority').text || hostHeader}${portOf(redirect)}${uri === '%PREFIX()%' || uri === '' ? path : uri}`;
  return { arrives: false, failure: 'redirect', status, why: `${status}: redirected to ${to}`, decidedBy };
}

function portOf(redirect: Field): string {
  const port = redirect.get('port');
  return port.isSet ? `:${port.number}` : '';
}

function responseOf({ field, decidedBy }: ChosenRoute): End | undefined {
  const response = field.get('directResponse');
  if (!response.isSet) return undefined;
  const status = response.get('status').number;
  return { arrives: false, failure: null, status, why: `${status}: the gateway answers by itself`, decidedBy };
}

/** Only a fault that hits every request ends them. */
function abortOf({ field, decidedBy }: ChosenRoute): End | undefined {
  const abort = field.get('fault', 'abort');
  if (!abort.isSet || percentOf(abort) < 100) return undefined;
  const status = abort.get('httpStatus').isSet ? abort.get('httpStatus').number : null;
  const why = `${status ?? 'gRPC error'}: a fault is injected into every request`;
  return { arrives: false, failure: null, status, why, decidedBy };
}

function percentOf(fault: Field): number {
  const percentage = fault.get('percentage');
  return percentage.isSet ? percentage.get('value').number : 100;
}

function targetsOf(route: ChosenRoute, client: Client, namespace: string): RouteTarget[] {
  const { field, decidedBy, vs } = route;
  const items = field.get('route').items.filter((item) => item.get('destination', 'host').text !== '');
  const total = items.reduce((sum, item) => sum + item.get('weight').number, 0);
  const taken = items.length === 1 ? items : items.filter((item) => item.get('weight').number > 0);
  const rewritten = rewrite(field.get('rewrite'), route, client);
  const notes = notesOf(field);
  return taken.map((item) => {
    const destination = item.get('destination');
    const port = destination.get('port', 'number');
    return {
      host: fullHost(destination.get('host').text, namespace),
      port: port.isSet ? port.number : undefined,
      subset: destination.get('subset').text,
      weight: items.length === 1 ? undefined : Math.round((item.get('weight').number * 10_000) / total) / 100,
      decidedBy: [...decidedBy, { manifest: vs, path: destination.path }],
      ...rewritten,
      notes: [...rewritten.notes, ...notes],
    };
  });
}

/** The path after a rewrite: of a prefix, what the route has matched is replaced. */
function rewrite(field: Field, { field: route }: ChosenRoute, { path, hostHeader }: Client) {
  const [uri, authority, regex] = [field.get('uri'), field.get('authority'), field.get('uriRegexRewrite')];
  const notes = [
    ...(uri.isSet ? [`path rewritten to ${uri.text}`] : []),
    ...(regex.isSet ? [`path rewritten by the regex ${regex.get('match').text}`] : []),
    ...(authority.isSet ? [`host rewritten to ${authority.text}`] : []),
  ];
  return {
    path: uri.isSet ? rewrittenPath(path, uri.text, route) : path,
    hostHeader: authority.isSet ? authority.text : hostHeader,
    notes,
  };
}

function rewrittenPath(path: string, to: string, route: Field): string {
  const prefixes = route.get('match').items.map((match) => match.get('uri', 'prefix').text);
  const prefix = prefixes
    .filter((one) => one !== '' && path.startsWith(one))
    .toSorted((one, other) => other.length - one.length)[0];
  return prefix === undefined ? to : to + path.slice(prefix.length);
}

function notesOf(route: Field): string[] {
  const mirrors = [route.get('mirror'), ...route.get('mirrors').items.map((item) => item.get('destination'))];
  const { text: timeout } = route.get('timeout');
  const attempts = route.get('retries', 'attempts');
  const [abort, delay] = [route.get('fault', 'abort'), route.get('fault', 'delay')];
  return [
    ...mirrors.filter(({ isSet }) => isSet).map((mirror) => `a copy goes to ${mirror.get('host').text}`),
    ...(timeout === '' ? [] : [`timeout ${timeout}`]),
    ...(attempts.isSet ? [`up to ${attempts.number} retries`] : []),
    ...(abort.isSet ? [`a fault is injected into ${percentOf(abort)} % of the requests`] : []),
    ...(delay.isSet ? [`${percentOf(delay)} % of the requests are delayed`] : []),
  ];
}
