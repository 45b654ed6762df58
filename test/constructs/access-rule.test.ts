import { AccessPolicy } from '../../lib/constructs/access-policy';
import type { AccessOperation, AccessRule, AccessSource } from '../../lib/constructs/access-rule';
import { ACCEPTED, refusal as refusalOf, refused as refusedBy, untyped } from './rendering';

function refusal(...rules: AccessRule[]): string {
  return refusalOf((chart) => {
    new AccessPolicy(chart, 'access', { name: 'shop', namespace: 'web', action: 'ALLOW', rules });
  });
}

function refused(...problems: string[]): string {
  return refusedBy('AccessPolicy chart/access', ...problems);
}

const from = (source: AccessSource) => refusal({ from: [source] });
const to = (operation: AccessOperation) => refusal({ to: [operation] });
const when = (key: string, ...values: string[]) => refusal({ when: [{ key, values }] });
const accounts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `a${index}`, namespace: 'web' }));

describe('a rule', () => {
  test('has a condition', () => {
    expect(refusal({ to: [{ ports: [80] }] }, {})).toBe(
      refused(
        "`rules[1]` {}: a rule without conditions matches every request. Name callers or operations; from: [{ principals: ['*'] }] means every caller of the mesh.",
      ),
    );
  });

  test('has no empty list', () => {
    expect(refusal({ from: [], to: [], when: [] })).toBe(
      refused(
        '`rules[0].from` []: Istio refuses an empty list. Leave it out.',
        '`rules[0].to` []: Istio refuses an empty list. Leave it out.',
        '`rules[0].when` []: Istio refuses an empty list. Leave it out.',
      ),
    );
  });

  test('has no empty condition, list or text', () => {
    const why =
      'an empty list would match everything, and Istio refuses empty texts. Give at least one value, or leave it out.';
    const rule: AccessRule = {
      from: [{}, { namespaces: [] }, { principals: ['*', ''] }, { serviceAccounts: [] }],
      to: [{}, { ports: [] }, { hosts: [''] }],
      when: [{ key: 'source.ip' }, { key: 'connection.sni', values: [''], notValues: [] }],
    };

    expect(refusal(rule)).toBe(
      refused(
        '`rules[0].from[0]` {}: has no condition, and Istio refuses that. Give at least one.',
        `\`rules[0].from[1].namespaces\` []: ${why}`,
        `\`rules[0].from[2].principals\` ["*",""]: ${why}`,
        `\`rules[0].from[3].serviceAccounts\` []: ${why}`,
        '`rules[0].to[0]` {}: has no condition, and Istio refuses that. Give at least one.',
        `\`rules[0].to[1].ports\` []: ${why}`,
        `\`rules[0].to[2].hosts\` [""]: ${why}`,
        '`rules[0].when[0]` {"key":"source.ip"}: has no condition, and Istio refuses that. Give at least one.',
        `\`rules[0].when[1].values\` [""]: ${why}`,
        `\`rules[0].when[1].notValues\` []: ${why}`,
      ),
    );
  });

  test('has no conditions that would vanish', () => {
    const rule = {
      form: [{ namespaces: ['web'] }],
      from: [{ namespaces: ['web'], principal: ['*'] }],
      to: [{ ports: [80], method: ['GET'] }],
      when: [{ key: 'connection.sni', values: ['a'], value: ['b'] }],
    };

    expect(refusal(untyped(rule))).toBe(
      refused(
        '`rules[0].from[0].principal` ["*"]: not known here, so it would have no effect. Use serviceAccounts, principals, notPrincipals, namespaces, notNamespaces, requestPrincipals, notRequestPrincipals, ipBlocks, notIpBlocks, remoteIpBlocks, notRemoteIpBlocks.',
        '`rules[0].to[0].method` ["GET"]: not known here, so it would have no effect. Use methods, notMethods, paths, notPaths, ports, notPorts, hosts, notHosts.',
        '`rules[0].when[0].value` ["b"]: not known here, so it would have no effect. Use key, values, notValues.',
        '`rules[0].form` [{"namespaces":["web"]}]: not known here, so it would have no effect. Use from, to, when.',
      ),
    );
  });

  test('is one of at most 512, and so are its sources', () => {
    const rule: AccessRule = { from: Array.from({ length: 512 }, () => ({ namespaces: ['web'] })) };
    const many: AccessRule = { from: Array.from({ length: 513 }, () => ({ namespaces: ['web'] })) };

    expect(refusal(...Array.from({ length: 512 }, () => rule))).toBe(ACCEPTED);
    expect(refusal(...Array.from({ length: 512 }, () => rule), many)).toBe(
      refused(
        '`rules` 513: the API server takes at most 512. Use several AccessPolicies.',
        '`rules[512].from` 513: the API server takes at most 512. Use several AccessPolicies.',
      ),
    );
  });
});

describe('service accounts', () => {
  test('at most 16 in one source', () => {
    expect(from({ serviceAccounts: accounts(16) })).toBe(ACCEPTED);
    expect(from({ serviceAccounts: accounts(17) })).toBe(
      refused(
        '`rules[0].from[0].serviceAccounts` 17: Istio takes at most 16 in one source. Use several sources; either may match.',
      ),
    );
  });

  test.each(['principals', 'notPrincipals', 'namespaces', 'notNamespaces'])('not together with %s', (other) => {
    expect(from(untyped({ serviceAccounts: accounts(1), [other]: ['*'] }))).toBe(
      refused(
        `\`rules[0].from[0]\` ["serviceAccounts","${other}"]: Istio refuses serviceAccounts together with principals or namespaces. Use two sources; either may match.`,
      ),
    );
  });

  test('have a namespace and a name', () => {
    const why =
      'not namespace and name of a ServiceAccount; wildcards are not possible here. Give both, or use principals with a wildcard.';
    const serviceAccounts = [
      { name: 'api' },
      { name: '*', namespace: 'web' },
      { name: 'api', namespace: '*' },
      { name: 'api', metadata: { namespace: undefined } },
    ];

    expect(from({ serviceAccounts })).toBe(
      refused(
        `\`rules[0].from[0].serviceAccounts[0]\` "/api": ${why}`,
        `\`rules[0].from[0].serviceAccounts[1]\` "web/*": ${why}`,
        `\`rules[0].from[0].serviceAccounts[2]\` "*/api": ${why}`,
        `\`rules[0].from[0].serviceAccounts[3]\` "/api": ${why}`,
      ),
    );
  });
});

const STAR =
  'a star means any text only as the first or the last character, and is a star elsewhere. Use it once, at one end.';

describe('principals', () => {
  test.each(['*', 'cluster.local/ns/web/sa/api', 'cluster.local/ns/web/*', '*/ns/web/sa/api'])(
    'takes %s',
    (principal) => {
      expect(from({ principals: [principal], notPrincipals: [principal] })).toBe(ACCEPTED);
    },
  );

  test.each(['cluster.local/ns/*/sa/api', '*/ns/web/*', '**'])('refuses %s', (principal) => {
    expect(from({ principals: ['*', principal], notPrincipals: [principal] })).toBe(
      refused(
        `\`rules[0].from[0].principals[1]\` "${principal}": ${STAR}`,
        `\`rules[0].from[0].notPrincipals[0]\` "${principal}": ${STAR}`,
      ),
    );
  });

  test('refuses URIs', () => {
    expect(from({ principals: ['spiffe://cluster.local/ns/web/sa/api'] })).toBe(
      refused(
        '`rules[0].from[0].principals[0]` "spiffe://cluster.local/ns/web/sa/api": principals are written without spiffe://, so it would match nobody. Leave that out.',
      ),
    );
  });
});

describe('addresses', () => {
  const NO_ADDRESS = 'neither an IP address nor one with a prefix length. Write for instance 203.0.113.0/24.';
  const good = ['203.0.113.1', '0.0.0.0/0', '203.0.113.1/32', '::/0', '2001:db8::/128', '::ffff:203.0.113.1'];
  const bad = [
    '203.0.113.0/33',
    '2001:db8::/129',
    '203.0.113.0/',
    '203.0.113.0/08',
    '203.0.113',
    'localhost',
    'fe80::1%eth0',
  ];

  test('takes IPv4 and IPv6, with and without prefix length', () => {
    expect(from({ ipBlocks: good, notIpBlocks: good, remoteIpBlocks: good, notRemoteIpBlocks: good })).toBe(ACCEPTED);
    expect(refusal({ when: [{ key: 'source.ip', values: good, notValues: good }] })).toBe(ACCEPTED);
  });

  test.each(bad)('refuses %s', (block) => {
    const blocks = [block];

    expect(from({ ipBlocks: blocks, notIpBlocks: blocks, remoteIpBlocks: blocks, notRemoteIpBlocks: blocks })).toBe(
      refused(
        `\`rules[0].from[0].ipBlocks[0]\` "${block}": ${NO_ADDRESS}`,
        `\`rules[0].from[0].notIpBlocks[0]\` "${block}": ${NO_ADDRESS}`,
        `\`rules[0].from[0].remoteIpBlocks[0]\` "${block}": ${NO_ADDRESS}`,
        `\`rules[0].from[0].notRemoteIpBlocks[0]\` "${block}": ${NO_ADDRESS}`,
      ),
    );
  });

  test.each(['source.ip', 'remote.ip', 'destination.ip'])('are the values of %s', (key) => {
    expect(refusal({ when: [{ key, values: ['10.0.0.1', 'a'], notValues: ['b'] }] })).toBe(
      refused(
        `\`rules[0].when[0].values[1]\` "a": ${NO_ADDRESS}`,
        `\`rules[0].when[0].notValues[0]\` "b": ${NO_ADDRESS}`,
      ),
    );
  });
});

describe('operations', () => {
  test('methods are in upper case', () => {
    expect(to(untyped({ methods: ['GET', 'get'], notMethods: ['Post'] }))).toBe(
      refused(
        '`rules[0].to[0].methods[1]` "get": is none of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, CONNECT, TRACE. Use one of these.',
        '`rules[0].to[0].notMethods[0]` "Post": is none of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, CONNECT, TRACE. Use one of these.',
      ),
    );
  });

  test('ports are those of pods', () => {
    expect(to({ ports: [0, 65536], notPorts: [80.5] })).toBe(
      refused(
        '`rules[0].to[0].ports[0]` 0: not a port. Use a whole number from 1 to 65535.',
        '`rules[0].to[0].ports[1]` 65536: not a port. Use a whole number from 1 to 65535.',
        '`rules[0].to[0].notPorts[0]` 80.5: not a port. Use a whole number from 1 to 65535.',
      ),
    );
  });

  test('hosts have a star at one end only', () => {
    expect(to({ hosts: ['*', '*.example.com', 'shop.example.com:*'] })).toBe(ACCEPTED);
    expect(to({ hosts: ['shop.*.com'], notHosts: ['*.example.com:*'] })).toBe(
      refused(
        `\`rules[0].to[0].hosts[0]\` "shop.*.com": ${STAR}`,
        `\`rules[0].to[0].notHosts[0]\` "*.example.com:*": ${STAR}`,
      ),
    );
  });
});

describe('paths', () => {
  test.each([
    '/',
    '*',
    '/info',
    '/info*',
    '/info/*',
    '*/info',
    '/shop.Catalog/Get',
    '/{*}',
    '/{**}',
    '/shops/{*}/items/{**}',
    '/shops/{*}/items/',
    '/{**}/index.html',
    "/a-b_c.~!$&'()+,;:@=%20/{*}",
  ])('takes %s', (path) => {
    expect(to({ paths: [path], notPaths: [path] })).toBe(ACCEPTED);
  });

  const NO_PATH =
    'paths begin with a slash and have no query, so it would match nothing. Write for instance /info or /info*.';
  const TEMPLATE =
    'Istio takes {*} and {**} only as whole segments, {**} as the last of them, and no other braces or stars beside them. Write for instance /shops/{*}/items/{**}.';

  test.each([
    ['info', NO_PATH],
    ['https://shop.example.com/info', NO_PATH],
    ['/info?page=1', NO_PATH],
    ['/info#top', NO_PATH],
    ['/shops/*/items', STAR],
    ['*info*', STAR],
    ['/info**', STAR],
    ['/shops/{id}', TEMPLATE],
    ['/shops/{*}.html', TEMPLATE],
    ['/shops/a{**}', TEMPLATE],
    ['/{**}/items/{*}', TEMPLATE],
    ['/{**}/{**}', TEMPLATE],
    ['/{*}/items*', TEMPLATE],
    ['/{*}//items', TEMPLATE],
    ['/{*}/ä', TEMPLATE],
    ['/{', TEMPLATE],
    ['/}', TEMPLATE],
  ])('refuses %s', (path, problem) => {
    expect(to({ paths: [path], notPaths: ['/', path] })).toBe(
      refused(
        `\`rules[0].to[0].paths[0]\` "${path}": ${problem}`,
        `\`rules[0].to[0].notPaths[1]\` "${path}": ${problem}`,
      ),
    );
  });
});

describe('attributes', () => {
  test.each([
    'source.namespace',
    'source.serviceAccount',
    'source.principal',
    'source.trustDomain',
    'request.auth.principal',
    'request.auth.audiences',
    'request.auth.presenter',
    'request.auth.claims[groups]',
    'request.auth.claims[realm_access][roles]',
    'request.headers[x-team]',
    'connection.sni',
    'experimental.envoy.filters.network.mysql_proxy[db.table]',
  ])('takes %s', (key) => {
    expect(when(key, 'any*thing')).toBe(ACCEPTED);
  });

  test.each([
    'destination.namespace',
    'destination.labels[app]',
    'destination.name',
    'destination.user',
    'request.headers',
    'request.headers[]',
    'request.auth.claims',
    'request.auth.claims[]',
    'request.auth.claims[groups',
    'source.ips',
    'Source.ip',
    'experimental.envoy.filters[a]',
    '',
  ])('refuses %j', (key) => {
    expect(when(key, 'x')).toBe(
      refused(
        `\`rules[0].when[0].key\` "${key}": not an attribute that Istio knows. Use for instance source.ip, connection.sni, request.headers[x-team] or request.auth.claims[groups].`,
      ),
    );
  });

  test('ports as texts', () => {
    expect(when('destination.port', '1', '443', '65535')).toBe(ACCEPTED);
    expect(when('destination.port', '0', '65536', '080', 'https')).toBe(
      refused(
        '`rules[0].when[0].values[0]` "0": not a port. Use a whole number from 1 to 65535.',
        '`rules[0].when[0].values[1]` "65536": not a port. Use a whole number from 1 to 65535.',
        '`rules[0].when[0].values[2]` "080": not a port. Use a whole number from 1 to 65535.',
        '`rules[0].when[0].values[3]` "https": not a port. Use a whole number from 1 to 65535.',
      ),
    );
  });
});
