import { testRule } from './rule-tester';
import { ROUTE, sni, tlsRoute, virtualService } from './virtual-services';

testRule('virtual-service-tls-match', 'error', {
  valid: [
    tlsRoute('match: [{sniHosts: [shop]}, {sniHosts: [shop], port: 443}]'),
    virtualService(`{hosts: [shop], tcp: [{${ROUTE}}]}`),
  ],
  invalid: [
    {
      object: tlsRoute('match: []'),
      violations: [
        {
          path: 'spec.tls[0].match',
          message: 'The tls route has no match, and connections are told apart by their server name only',
          fix: 'Match sniHosts',
        },
      ],
    },
    {
      object: tlsRoute('match: [{sniHosts: []}, {port: 443}, null]'),
      violations: [
        {
          path: 'spec.tls[0].match[0].sniHosts',
          message: 'The match has no sniHosts, and connections are told apart by their server name only',
          fix: 'List the server names',
        },
        {
          path: 'spec.tls[0].match[1].sniHosts',
          message: 'The match has no sniHosts, and connections are told apart by their server name only',
          fix: 'List the server names',
        },
        {
          path: 'spec.tls[0].match[2].sniHosts',
          message: 'The match has no sniHosts, and connections are told apart by their server name only',
          fix: 'List the server names',
        },
      ],
    },
    {
      object: virtualService(`{hosts: [shop], tls: [{${ROUTE}}]}`),
      violations: [
        {
          path: 'spec.tls[0].match',
          message: 'The tls route has no match, and connections are told apart by their server name only',
          fix: 'Match sniHosts',
        },
      ],
    },
  ],
});

testRule('virtual-service-connection-route', 'error', {
  valid: [tlsRoute('match: [{sniHosts: [shop]}]'), virtualService(`{hosts: [shop], tcp: [{${ROUTE}}]}`)],
  invalid: [
    {
      object: virtualService('{hosts: [shop], tls: [{match: [{sniHosts: [shop]}]}], tcp: [{route: []}, null]}'),
      violations: [
        {
          path: 'spec.tls[0].route',
          message: 'The tls route has no destination, so it leads nowhere',
          fix: 'Add a destination',
        },
        {
          path: 'spec.tcp[0].route',
          message: 'The tcp route has no destination, so it leads nowhere',
          fix: 'Add a destination',
        },
        {
          path: 'spec.tcp[1].route',
          message: 'The tcp route has no destination, so it leads nowhere',
          fix: 'Add a destination',
        },
      ],
    },
  ],
});

testRule('virtual-service-sni-hosts', 'error', {
  valid: [
    sni('shop.example.com', 'shop.example.com'),
    sni('"*.example.com"', 'shop.example.com, "*.a.example.com", "*.example.com"'),
    sni('a.com, b.com', 'b.com'),
    sni('"*"', '"*", shop'),
    sni('shop', '10.0.0.1'),
    sni('10.0.0.1', '10.0.0.1'),
    sni('"*.shop.mesh"', 'outbound_.443_._.a.shop.mesh'),
    virtualService(`{tls: [{match: [{sniHosts: [shop]}], ${ROUTE}}]}`),
  ],
  invalid: [
    {
      object: sni('shop.example.com', 'other.example.com'),
      violations: [
        {
          path: 'spec.tls[0].match[0].sniHosts[0]',
          message: 'Server name "other.example.com" is within none of the hosts "shop.example.com"',
          fix: 'Add it to the hosts, or match a name within one of them',
        },
      ],
    },
    {
      object: sni('shop.example.com', '"*.example.com"'),
      violations: [
        {
          path: 'spec.tls[0].match[0].sniHosts[0]',
          message: 'Server name "*.example.com" is within none of the hosts "shop.example.com"',
          fix: 'Add it to the hosts, or match a name within one of them',
        },
      ],
    },
    {
      object: sni('"*.example.com"', 'example.com'),
      violations: [
        {
          path: 'spec.tls[0].match[0].sniHosts[0]',
          message: 'Server name "example.com" is within none of the hosts "*.example.com"',
          fix: 'Add it to the hosts, or match a name within one of them',
        },
      ],
    },
    {
      object: sni('"*.a.example.com"', '"*.example.com"'),
      violations: [
        {
          path: 'spec.tls[0].match[0].sniHosts[0]',
          message: 'Server name "*.example.com" is within none of the hosts "*.a.example.com"',
          fix: 'Add it to the hosts, or match a name within one of them',
        },
      ],
    },
    {
      object: sni('a.com, b.com', 'c.com'),
      violations: [
        {
          path: 'spec.tls[0].match[0].sniHosts[0]',
          message: 'Server name "c.com" is within none of the hosts "a.com", "b.com"',
          fix: 'Add it to the hosts, or match a name within one of them',
        },
      ],
    },
    {
      object: sni('shop', 'shop_1, "", shop, b'),
      violations: [
        {
          path: 'spec.tls[0].match[0].sniHosts[0]',
          message: 'Server name "shop_1" has the label "shop_1", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name or "*.DOMAIN"',
        },
        {
          path: 'spec.tls[0].match[0].sniHosts[1]',
          message: 'Server name "" is empty',
          fix: 'Use a domain name or "*.DOMAIN"',
        },
        {
          path: 'spec.tls[0].match[0].sniHosts[3]',
          message: 'Server name "b" is within none of the hosts "shop"',
          fix: 'Add it to the hosts, or match a name within one of them',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: ["*.shop.mesh"], tls: [{match: [{sniHosts: [outbound_.443_._.a.shop.mesh]}], ${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.tls[0].match[0].sniHosts[0]',
          message:
            'Server name "outbound_.443_._.a.shop.mesh" has the label "outbound_", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name or "*.DOMAIN"',
        },
      ],
    },
  ],
});

testRule('virtual-service-sni-address', 'warning', {
  valid: [sni('shop', 'shop'), sni('shop', '10.0.0.256')],
  invalid: [
    {
      object: sni('shop', '10.0.0.1'),
      violations: [
        {
          path: 'spec.tls[0].match[0].sniHosts[0]',
          message: 'Server name "10.0.0.1" is an address, which clients do not send as server name',
          fix: 'Use a domain name, or a tcp route',
        },
      ],
    },
    {
      object: sni('shop', '"2001:db8::1", shop'),
      violations: [
        {
          path: 'spec.tls[0].match[0].sniHosts[0]',
          message: 'Server name "2001:db8::1" is an address, which clients do not send as server name',
          fix: 'Use a domain name, or a tcp route',
        },
      ],
    },
  ],
});
