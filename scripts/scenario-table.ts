import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog } from '../lib/manifest/catalog';
import { parse } from '../lib/manifest/parse';
import { publicRequests } from '../lib/trace/public-requests';
import { arrives, type Protection, type TracedRequest } from '../lib/trace/request';
import { trace } from '../lib/trace/trace';
import { Mesh } from '../lib/traffic/mesh';

const WORDS: Readonly<Record<Protection, string>> = {
  plaintext: '**plaintext**',
  tls: 'TLS',
  'mutual-tls': 'mutual TLS',
  either: 'mutual TLS, not enforced',
  unknown: 'unknown',
};

/** The README with the last cell of each scenario's row as requests to `dist/` are traced. */
export function withWays(readme: string, root: string): string {
  return readme.replace(/^\|.*\| `([\w-]+)` +\|.*\|$/gm, (line, scenario: string) => {
    const cells = line.split('|').slice(1, -1);
    const way = waysOf(root, scenario);
    const width = cells.at(-1)?.length ?? 0;
    return `|${[...cells.slice(0, -1), ` ${way}`.padEnd(width)].join('|')}|`;
  });
}

/** What protects the requests from outside that arrive, hop by hop; each way once. */
function waysOf(root: string, scenario: string): string {
  const objects = objectsIn(join(root, 'dist', scenario, `${scenario}.k8s.yaml`));
  const mesh = new Mesh(new Catalog(objects, { context: objectsIn(join(root, 'platform.yaml')) }));
  const requests = publicRequests(mesh).flatMap((client) => trace(mesh, client));
  const ways = new Set(requests.filter((request) => arrives(request) !== false).map(wayOf));
  return ways.size === 0 ? 'no requests from outside' : [...ways].join('; or ');
}

function wayOf({ hops }: TracedRequest): string {
  return hops.map(({ protection, to }) => `${WORDS[protection]} to the ${to.split(' ')[0]}`).join(', ');
}

function objectsIn(file: string) {
  return parse(file, readFileSync(file)).objects;
}
