import { testRule } from './rule-tester';
import { httpRoutes, ROUTE, virtualService } from './virtual-services';

testRule('virtual-service-unreachable-route', 'warning', {
  valid: [
    httpRoutes('match: [{uri: {prefix: /a}}]', ''),
    httpRoutes('match: [{uri: {prefix: /a}}]', 'match: [{uri: {prefix: /a}}, {uri: {prefix: /b}}]'),
    httpRoutes('match: [{uri: {exact: /a}, port: 80}]', 'match: [{uri: {exact: /a}}]'),
    httpRoutes('match: [null, {uri: {exact: /a}, authority: {}}]', 'match: [{uri: {exact: /a}}]'),
    httpRoutes('match: [{uri: {}}]', 'match: [{}]'),
    httpRoutes(''),
    virtualService('{hosts: [shop], http: [null]}'),
    virtualService(`{hosts: [shop], http: [{${ROUTE}}], tcp: [{${ROUTE}}]}`),
    virtualService(
      `{hosts: [shop], tls: [{match: [], ${ROUTE}}, {match: [{sniHosts: [shop]}], ${ROUTE}}, {match: [], ${ROUTE}}]}`,
    ),
    virtualService(
      `{hosts: [shop], tls: [{match: [{sniHosts: [shop]}], ${ROUTE}}], tcp: [{match: [{port: 1}], ${ROUTE}}, {match: [{port: 2}], ${ROUTE}}]}`,
    ),
  ],
  invalid: [
    {
      object: httpRoutes('', ''),
      violations: [
        {
          path: 'spec.http[1]',
          message: 'The route is never used, since spec.http[0] has no matches and takes everything',
          fix: 'Move the route without matches to the end, or remove this one',
        },
      ],
    },
    {
      object: httpRoutes('name: all', 'match: [{uri: {prefix: /a}}, {uri: {prefix: /b}}]', 'match: []'),
      violations: [
        {
          path: 'spec.http[1]',
          message: 'The route is never used, since spec.http[0] "all" has no matches and takes everything',
          fix: 'Move the route without matches to the end, or remove this one',
        },
        {
          path: 'spec.http[2]',
          message: 'The route is never used, since spec.http[0] "all" has no matches and takes everything',
          fix: 'Move the route without matches to the end, or remove this one',
        },
      ],
    },
    {
      object: httpRoutes('match: [{uri: {prefix: /a}}]', 'match: [{uri: {prefix: /a}}]'),
      violations: [
        {
          path: 'spec.http[1]',
          message: 'The route is never used, since all its matches are in spec.http[0] already',
          fix: 'Remove it, or change its matches',
        },
      ],
    },
    {
      object: httpRoutes(
        'name: one, match: [{name: x, port: 80, uri: {exact: /a}, headers: {a: {exact: b}, c: {exact: d}}}]',
        'match: [{headers: {c: {exact: d}, a: {exact: b}}, uri: {exact: /a}, port: 80, sourceNamespace: "", gateways: [], ignoreUriCase: false, authority: null}]',
      ),
      violations: [
        {
          path: 'spec.http[1]',
          message: 'The route is never used, since all its matches are in spec.http[0] "one" already',
          fix: 'Remove it, or change its matches',
        },
      ],
    },
    {
      object: httpRoutes(
        'match: [{uri: {exact: /a}}]',
        'match: [{uri: {exact: /a}, headers: {}, withoutHeaders: {}, queryParams: {}, sourceLabels: {}}]',
      ),
      violations: [
        {
          path: 'spec.http[1]',
          message: 'The route is never used, since all its matches are in spec.http[0] already',
          fix: 'Remove it, or change its matches',
        },
      ],
    },
    {
      object: httpRoutes(
        'match: [{uri: {prefix: /a}}, {uri: {prefix: /b}}]',
        'match: [{uri: {prefix: /c}}]',
        'match: [{uri: {prefix: /c}}, {uri: {prefix: /a}}, {uri: {prefix: /c}}]',
      ),
      violations: [
        {
          path: 'spec.http[2]',
          message: 'The route is never used, since all its matches are in spec.http[1] and spec.http[0] already',
          fix: 'Remove it, or change its matches',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: [shop], tls: [{match: [{sniHosts: [shop]}], ${ROUTE}}, {match: [{sniHosts: [shop]}], ${ROUTE}}], tcp: [{${ROUTE}}, {match: [{port: 1}], ${ROUTE}}, {${ROUTE}}, null]}`,
      ),
      violations: [
        {
          path: 'spec.tls[1]',
          message: 'The route is never used, since all its matches are in spec.tls[0] already',
          fix: 'Remove it, or change its matches',
        },
        {
          path: 'spec.tcp[1]',
          message: 'The route is never used, since spec.tcp[0] has no matches and takes everything',
          fix: 'Move the route without matches to the end, or remove this one',
        },
        {
          path: 'spec.tcp[2]',
          message: 'The route is never used, since spec.tcp[0] has no matches and takes everything',
          fix: 'Move the route without matches to the end, or remove this one',
        },
      ],
    },
  ],
});

testRule('virtual-service-ineffective-match', 'info', {
  valid: [
    httpRoutes('match: [{uri: {prefix: /a}}]', 'match: [{uri: {prefix: /b}}]'),
    httpRoutes('match: [{uri: {prefix: /a/b}}]', 'match: [{uri: {prefix: /a}}]'),
    httpRoutes('match: [{uri: {prefix: /a}}]', 'match: [{uri: {prefix: /a}}]'),
    httpRoutes('', 'match: [{uri: {prefix: /a}}]', 'match: [{uri: {prefix: /a}}]'),
    httpRoutes('match: [{uri: {exact: /a}}]', 'match: [{uri: {prefix: /a}}]'),
    httpRoutes('match: [{uri: {prefix: ""}}]', 'match: [{uri: {prefix: /a}}]'),
    httpRoutes('match: [{uri: {prefix: /a}, port: 80}]', 'match: [{uri: {prefix: /a/b}}]'),
    httpRoutes('match: [{uri: {prefix: /a}, method: {exact: POST}}]', 'match: [{uri: {prefix: /a/b}}]'),
    httpRoutes('match: [{uri: {prefix: /a}, method: {exact: GET}}]', 'match: [{uri: {prefix: /a/b}}]'),
    httpRoutes('match: [{uri: {prefix: /a}}]', 'match: [{uri: {prefix: /a/b}, method: {exact: POST}}]'),
    httpRoutes('match: [{uri: {prefix: /a}, authority: {exact: a}}]', 'match: [{uri: {prefix: /a/b}}]'),
    httpRoutes(
      'match: [{uri: {prefix: /a}, authority: {prefix: ab}}]',
      'match: [{uri: {prefix: /a/b}, authority: {prefix: a}}]',
    ),
    httpRoutes(
      'match: [{uri: {prefix: /a}, headers: {x: {exact: a}}}]',
      'match: [{uri: {prefix: /a/b}, headers: {y: {exact: a}}}]',
    ),
    httpRoutes(
      'match: [{uri: {prefix: /a}, headers: {x: {exact: a}}}]',
      'match: [{uri: {prefix: /a/b}, headers: {x: {regex: b}}}]',
    ),
    httpRoutes('match: [{uri: {prefix: /a}, queryParams: {x: {exact: a}}}]', 'match: [{uri: {prefix: /a/b}}]'),
    httpRoutes('match: [{uri: {prefix: /a}, withoutHeaders: {x: {}}}]', 'match: [{uri: {prefix: /a/b}}]'),
    httpRoutes('match: [{uri: {prefix: /a}, sourceLabels: {app: a}}]', 'match: [{uri: {prefix: /a/b}}]'),
    httpRoutes('match: [{uri: {prefix: /a}, gateways: [mesh]}]', 'match: [{uri: {prefix: /a/b}}]'),
    httpRoutes('match: [{uri: {prefix: /a}, sourceNamespace: a}]', 'match: [{uri: {prefix: /a/b}}]'),
    httpRoutes('match: [{uri: {prefix: /a}, scheme: {exact: https}}]', 'match: [{uri: {prefix: /a/b}}]'),
    httpRoutes('match: [{uri: {prefix: /a}}]', 'match: [{uri: {prefix: /a/b}, ignoreUriCase: true}]'),
  ],
  invalid: [
    {
      object: httpRoutes('match: [{uri: {prefix: /a}}, {uri: {prefix: /a}, name: again}]'),
      violations: [
        {
          path: 'spec.http[0].match[1]',
          message: 'The match is never used, since it is the same as spec.http[0].match[0]',
          fix: 'Remove it, or change it',
        },
      ],
    },
    {
      object: httpRoutes('match: [{uri: {exact: /a}}]', 'match: [{uri: {exact: /a}}, {uri: {exact: /b}}]'),
      violations: [
        {
          path: 'spec.http[1].match[0]',
          message: 'The match is never used, since it is the same as spec.http[0].match[0]',
          fix: 'Remove it, or change it',
        },
      ],
    },
    {
      object: httpRoutes(
        'match: [{uri: {prefix: /a}}]',
        'match: [{uri: {prefix: /a/b}}]',
        'match: [{uri: {prefix: /a/b/c}}, {uri: {prefix: /ab}}]',
      ),
      violations: [
        {
          path: 'spec.http[1].match[0]',
          message:
            'The match on prefix "/a/b" is never used, since spec.http[0].match[0] has prefix "/a" and takes its requests',
          fix: 'Put it before the other, or remove it',
        },
        {
          path: 'spec.http[2].match[0]',
          message:
            'The match on prefix "/a/b/c" is never used, since spec.http[0].match[0] has prefix "/a" and takes its requests',
          fix: 'Put it before the other, or remove it',
        },
        {
          path: 'spec.http[2].match[1]',
          message:
            'The match on prefix "/ab" is never used, since spec.http[0].match[0] has prefix "/a" and takes its requests',
          fix: 'Put it before the other, or remove it',
        },
      ],
    },
    {
      object: httpRoutes('match: [{uri: {prefix: /a}}, {uri: {prefix: /a/b}}]'),
      violations: [
        {
          path: 'spec.http[0].match[1]',
          message:
            'The match on prefix "/a/b" is never used, since spec.http[0].match[0] has prefix "/a" and takes its requests',
          fix: 'Put it before the other, or remove it',
        },
      ],
    },
    {
      object: httpRoutes('match: [{uri: {prefix: /a}}]', 'match: [{uri: {prefix: /a/b}, method: {exact: GET}}]'),
      violations: [
        {
          path: 'spec.http[1].match[0]',
          message:
            'The match on prefix "/a/b" is never used, since spec.http[0].match[0] has prefix "/a" and takes its requests',
          fix: 'Put it before the other, or remove it',
        },
      ],
    },
    {
      object: httpRoutes(
        'match: [{uri: {prefix: /a}, method: {exact: POST}, port: 80, authority: {exact: a}, headers: {x: {exact: y}}}]',
        'match: [{uri: {prefix: /a/b}, method: {exact: POST}, port: 80, authority: {exact: a}, headers: {x: {exact: y}}}]',
      ),
      violations: [
        {
          path: 'spec.http[1].match[0]',
          message:
            'The match on prefix "/a/b" is never used, since spec.http[0].match[0] has prefix "/a" and takes its requests',
          fix: 'Put it before the other, or remove it',
        },
      ],
    },
    {
      object: httpRoutes(
        'match: [{uri: {prefix: /a}}]',
        'match: [{uri: {prefix: /a/b}, sourceLabels: {app: a}, gateways: [mesh], scheme: {exact: https}, sourceNamespace: b}]',
      ),
      violations: [
        {
          path: 'spec.http[1].match[0]',
          message:
            'The match on prefix "/a/b" is never used, since spec.http[0].match[0] has prefix "/a" and takes its requests',
          fix: 'Put it before the other, or remove it',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: [shop], tls: [{match: [{sniHosts: [shop]}, {sniHosts: [shop]}], ${ROUTE}}], tcp: [{match: [{port: 1}], ${ROUTE}}, {match: [{port: 2}, {port: 1}], ${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.tls[0].match[1]',
          message: 'The match is never used, since it is the same as spec.tls[0].match[0]',
          fix: 'Remove it, or change it',
        },
        {
          path: 'spec.tcp[1].match[1]',
          message: 'The match is never used, since it is the same as spec.tcp[0].match[0]',
          fix: 'Remove it, or change it',
        },
      ],
    },
  ],
});
