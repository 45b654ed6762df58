import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog } from '../../lib/manifest/catalog';
import { fromObject } from '../../lib/manifest/from-object';
import { readClient } from '../../lib/trace/client-options';
import { publicRequests } from '../../lib/trace/public-requests';
import { arrives, type Hop, isEncrypted, type TracedRequest } from '../../lib/trace/request';
import { trace } from '../../lib/trace/trace';
import { urlOf } from '../../lib/trace/url';
import { isUnprotected } from '../../lib/trace/verdict';
import { Mesh } from '../../lib/traffic/mesh';
import { meshConfigIn } from '../../lib/traffic/mesh-config';
import type { Traced } from './expected-trace';
import { FURTHER } from './further-context';
import { OUTPUTS } from './outputs';
import { objectsIn, ROOT } from './rendering';
import { EXPECTATIONS } from './trace-expectations';

const read = (path: string) => objectsIn(readFileSync(path, 'utf8'));
const PLATFORM = read(join(ROOT, 'platform.yaml'));
const SECOND_PLATFORM = read(join(__dirname, 'second-platform.yaml'));

function meshFor(name: string): Mesh {
  const output = OUTPUTS.find((each) => each.name === name);
  const platform = name.endsWith('second settings') ? SECOND_PLATFORM : PLATFORM;
  const objects = (output?.objects ?? []).map((object) => fromObject(object));
  const context = [...platform, ...objectsIn(FURTHER[name] ?? '')].map((object) => fromObject(object));
  return new Mesh(new Catalog(objects, { context }), meshConfigIn([...objects, ...context]));
}

/** Each hop as `FROM -> TO: PROTECTION`, the sender left out where it is the receiver before; then the verdict. */
function way(request: TracedRequest): string[] {
  return [...request.hops.map(hop), verdict(request)];
}

function verdict(request: TracedRequest): string {
  const { failure, status } = request.end ?? {};
  if (arrives(request) === false) return [failure, status].filter((part) => part !== null).join(' ');
  if (arrives(request) === undefined) return 'could not tell';
  const isSecure = isEncrypted(request);
  return isSecure === undefined ? 'not enforced' : isSecure ? 'encrypted' : 'plaintext';
}

function hop({ from, to, protection }: Hop, index: number): string {
  return `${index === 0 ? `${from} ` : ''}-> ${to}: ${protection}`;
}

describe.each(Object.entries(EXPECTATIONS))('%s', (scenario, { sample, variants }) => {
  describe.each([['sample settings', sample], ...Object.entries(variants)] as const)('%s', (settings, traced) => {
    const mesh = meshFor(`${scenario}: ${settings}`);

    test.each(traced.map((each): readonly [string, Traced] => [`${each[0]} ${JSON.stringify(each[1])}`, each]))(
      '%s',
      (_, [url, options, ...ways]) => {
        const { client, problems } = readClient(url, options);
        expect(problems).toEqual([]);
        expect(client === undefined ? [] : trace(mesh, client).map(way)).toEqual(ways);
      },
    );
  });
});

const SHOP = 'http://hipstershop.203.0.113.10.sslip.io';
const HTTPBIN = 'http://httpbin.mycluster.us-south.containers.appdomain.cloud/status';

/** All public requests that are not certainly encrypted or stopped, and why that is meant. */
const UNPROTECTED: Readonly<Record<string, readonly string[]>> = {
  // The document's first stage, and its port 80 as it was.
  'hipstershop-http: sample settings': [`${SHOP}/ plaintext`, `${SHOP}/api plaintext`],
  'hipstershop-http: images of its own': [`${SHOP}/ plaintext`, `${SHOP}/api plaintext`],
  'hipstershop-http: second settings': [
    'http://boutique.example.org/ plaintext',
    'http://boutique.example.org/api plaintext',
  ],
  'hipstershop-https: port 80 serves the shop': [`${SHOP}/ plaintext`, `${SHOP}/api plaintext`],
  'foocorp: plaintext accepted': [
    'https://frontend.foocorp.com/ not enforced',
    'https://inventory.foocorp.com/ not enforced',
  ],
  // Its IngressClass names a controller that is none of those that are known.
  "httpbin-alb: IBM's former ALB": [`${HTTPBIN} could not tell`, `${HTTPBIN.replace('http', 'https')} could not tell`],
};

test.each(OUTPUTS)('$name: what is public is encrypted', ({ name }) => {
  const mesh = meshFor(name);
  const unprotected = publicRequests(mesh)
    .flatMap((client) => trace(mesh, client))
    .filter(isUnprotected)
    .map((request) => `${urlOf(request.client)} ${verdict(request)}`);
  expect(unprotected).toEqual(UNPROTECTED[name] ?? []);
});
