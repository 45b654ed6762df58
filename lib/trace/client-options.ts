import { ipVersion } from '../manifest/ip-version';
import type { Client, NamedObject } from './request';
import { defaultPort } from './url';

/** How a request is made, as options of a command line say it. */
export interface RequestOptions {
  readonly method?: string;
  /** Each `Name: value`. */
  readonly header?: readonly string[];
  /** `NAMESPACE/SECRET`. */
  readonly clientCert?: string;
  /** False: the client sends none. Default: the URL's host. */
  readonly sni?: string | false;
  readonly host?: string;
  /** `NAMESPACE/WORKLOAD`. */
  readonly from?: string;
  /** `KIND/NAMESPACE/NAME`. */
  readonly entry?: string;
}

/** The request, unless there are problems; each is a sentence. */
export interface ClientReading {
  readonly client: Client | undefined;
  readonly problems: readonly string[];
}

export function readClient(text: string, options: RequestOptions): ClientReading {
  const problems: string[] = [];
  const url = urlIn(text, problems);
  const scheme: Client['scheme'] = url?.protocol === 'http:' ? 'http' : 'https';
  const host = nameIn(url?.hostname ?? '');
  const { given, headers } = readHeaders(options.header ?? [], problems);
  if (options.host !== undefined && given !== undefined) problems.push('`--host` and `--header Host` say the same.');
  if (options.from !== undefined && options.entry !== undefined) {
    problems.push('`--from` is for calls inside the mesh and `--entry` for requests from outside: give one of them.');
  }
  if (scheme === 'http' && url !== undefined) refuseTlsOptions(options, problems);
  const certificate = readName('--client-cert', 'NAMESPACE/SECRET', options.clientCert, problems);
  const from = readName('--from', 'NAMESPACE/WORKLOAD', options.from, problems);
  const entry = readEntry(options.entry, problems);
  const method = readMethod(options.method, problems);
  const hostHeader = readHost('--host', options.host ?? given, problems) ?? host;
  const sni = options.sni === false ? undefined : (readHost('--sni', options.sni, problems) ?? defaultSni(host));
  if (url === undefined || problems.length > 0) return { client: undefined, problems };
  const { port, pathname: path, search } = url;
  const number = port === '' ? defaultPort(scheme) : Number(port);
  const place = { scheme, host, port: number, path, query: search.slice(1) };
  return { client: { ...place, method, headers, hostHeader, sni, certificate, from, entry }, problems };
}

function urlIn(text: string, problems: string[]): URL | undefined {
  if (!URL.canParse(text)) {
    problems.push(`${JSON.stringify(text)} is not a URL such as https://shop.example.com/api.`);
    return undefined;
  }
  const url = new URL(text);
  if (url.username === '' && url.password === '') return url;
  problems.push('The URL has a user name or a password in it: give `--header "Authorization: ..."` instead.');
  return undefined;
}

/** Addresses of version 6 stand in brackets where a port could follow. */
function nameIn(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

/** TLS has no names for addresses. */
function defaultSni(host: string): string | undefined {
  return ipVersion(host) === 0 ? host.replace(/\.$/, '') : undefined;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function readMethod(method: string | undefined, problems: string[]): string {
  if (method === undefined) return 'GET';
  if (!TOKEN.test(method)) problems.push(`\`--method\` ${JSON.stringify(method)} is not a method such as POST.`);
  return method.toUpperCase();
}

/** By their names in lower case; `Host` apart. Of several with one name, the values are one list. */
function readHeaders(texts: readonly string[], problems: string[]) {
  const headers = new Map<string, string>();
  for (const text of texts) {
    const colon = text.indexOf(':');
    const name = text.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = text.slice(colon + 1).trim();
    if (!TOKEN.test(name)) {
      problems.push(`\`--header\` ${JSON.stringify(text)} is not of the form "Name: value".`);
    } else {
      const before = headers.get(name);
      headers.set(name, before === undefined ? value : `${before},${value}`);
    }
  }
  const given = headers.get('host');
  headers.delete('host');
  return { given, headers: Object.fromEntries(headers) };
}

/** A host without the port that it may have; undefined where none is given. */
function readHost(option: string, text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined) return undefined;
  const host = nameIn(text.replace(/(?<=^[^:]*|\]):\d+$/, '').toLowerCase());
  if (host === '' || /[\s/]/.test(host)) {
    problems.push(`\`${option}\` ${JSON.stringify(text)} is not a host such as shop.example.com.`);
  }
  return host;
}

function refuseTlsOptions({ sni, clientCert }: RequestOptions, problems: string[]): void {
  const given = [
    ...(sni === undefined ? [] : [sni === false ? '`--no-sni`' : '`--sni`']),
    ...(clientCert === undefined ? [] : ['`--client-cert`']),
  ];
  for (const option of given) problems.push(`${option} is about TLS, and the URL begins with http://.`);
}

function readName(option: string, form: string, text: string | undefined, problems: string[]): NamedObject | undefined {
  if (text === undefined) return undefined;
  const [namespace, name, ...more] = text.split('/');
  if (namespace && name && more.length === 0) return { namespace, name };
  problems.push(`\`${option}\` ${JSON.stringify(text)} is not of the form ${form}.`);
  return undefined;
}

function readEntry(text: string | undefined, problems: string[]): Client['entry'] {
  if (text === undefined) return undefined;
  const [kind, namespace, name, ...more] = text.split('/');
  if (kind && namespace && name && more.length === 0) return { kind, namespace, name };
  const example = 'such as Service/istio-system/istio-ingressgateway';
  problems.push(`\`--entry\` ${JSON.stringify(text)} is not of the form KIND/NAMESPACE/NAME, ${example}.`);
  return undefined;
}
