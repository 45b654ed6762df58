import { testRule } from './rule-tester';
import { destination, httpRoute, ROUTE, routed, virtualService } from './virtual-services';

testRule('virtual-service-mirrors', 'error', {
  valid: [
    routed('mirror: {host: a}'),
    routed('mirror: {host: a}, mirrors: []'),
    routed('mirrors: [{destination: {host: a}}, {destination: {host: b}, percentage: {value: 0.5}}]'),
    routed('mirror: {host: a}, mirrorPercentage: {value: 100}'),
    routed('mirror: {host: a}, mirrorPercentage: {value: 0}'),
    routed('mirror: {host: a}, mirrorPercentage: {}'),
    routed('mirror: {host: a}, mirrorPercent: 100'),
    routed('mirror: {host: a}, mirrorPercent: null'),
  ],
  invalid: [
    {
      object: routed('mirror: {host: a}, mirrors: [{destination: {host: b}}]'),
      violations: [
        {
          path: 'spec.http[0].mirrors',
          message: 'The http route has mirror and mirrors, and istiod refuses both',
          fix: 'Put all into mirrors',
        },
      ],
    },
    {
      object: routed('mirrors: [{percentage: {value: 1}}, null, {destination: null}]'),
      violations: [
        { path: 'spec.http[0].mirrors[0].destination', message: 'The mirror has no destination', fix: 'Set its host' },
        { path: 'spec.http[0].mirrors[1].destination', message: 'The mirror has no destination', fix: 'Set its host' },
        { path: 'spec.http[0].mirrors[2].destination', message: 'The mirror has no destination', fix: 'Set its host' },
      ],
    },
    {
      object: routed(
        'mirrors: [{destination: {host: a}, percentage: {value: 101}}, {destination: {host: b}, percentage: {value: -1}}]',
      ),
      violations: [
        {
          path: 'spec.http[0].mirrors[0].percentage.value',
          message: 'Percentage 101 is not from 0 to 100',
          fix: 'Use a number from 0 to 100',
        },
        {
          path: 'spec.http[0].mirrors[1].percentage.value',
          message: 'Percentage -1 is not from 0 to 100',
          fix: 'Use a number from 0 to 100',
        },
      ],
    },
    {
      object: routed('mirror: {host: a}, mirrorPercentage: {value: 100.1}'),
      violations: [
        {
          path: 'spec.http[0].mirrorPercentage.value',
          message: 'Percentage 100.1 is not from 0 to 100',
          fix: 'Use a number from 0 to 100',
        },
      ],
    },
    {
      object: routed('mirror: {host: a}, mirrorPercentage: {value: -0.1}'),
      violations: [
        {
          path: 'spec.http[0].mirrorPercentage.value',
          message: 'Percentage -0.1 is not from 0 to 100',
          fix: 'Use a number from 0 to 100',
        },
      ],
    },
    {
      object: routed('mirror: {host: a}, mirrorPercent: 101'),
      violations: [
        {
          path: 'spec.http[0].mirrorPercent',
          message: 'Percentage 101 is not from 0 to 100',
          fix: 'Use a number from 0 to 100',
        },
      ],
    },
    {
      object: routed('mirror: {host: a}, mirror_percent: 101'),
      violations: [
        {
          path: 'spec.http[0].mirror_percent',
          message: 'Percentage 101 is not from 0 to 100',
          fix: 'Use a number from 0 to 100',
        },
      ],
    },
  ],
});

testRule('virtual-service-mirror-percent', 'warning', {
  valid: [
    routed('mirror: {host: a}'),
    routed('mirror: {host: a}, mirrorPercentage: {value: 50}'),
    routed('mirror: {host: a}, mirrorPercent: null'),
  ],
  invalid: [
    {
      object: routed('mirror: {host: a}, mirrorPercent: 50'),
      violations: [
        {
          path: 'spec.http[0].mirrorPercent',
          message: 'mirrorPercent is deprecated',
          fix: 'Use mirrorPercentage: {value: 50}',
        },
      ],
    },
    {
      object: routed('mirror: {host: a}, mirrorPercent: 0'),
      violations: [
        {
          path: 'spec.http[0].mirrorPercent',
          message: 'mirrorPercent is deprecated',
          fix: 'Use mirrorPercentage: {value: 0}',
        },
      ],
    },
    {
      object: routed('mirror: {host: a}, mirror_percent: 50'),
      violations: [
        {
          path: 'spec.http[0].mirror_percent',
          message: 'mirror_percent is deprecated',
          fix: 'Use mirrorPercentage: {value: 50}',
        },
      ],
    },
  ],
});

testRule('virtual-service-destination', 'error', {
  valid: [
    destination('host: shop'),
    destination('host: shop.prod.svc.cluster.local, subset: v1, port: {number: 8080}'),
    destination('host: "*.example.com"'),
    destination('host: shop, subset: ""'),
    destination('host: shop, port: {number: 65535}'),
    destination('host: shop, port: null'),
    routed('mirror: {host: a}'),
    routed('mirrors: [{percentage: {value: 1}}]'),
    virtualService(`{hosts: [shop], tls: [{match: [{sniHosts: [shop]}], ${ROUTE}}], tcp: [{${ROUTE}}]}`),
  ],
  invalid: [
    {
      object: destination('host: "*"'),
      violations: [
        {
          path: 'spec.http[0].route[0].destination.host',
          message: 'Destination host "*" names no service',
          fix: 'Use the name of a service, such as shop.NAMESPACE.svc.cluster.local',
        },
      ],
    },
    {
      object: destination('host: ""'),
      violations: [
        {
          path: 'spec.http[0].route[0].destination.host',
          message: 'Destination host "" is empty',
          fix: 'Use the name of a service, such as shop.NAMESPACE.svc.cluster.local',
        },
      ],
    },
    {
      object: destination('subset: v1'),
      violations: [
        {
          path: 'spec.http[0].route[0].destination.host',
          message: 'Destination host "" is empty',
          fix: 'Use the name of a service, such as shop.NAMESPACE.svc.cluster.local',
        },
      ],
    },
    {
      object: destination('host: 10.0.0.1'),
      violations: [
        {
          path: 'spec.http[0].route[0].destination.host',
          message: 'Destination host "10.0.0.1" ends in the number 1, which no domain does',
          fix: 'Use the name of a service, such as shop.NAMESPACE.svc.cluster.local',
        },
      ],
    },
    {
      object: destination('host: shop_1'),
      violations: [
        {
          path: 'spec.http[0].route[0].destination.host',
          message:
            'Destination host "shop_1" has the label "shop_1", which is more than letters, digits and inner dashes',
          fix: 'Use the name of a service, such as shop.NAMESPACE.svc.cluster.local',
        },
      ],
    },
    {
      object: destination('host: prod/shop'),
      violations: [
        {
          path: 'spec.http[0].route[0].destination.host',
          message:
            'Destination host "prod/shop" has the label "prod/shop", which is more than letters, digits and inner dashes',
          fix: 'Use the name of a service, such as shop.NAMESPACE.svc.cluster.local',
        },
      ],
    },
    {
      object: destination('host: shop, subset: v1.0'),
      violations: [
        {
          path: 'spec.http[0].route[0].destination.subset',
          message: 'Subset "v1.0" is no name of a subset: 1 to 63 letters, digits and inner dashes',
          fix: 'Use the name of a subset of the DestinationRule',
        },
      ],
    },
    {
      object: destination('host: shop, port: {}'),
      violations: [
        {
          path: 'spec.http[0].route[0].destination.port.number',
          message: 'Port 0 is not from 1 to 65535',
          fix: 'Use a port of the service, or leave the port out if it has only one',
        },
      ],
    },
    {
      object: destination('host: shop, port: {number: 0}'),
      violations: [
        {
          path: 'spec.http[0].route[0].destination.port.number',
          message: 'Port 0 is not from 1 to 65535',
          fix: 'Use a port of the service, or leave the port out if it has only one',
        },
      ],
    },
    {
      object: destination('host: shop, port: {number: 65536}'),
      violations: [
        {
          path: 'spec.http[0].route[0].destination.port.number',
          message: 'Port 65536 is not from 1 to 65535',
          fix: 'Use a port of the service, or leave the port out if it has only one',
        },
      ],
    },
    {
      object: destination('host: "*", subset: a_b, port: {number: 70000}'),
      violations: [
        {
          path: 'spec.http[0].route[0].destination.host',
          message: 'Destination host "*" names no service',
          fix: 'Use the name of a service, such as shop.NAMESPACE.svc.cluster.local',
        },
        {
          path: 'spec.http[0].route[0].destination.subset',
          message: 'Subset "a_b" is no name of a subset: 1 to 63 letters, digits and inner dashes',
          fix: 'Use the name of a subset of the DestinationRule',
        },
        {
          path: 'spec.http[0].route[0].destination.port.number',
          message: 'Port 70000 is not from 1 to 65535',
          fix: 'Use a port of the service, or leave the port out if it has only one',
        },
      ],
    },
    {
      object: httpRoute('route: [null, {weight: 1}, {destination: null}]'),
      violations: [
        { path: 'spec.http[0].route[0].destination', message: 'The route has no destination', fix: 'Set its host' },
        { path: 'spec.http[0].route[1].destination', message: 'The route has no destination', fix: 'Set its host' },
        { path: 'spec.http[0].route[2].destination', message: 'The route has no destination', fix: 'Set its host' },
      ],
    },
    {
      object: routed('mirror: {host: "*"}'),
      violations: [
        {
          path: 'spec.http[0].mirror.host',
          message: 'Destination host "*" names no service',
          fix: 'Use the name of a service, such as shop.NAMESPACE.svc.cluster.local',
        },
      ],
    },
    {
      object: routed('mirrors: [{destination: {host: a}}, {destination: {host: a_b}}]'),
      violations: [
        {
          path: 'spec.http[0].mirrors[1].destination.host',
          message: 'Destination host "a_b" has the label "a_b", which is more than letters, digits and inner dashes',
          fix: 'Use the name of a service, such as shop.NAMESPACE.svc.cluster.local',
        },
      ],
    },
    {
      object: virtualService(
        '{hosts: [shop], tls: [{match: [{sniHosts: [shop]}], route: [{destination: {host: a_b}}]}], tcp: [{route: [{destination: {host: a, port: {}}}]}, {route: [{}]}]}',
      ),
      violations: [
        {
          path: 'spec.tls[0].route[0].destination.host',
          message: 'Destination host "a_b" has the label "a_b", which is more than letters, digits and inner dashes',
          fix: 'Use the name of a service, such as shop.NAMESPACE.svc.cluster.local',
        },
        {
          path: 'spec.tcp[0].route[0].destination.port.number',
          message: 'Port 0 is not from 1 to 65535',
          fix: 'Use a port of the service, or leave the port out if it has only one',
        },
        { path: 'spec.tcp[1].route[0].destination', message: 'The route has no destination', fix: 'Set its host' },
      ],
    },
  ],
});

testRule('virtual-service-weights', 'error', {
  valid: [
    httpRoute('route: [{destination: {host: a}, weight: 0}]'),
    httpRoute('route: [{destination: {host: a}}]'),
    httpRoute('route: [{destination: {host: a}, weight: 0}, {destination: {host: b}, weight: 1}]'),
    httpRoute('route: [{destination: {host: a}, weight: 70}, {destination: {host: b}, weight: 70}]'),
    httpRoute('route: []'),
    virtualService('{hosts: [shop], tcp: [{route: [{destination: {host: a}, weight: 1}, {destination: {host: b}}]}]}'),
  ],
  invalid: [
    {
      object: httpRoute('route: [{destination: {host: a}, weight: -1}]'),
      violations: [{ path: 'spec.http[0].route[0].weight', message: 'Weight -1 is negative', fix: 'Use 0 or more' }],
    },
    {
      object: httpRoute('route: [{destination: {host: a}, weight: -1}, {destination: {host: b}, weight: 1}]'),
      violations: [{ path: 'spec.http[0].route[0].weight', message: 'Weight -1 is negative', fix: 'Use 0 or more' }],
    },
    {
      object: httpRoute('route: [{destination: {host: a}}, {destination: {host: b}}]'),
      violations: [
        {
          path: 'spec.http[0].route',
          message: 'None of the 2 destinations has a weight, so no request would get anywhere',
          fix: 'Give them weights, such as 90 and 10',
        },
      ],
    },
    {
      object: httpRoute(
        'route: [{destination: {host: a}, weight: 0}, {destination: {host: b}, weight: 0}, {destination: {host: c}}]',
      ),
      violations: [
        {
          path: 'spec.http[0].route',
          message: 'None of the 3 destinations has a weight, so no request would get anywhere',
          fix: 'Give them weights, such as 90 and 10',
        },
      ],
    },
    {
      object: virtualService(
        '{hosts: [shop], tls: [{match: [{sniHosts: [shop]}], route: [{destination: {host: a}, weight: -5}]}], tcp: [{route: [{destination: {host: a}}, {destination: {host: b}}]}]}',
      ),
      violations: [
        { path: 'spec.tls[0].route[0].weight', message: 'Weight -5 is negative', fix: 'Use 0 or more' },
        {
          path: 'spec.tcp[0].route',
          message: 'None of the 2 destinations has a weight, so no request would get anywhere',
          fix: 'Give them weights, such as 90 and 10',
        },
      ],
    },
  ],
});
