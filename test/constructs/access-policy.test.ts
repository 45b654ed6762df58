import { ServiceAccount } from 'cdk8s-plus-27';
import { AccessPolicy, type AccessPolicyProps } from '../../lib/constructs/access-policy';
import { refusal as refusalOf, refused as refusedBy, render, untyped } from './rendering';

const shop = { name: 'shop', namespace: 'web' };

function refusal(props: AccessPolicyProps): string {
  return refusalOf((chart) => new AccessPolicy(chart, 'access', props));
}

function refused(...problems: string[]): string {
  return refusedBy('AccessPolicy chart/access', ...problems);
}

function objects(props: AccessPolicyProps): unknown[] {
  return render((chart) => new AccessPolicy(chart, 'access', props));
}

function policy(spec: object) {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { ...shop, annotations: { 'argocd.argoproj.io/sync-wave': '-8' } },
    spec,
  };
}

test('nobody: an ALLOW policy without rules', () => {
  expect(objects({ ...shop, action: 'NOBODY' })).toEqual([policy({ action: 'ALLOW' })]);
  expect(objects({ ...shop, action: 'NOBODY', labels: { app: 'shop', tier: 'web' } })).toEqual([
    policy({ selector: { matchLabels: { app: 'shop', tier: 'web' } }, action: 'ALLOW' }),
  ]);
});

test.each(['ALLOW', 'DENY'] as const)('%s with rules', (action) => {
  const rules = [{ from: [{ namespaces: ['web'] }] }, { to: [{ methods: ['GET' as const] }] }];

  expect(objects({ ...shop, action, labels: { app: 'shop' }, rules })).toEqual([
    policy({
      selector: { matchLabels: { app: 'shop' } },
      action,
      rules: [{ from: [{ source: { namespaces: ['web'] } }] }, { to: [{ operation: { methods: ['GET'] } }] }],
    }),
  ]);
});

test('service accounts by name, by shape, and of cdk8s-plus', () => {
  const rendered = render((chart) => {
    const account = new ServiceAccount(chart, 'account', { metadata: { name: 'plus', namespace: 'apps' } });
    new AccessPolicy(chart, 'access', {
      ...shop,
      action: 'ALLOW',
      rules: [
        {
          from: [
            {
              serviceAccounts: [
                { name: 'web-api', namespace: 'web' },
                { name: 'web-app', metadata: { namespace: 'web' } },
                { name: 'both', namespace: 'web', metadata: { namespace: 'other' } },
                account,
              ],
            },
          ],
        },
      ],
    });
  });

  expect(rendered.slice(1)).toEqual([
    policy({
      action: 'ALLOW',
      rules: [{ from: [{ source: { serviceAccounts: ['web/web-api', 'web/web-app', 'web/both', 'apps/plus'] } }] }],
    }),
  ]);
});

test('every condition', () => {
  const from = [
    {
      principals: ['cluster.local/ns/web/sa/web-api', '*/sa/admin', 'cluster.local/*', '*'],
      notPrincipals: ['cluster.local/ns/web/sa/guest'],
      namespaces: ['web'],
      notNamespaces: ['guests'],
      requestPrincipals: ['https://issuer.example.com/subject'],
      notRequestPrincipals: ['*'],
      ipBlocks: ['203.0.113.0/24'],
      notIpBlocks: ['203.0.113.7'],
      remoteIpBlocks: ['2001:db8::/32'],
      notRemoteIpBlocks: ['2001:db8::7'],
    },
    {
      serviceAccounts: [{ name: 'web-api', namespace: 'web' }],
      requestPrincipals: ['*'],
      notRequestPrincipals: ['https://issuer.example.com/guest'],
      ipBlocks: ['10.0.0.0/8'],
      notIpBlocks: ['10.0.0.1'],
      remoteIpBlocks: ['0.0.0.0/0'],
      notRemoteIpBlocks: ['198.51.100.1/32'],
    },
  ];
  const to = [
    {
      methods: ['GET' as const, 'HEAD' as const],
      notMethods: ['TRACE' as const],
      paths: ['/info', '/info*', '*.html', '*', '/shops/{*}/items/{**}'],
      notPaths: ['/admin*'],
      ports: [8080, 1, 65535],
      notPorts: [9090],
      hosts: ['shop.example.com', 'shop.example.com:*', '*.example.com'],
      notHosts: ['admin.example.com'],
    },
  ];
  const when = [
    { key: 'request.auth.claims[groups]', values: ['staff'], notValues: ['guests'] },
    { key: 'source.ip', notValues: ['203.0.113.9'] },
  ];
  const [, second] = from;

  expect(objects({ ...shop, action: 'ALLOW', rules: [{ from, to, when }] })).toEqual([
    policy({
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: from[0] }, { source: { ...second, serviceAccounts: ['web/web-api'] } }],
          to: [{ operation: { ...to[0], ports: ['8080', '1', '65535'], notPorts: ['9090'] } }],
          when,
        },
      ],
    }),
  ]);
});

test('what is undefined is left out', () => {
  const rules = [
    {
      from: [{ namespaces: ['web'], principals: undefined }],
      to: undefined,
      when: [{ key: 'connection.sni', values: ['a.example.com'], notValues: undefined }],
    },
    { to: [{ ports: [80], methods: undefined, notPorts: undefined }] },
  ];

  expect(objects({ ...shop, action: 'DENY', rules })).toEqual([
    policy({
      action: 'DENY',
      rules: [
        {
          from: [{ source: { namespaces: ['web'] } }],
          when: [{ key: 'connection.sni', values: ['a.example.com'] }],
        },
        { to: [{ operation: { ports: ['80'] } }] },
      ],
    }),
  ]);
});

test('refuses what cannot be, all of it at once', () => {
  expect(
    refusal({ action: 'ALLOW', name: 'Shop', namespace: 'web.shop', labels: { app: '*', '': 'x' }, rules: [] }),
  ).toBe(
    refused(
      '`name` "Shop": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
      '`namespace` "web.shop": not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
      '`labels["app"]` "*": selectors compare labels as they are, and Istio refuses wildcards and empty keys. Write the whole key and value.',
      '`labels[""]` "x": selectors compare labels as they are, and Istio refuses wildcards and empty keys. Write the whole key and value.',
      "`rules` []: ALLOW without rules refuses everybody and DENY without rules is refused itself. Say action: 'NOBODY' if that is meant, else give a rule.",
    ),
  );
});

test('refuses a selector without labels', () => {
  expect(refusal({ ...shop, action: 'NOBODY', labels: {} })).toBe(
    refused(
      '`labels` {}: no label: would select every pod of the namespace, or of the mesh. Name at least one label that only the pods meant carry.',
    ),
  );
});

test('an action that it does not know is not taken for ALLOW', () => {
  expect(refusal(untyped({ ...shop, action: 'Deny', rules: [] }))).toBe(
    refused('`action` "Deny": is none of ALLOW, DENY, NOBODY. Use one of these.'),
  );
});
