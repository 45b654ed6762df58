import { readClient, type RequestOptions } from '../trace/client-options';
import type { Client } from '../trace/request';
import { Failure } from '../failure';

export interface TraceArguments {
  readonly paths: readonly string[];
  /** The request of the URL; undefined where none is given. */
  readonly client: Client | undefined;
}

const URL_START = /^https?:\/\//i;

/** What only makes sense with a URL, and how it is written. */
const OF_ONE_REQUEST: Readonly<Record<keyof RequestOptions, string>> = {
  method: '--method',
  header: '--header',
  clientCert: '--client-cert',
  sni: '--sni',
  host: '--host',
  from: '--from',
  entry: '--entry',
};

/**
 * @param args paths, and last the URL where there is one
 * @throws Failure with exit code 2, and all that is wrong
 */
export function readTraceArguments(args: readonly string[], options: RequestOptions): TraceArguments {
  const last = args.at(-1) ?? '';
  const url = URL_START.test(last) ? last : undefined;
  const paths = url === undefined ? args : args.slice(0, -1);
  const { client, problems } = url === undefined ? { client: undefined, problems: [] } : readClient(url, options);
  const all = [
    ...paths
      .filter((path) => URL_START.test(path))
      .map((path) => `${path}: there is one URL at most, and it comes last.`),
    ...(paths.length === 0
      ? ['Name the files or folders with Kubernetes manifests before the URL, or - for stdin.']
      : []),
    ...(url === undefined ? withoutUrl(options) : problems),
  ];
  if (all.length > 0) throw new Failure(2, all.join('\n'));
  return { paths, client };
}

function withoutUrl(options: RequestOptions): string[] {
  const given = Object.entries(OF_ONE_REQUEST).flatMap(([key, option]) => {
    const value: unknown = Reflect.get(options, key);
    if (value === undefined) return [];
    return value === false ? '--no-sni' : option;
  });
  return given.map((option) => `\`${option}\` is for one request: name its URL, as the last argument.`);
}
