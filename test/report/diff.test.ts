import { diffJson } from '../../lib/report/diff-json';
import { diffMarkdown } from '../../lib/report/diff-markdown';
import { diffText } from '../../lib/report/diff-text';
import { ALL, diffed, untraced } from './diffed';

const plain = { isTerminal: false };

describe('text', () => {
  test('what differs in its path alone is told once', () => {
    expect(diffText({ changes: ALL, untraced: [] }, plain)).toBe(`weaker: shop.example.com/, /api
  client → gateway istio-system/istio-ingressgateway
  mutual-tls → tls
  mode was MUTUAL, is SIMPLE.
    was shop.yaml:7  Gateway shop/public  spec.servers[0].tls.mode
    is  shop.yaml:14  VirtualService shop/web  spec.http[0]

added: b [b.yaml]
  client → gateway istio-system/istio-ingressgateway
  refused → arrives
  new. It is there.
    was shop.yaml:7  Gateway shop/public  spec.servers[0].tls.mode
    is  shop.yaml:14  VirtualService shop/web  spec.http[0]

2 changes: 1 weaker, 1 added.
`);
  });

  test('of many paths some are named', () => {
    const changes = ['/', '/a', '/b', '/c', '/d'].map((path) => diffed({ path }));

    expect(diffText({ changes, untraced: [] }, plain)).toContain(
      'weaker: shop.example.com/, /a, /b and 2 more paths\n',
    );
  });

  test('in colours', () => {
    expect(diffText({ changes: ALL, untraced: [] }, { isTerminal: true })).toContain('\u001b[31mweaker\u001b[0m: shop');
  });

  test('nothing, and what was not compared', () => {
    expect(diffText({ changes: [], untraced: [] }, plain)).toBe(
      'No request takes another way, and none is protected otherwise.\n',
    );
    expect(diffText({ changes: [], untraced }, plain)).toContain(
      'Not compared:\n  shop.yaml:14  VirtualService shop/web asks for what no value comes to mind for (spec.http[0])\n',
    );
  });

  test('input cannot steer a terminal', () => {
    const odd = '\u001b[2J';

    expect(
      diffText({ changes: [diffed({ host: odd, hop: odd, was: odd, is: odd, why: odd })], untraced: [] }, plain),
    ).not.toContain('\u001b');
  });
});

const place = (kind: string, name: string, path: string, line: number) => ({
  resource: { apiVersion: 'networking.istio.io/v1', kind, namespace: 'shop', name },
  path,
  file: 'shop.yaml',
  line,
});

test('JSON has each path, and where the deciding fields are', () => {
  const { changes, ...rest } = JSON.parse(diffJson({ changes: ALL, untraced }));
  expect(changes).toHaveLength(3);
  expect(JSON.stringify(Object.keys(changes[2]))).toBe(
    '["host","path","hop","was","is","direction","why","decidedBy","alternatives"]',
  );
  expect(changes[1]).toEqual({
    host: 'shop.example.com',
    path: '/api',
    hop: 'client → gateway istio-system/istio-ingressgateway',
    was: 'mutual-tls',
    is: 'tls',
    direction: 'weaker',
    why: 'mode was MUTUAL, is SIMPLE',
    decidedBy: {
      was: [place('Gateway', 'public', 'spec.servers[0].tls.mode', 7)],
      is: [place('VirtualService', 'web', 'spec.http[0]', 14)],
    },
  });
  expect(rest).toEqual({
    untraced: [
      { ...place('VirtualService', 'web', 'spec.http[0]', 14), why: 'asks for what no value comes to mind for' },
    ],
  });
});

describe('Markdown', () => {
  test('a table', () => {
    expect(diffMarkdown({ changes: ALL, untraced })).toBe(`2 changes: 1 weaker, 1 added.

| | Host and path | Hop | Before | Now | Why |
| --- | --- | --- | --- | --- | --- |
| **weaker** | shop.example.com/, /api | client → gateway istio-system/istio-ingressgateway | mutual-tls | tls | mode was MUTUAL, is SIMPLE. |
| added | b &#91;b.yaml&#93; | client → gateway istio-system/istio-ingressgateway | refused | arrives | new. It is there. |

Not compared:

- VirtualService shop/web asks for what no value comes to mind for.
`);
  });

  test('nothing', () => {
    expect(diffMarkdown({ changes: [], untraced: [] })).toBe(
      'No request takes another way, and none is protected otherwise.\n',
    );
  });

  test('input is no markup, and calls nobody', () => {
    const why = '|a| <b> [c](d) @team #1 `e` *f* _g_ ~h~ \\ !i &amp;';

    expect(diffMarkdown({ changes: [diffed({ why })], untraced: [] })).not.toMatch(
      /\|a\||<b>|\[c\]|@team|#1 |`e`|\*f|_g|~h|\\|!i|&amp;/,
    );
  });
});
