import type { Field } from '../manifest/field';
import { fullHost } from '../traffic/hosts';
import { type RouteVariant, settingOf } from '../traffic/http-routes';
import { notFound, redirected } from './ends';
import { headersAfter, hostIn } from './header-operations';
import { authorityOf, decidersOf } from './http-route';
import { redirectTarget } from './redirect';
import type { Client, End } from './request';
import { notesOf, percentOf } from './route-notes';
import type { RouteStep, RouteTarget } from './step';
import { weighted } from './weights';

/**
 * What a route does with the request that it has taken: an end, or destinations.
 * @param namespace of the VirtualService with the route
 */
export function actOn(route: RouteVariant, client: Client, namespace: string, listenPort: number): RouteStep {
  const end = abortOf(route) ?? redirectOf(route, client, listenPort) ?? responseOf(route);
  if (end !== undefined) return { end, targets: [] };
  const targets = targetsOf(route, client, namespace, listenPort);
  if (targets.length > 0) return { end: undefined, targets };
  return { end: notFound('the route names no destination', decidersOf(route)), targets };
}

function redirectOf(route: RouteVariant, client: Client, listenPort: number): End | undefined {
  const redirect = route.field.get('redirect');
  if (!redirect.isSet) return undefined;
  const status = redirect.get('redirectCode').number || 301;
  return redirected(status, redirectTarget(redirect, client, listenPort), decidersOf(route));
}

function responseOf(route: RouteVariant): End | undefined {
  const response = settingOf(route, 'directResponse');
  if (!response.isSet) return undefined;
  const status = response.get('status').number;
  const why = `${status}: the proxy answers by itself`;
  return { arrives: false, failure: null, status, why, decidedBy: decidersOf(route) };
}

/** Only a fault that hits every request ends them; one without a status is none. */
function abortOf(route: RouteVariant): End | undefined {
  const abort = settingOf(route, 'fault').get('abort');
  const [http, grpc] = [abort.get('httpStatus'), abort.get('grpcStatus')];
  if (percentOf(abort) < 100 || !(http.isSet || grpc.isSet)) return undefined;
  const status = http.isSet ? http.number : null;
  const why = `${status ?? `gRPC ${grpc.text}`}: a fault is injected into every request`;
  return { arrives: false, failure: null, status, why, decidedBy: decidersOf(route) };
}

function targetsOf(route: RouteVariant, client: Client, namespace: string, listenPort: number): RouteTarget[] {
  const rewrite = settingOf(route, 'rewrite');
  const own = settingOf(route, 'headers').get('request');
  const notes = [...rewriteNotes(rewrite), ...notesOf(route)];
  return weighted(route.field.get('route').items).map(({ item, weight }) => {
    const destination = item.get('destination');
    const port = destination.get('port', 'number');
    const operations = [own, item.get('headers', 'request')];
    return {
      host: fullHost(destination.get('host').text, namespace),
      port: port.isSet ? port.number : undefined,
      listenPort,
      subset: destination.get('subset').text,
      weight,
      decidedBy: [...decidersOf(route), { manifest: route.vs, path: destination.path }],
      path: rewrittenPath(rewrite, route, client.path),
      authority: rewrite.get('authority').text || hostIn(operations) || authorityOf(client),
      headers: headersAfter(operations, client.headers),
      notes,
    };
  });
}

function rewriteNotes(rewrite: Field): string[] {
  const [uri, authority, regex] = [rewrite.get('uri'), rewrite.get('authority'), rewrite.get('uriRegexRewrite')];
  if (regex.isSet) return [`path rewritten by the regex ${regex.get('match').text}`, ...hostNote(authority)];
  return [...(uri.text === '' ? [] : [`path rewritten to ${uri.text}`]), ...hostNote(authority)];
}

function hostNote({ text }: Field): string[] {
  return text === '' ? [] : [`host rewritten to ${text}`];
}

/** What the match has found of the path is replaced, which is all of it but for prefixes. */
function rewrittenPath(rewrite: Field, { matches }: RouteVariant, path: string): string | undefined {
  const to = rewrite.get('uri').text;
  if (rewrite.get('uriRegexRewrite').isSet) return undefined;
  if (to === '') return path;
  const uri = matches.map(({ field }) => field.get('uri')).findLast(({ isSet }) => isSet);
  if (uri === undefined) return to + path.slice(1);
  return uri.get('exact').isSet || uri.get('regex').isSet ? to : to + path.slice(uri.get('prefix').text.length);
}
