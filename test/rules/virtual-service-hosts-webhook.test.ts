import { testRule } from './rule-tester';
import { hosts, ROUTE, virtualService } from './virtual-services';

testRule('virtual-service-delegate', 'error', {
  valid: [
    virtualService(`{http: [{${ROUTE}}]}`),
    virtualService(`{hosts: [], gateways: [], tls: [], tcp: [], http: [{${ROUTE}}]}`),
    virtualService(
      `{hosts: [shop], gateways: [public], tls: [{match: [{sniHosts: [shop]}], ${ROUTE}}], tcp: [{${ROUTE}}]}`,
    ),
  ],
  invalid: [
    {
      object: virtualService(`{gateways: [public], http: [{${ROUTE}}]}`),
      violations: [
        {
          path: 'spec.gateways',
          message: 'A VirtualService without hosts is a delegate, and istiod refuses gateways in it',
          fix: 'Remove gateways, or list the hosts',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: [], http: [{${ROUTE}}], tls: [{match: [{sniHosts: [shop]}], ${ROUTE}}], tcp: [{${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.tls',
          message: 'A VirtualService without hosts is a delegate, and istiod refuses tls in it',
          fix: 'Remove tls, or list the hosts',
        },
        {
          path: 'spec.tcp',
          message: 'A VirtualService without hosts is a delegate, and istiod refuses tcp in it',
          fix: 'Remove tcp, or list the hosts',
        },
      ],
    },
  ],
});

testRule('virtual-service-routes', 'error', {
  valid: [
    virtualService(`{hosts: [shop], http: [{${ROUTE}}]}`),
    virtualService(`{hosts: [shop], tls: [{match: [{sniHosts: [shop]}], ${ROUTE}}]}`),
    virtualService(`{hosts: [shop], tcp: [{${ROUTE}}]}`),
  ],
  invalid: [
    {
      object: virtualService('{hosts: [shop]}'),
      violations: [
        {
          path: 'spec.http',
          message: 'The VirtualService has neither http, tls nor tcp routes, so it leads nowhere',
          fix: 'Add a route',
        },
      ],
    },
    {
      object: virtualService('{hosts: [shop], http: [], tls: [], tcp: []}'),
      violations: [
        {
          path: 'spec.http',
          message: 'The VirtualService has neither http, tls nor tcp routes, so it leads nowhere',
          fix: 'Add a route',
        },
      ],
    },
    {
      object: virtualService('{}'),
      violations: [
        {
          path: 'spec.http',
          message: 'The VirtualService has neither http, tls nor tcp routes, so it leads nowhere',
          fix: 'Add a route',
        },
      ],
    },
  ],
});

testRule('virtual-service-hosts', 'error', {
  valid: [
    hosts('shop'),
    hosts('shop.example.com'),
    hosts('"*.example.com"'),
    hosts('"*-shop.example.com"'),
    hosts('"*"'),
    hosts('10.0.0.1'),
    hosts('"2001:db8::1"'),
    hosts('shop.example.com.'),
    virtualService(`{http: [{${ROUTE}}]}`),
    virtualService(
      `{hosts: [outbound_.443_._.shop.mesh], gateways: [east-west], tls: [{match: [{sniHosts: [outbound_.443_._.shop.mesh]}], ${ROUTE}}]}`,
    ),
    virtualService(
      `{hosts: [shop.mesh, outbound_.443_._.shop.mesh], gateways: [east-west], tls: [{match: [{sniHosts: [shop.mesh]}, {sniHosts: [shop.mesh, outbound_.443_._.shop.mesh]}], ${ROUTE}}]}`,
    ),
    hosts('shop', 'networking.istio.io/v1beta1'),
    hosts('shop', 'networking.istio.io/v1alpha3'),
  ],
  invalid: [
    {
      object: hosts('""'),
      violations: [
        { path: 'spec.hosts[0]', message: 'Host "" is empty', fix: 'Use a domain name, "*.DOMAIN" or an address' },
      ],
    },
    {
      object: hosts('shop_1.example.com'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message:
            'Host "shop_1.example.com" has the label "shop_1", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: hosts('shop.*'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message: 'Host "shop.*" has the label "*", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: hosts('"*.*.com"'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message: 'Host "*.*.com" has the label "*", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: hosts('https://shop.example.com'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message:
            'Host "https://shop.example.com" has the label "https://shop", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: hosts('shop.example.com:443'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message:
            'Host "shop.example.com:443" has the label "com:443", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: hosts('10.0.0.256'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message: 'Host "10.0.0.256" ends in the number 256, which no domain does',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: hosts('good, "bad!", "worse?"'),
      violations: [
        {
          path: 'spec.hosts[1]',
          message: 'Host "bad!" has the label "bad!", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
        {
          path: 'spec.hosts[2]',
          message: 'Host "worse?" has the label "worse?", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: hosts('null'),
      violations: [
        { path: 'spec.hosts[0]', message: 'Host "" is empty', fix: 'Use a domain name, "*.DOMAIN" or an address' },
      ],
    },
    {
      object: hosts('shop_1', 'networking.istio.io/v1beta1'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message: 'Host "shop_1" has the label "shop_1", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: hosts('shop_1', 'networking.istio.io/v1alpha3'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message: 'Host "shop_1" has the label "shop_1", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: [outbound_.443_._.shop.mesh], gateways: [east-west], tls: [{match: [{sniHosts: [outbound_.80_._.shop.mesh]}], ${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.hosts[0]',
          message:
            'Host "outbound_.443_._.shop.mesh" has the label "outbound_", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: [outbound_.443_._.shop.mesh], tls: [{match: [{sniHosts: [outbound_.443_._.shop.mesh]}], ${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.hosts[0]',
          message:
            'Host "outbound_.443_._.shop.mesh" has the label "outbound_", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: [outbound_.443_._.shop.mesh], gateways: [mesh, east-west], tls: [{match: [{sniHosts: [outbound_.443_._.shop.mesh]}], ${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.hosts[0]',
          message:
            'Host "outbound_.443_._.shop.mesh" has the label "outbound_", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: [outbound_.70000_._.shop.mesh], gateways: [east-west], tls: [{match: [{sniHosts: [outbound_.70000_._.shop.mesh]}], ${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.hosts[0]',
          message:
            'Host "outbound_.70000_._.shop.mesh" has the label "outbound_", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: [outbound_.443_._.shop_mesh], gateways: [east-west], tls: [{match: [{sniHosts: [outbound_.443_._.shop_mesh]}], ${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.hosts[0]',
          message:
            'Host "outbound_.443_._.shop_mesh" has the label "outbound_", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, "*.DOMAIN" or an address',
        },
      ],
    },
  ],
});

testRule('virtual-service-mesh-wildcard', 'error', {
  valid: [
    virtualService(`{hosts: ["*"], gateways: [public], http: [{${ROUTE}}]}`),
    virtualService(`{hosts: ["*"], gateways: [istio-ingress/public, internal], http: [{${ROUTE}}]}`),
    virtualService(`{hosts: ["*.com"], http: [{${ROUTE}}]}`),
    virtualService(`{http: [{${ROUTE}}]}`),
  ],
  invalid: [
    {
      object: virtualService(`{hosts: ["*"], http: [{${ROUTE}}]}`),
      violations: [
        {
          path: 'spec.hosts[0]',
          message: 'Host "*" would take all traffic of the mesh, since the VirtualService lists no gateways',
          fix: 'List named gateways only, or name the hosts',
        },
      ],
    },
    {
      object: virtualService(`{hosts: [shop, "*"], gateways: [], http: [{${ROUTE}}]}`),
      violations: [
        {
          path: 'spec.hosts[1]',
          message: 'Host "*" would take all traffic of the mesh, since the VirtualService lists no gateways',
          fix: 'List named gateways only, or name the hosts',
        },
      ],
    },
    {
      object: virtualService(`{hosts: ["*"], gateways: [public, mesh], http: [{${ROUTE}}]}`),
      violations: [
        {
          path: 'spec.hosts[0]',
          message: 'Host "*" would take all traffic of the mesh, since the VirtualService lists "mesh" as a gateway',
          fix: 'List named gateways only, or name the hosts',
        },
      ],
    },
  ],
});

testRule('virtual-service-host-overlap', 'error', {
  valid: [
    hosts('a.example.com, b.example.com'),
    hosts('example.com, "*.example.com"'),
    hosts('a.example.com, "*.b.example.com"'),
    hosts('"*.a.com", "*.b.com"'),
    hosts('10.0.0.1, 10.0.0.2'),
    hosts('shop, shop.prod.svc.cluster.local'),
    hosts('"*", shop'),
    hosts('a_b, a_b'),
  ],
  invalid: [
    {
      object: hosts('shop, shop'),
      violations: [
        {
          path: 'spec.hosts[1]',
          message: 'Host "shop" is listed twice, and istiod refuses that in one VirtualService',
          fix: 'Remove one of them, or put it into another VirtualService',
        },
      ],
    },
    {
      object: hosts('"*.example.com", a.example.com'),
      violations: [
        {
          path: 'spec.hosts[1]',
          message: 'Host "a.example.com" overlaps with "*.example.com", and istiod refuses that in one VirtualService',
          fix: 'Remove one of them, or put it into another VirtualService',
        },
      ],
    },
    {
      object: hosts('a.example.com, "*.example.com"'),
      violations: [
        {
          path: 'spec.hosts[1]',
          message: 'Host "*.example.com" overlaps with "a.example.com", and istiod refuses that in one VirtualService',
          fix: 'Remove one of them, or put it into another VirtualService',
        },
      ],
    },
    {
      object: hosts('"*.com", "*.example.com"'),
      violations: [
        {
          path: 'spec.hosts[1]',
          message: 'Host "*.example.com" overlaps with "*.com", and istiod refuses that in one VirtualService',
          fix: 'Remove one of them, or put it into another VirtualService',
        },
      ],
    },
    {
      object: hosts('"*.example.com", "*.com"'),
      violations: [
        {
          path: 'spec.hosts[1]',
          message: 'Host "*.com" overlaps with "*.example.com", and istiod refuses that in one VirtualService',
          fix: 'Remove one of them, or put it into another VirtualService',
        },
      ],
    },
    {
      object: hosts('"*-a.example.com", b-a.example.com'),
      violations: [
        {
          path: 'spec.hosts[1]',
          message:
            'Host "b-a.example.com" overlaps with "*-a.example.com", and istiod refuses that in one VirtualService',
          fix: 'Remove one of them, or put it into another VirtualService',
        },
      ],
    },
    {
      object: hosts('10.0.0.1, 10.0.0.1'),
      violations: [
        {
          path: 'spec.hosts[1]',
          message: 'Host "10.0.0.1" is listed twice, and istiod refuses that in one VirtualService',
          fix: 'Remove one of them, or put it into another VirtualService',
        },
      ],
    },
    {
      object: hosts('shop, "*.a.com", shop, b.a.com, c.a.com'),
      violations: [
        {
          path: 'spec.hosts[2]',
          message: 'Host "shop" is listed twice, and istiod refuses that in one VirtualService',
          fix: 'Remove one of them, or put it into another VirtualService',
        },
        {
          path: 'spec.hosts[3]',
          message: 'Host "b.a.com" overlaps with "*.a.com", and istiod refuses that in one VirtualService',
          fix: 'Remove one of them, or put it into another VirtualService',
        },
        {
          path: 'spec.hosts[4]',
          message: 'Host "c.a.com" overlaps with "*.a.com", and istiod refuses that in one VirtualService',
          fix: 'Remove one of them, or put it into another VirtualService',
        },
      ],
    },
    {
      object: virtualService(`{hosts: ["*", shop], gateways: [public], http: [{${ROUTE}}]}`),
      violations: [
        {
          path: 'spec.hosts[1]',
          message: 'Host "shop" overlaps with "*", and istiod refuses that in one VirtualService',
          fix: 'Remove one of them, or put it into another VirtualService',
        },
      ],
    },
  ],
});
