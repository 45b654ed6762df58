import { testRule } from './rule-tester';
import { httpRoute, ROUTE, routed, virtualService } from './virtual-services';

testRule('virtual-service-route-action', 'error', {
  valid: [
    httpRoute(ROUTE),
    httpRoute('redirect: {uri: /a}'),
    httpRoute('directResponse: {status: 200}'),
    httpRoute('delegate: {name: a}'),
    httpRoute('delegate: {}'),
    httpRoute('delegate: {name: a}, redirect: {uri: /a}, directResponse: {status: 200}'),
    httpRoute('route: [], redirect: {uri: /a}'),
    httpRoute('redirect: {}'),
    virtualService('{http: [{delegate: {name: a}}]}'),
  ],
  invalid: [
    {
      object: httpRoute(''),
      violations: [
        {
          path: 'spec.http[0].route',
          message: 'The http route has neither route, redirect, directResponse nor delegate, so it leads nowhere',
          fix: 'Add the destinations as route, or what else to do',
        },
      ],
    },
    {
      object: httpRoute('route: []'),
      violations: [
        {
          path: 'spec.http[0].route',
          message: 'The http route has neither route, redirect, directResponse nor delegate, so it leads nowhere',
          fix: 'Add the destinations as route, or what else to do',
        },
      ],
    },
    {
      object: httpRoute('timeout: 1s'),
      violations: [
        {
          path: 'spec.http[0].route',
          message: 'The http route has neither route, redirect, directResponse nor delegate, so it leads nowhere',
          fix: 'Add the destinations as route, or what else to do',
        },
      ],
    },
    {
      object: virtualService('{hosts: [shop], http: [null]}'),
      violations: [
        {
          path: 'spec.http[0].route',
          message: 'The http route has neither route, redirect, directResponse nor delegate, so it leads nowhere',
          fix: 'Add the destinations as route, or what else to do',
        },
      ],
    },
    {
      object: virtualService('{http: [{}]}'),
      violations: [
        {
          path: 'spec.http[0].route',
          message: 'The http route has neither route, redirect, directResponse nor delegate, so it leads nowhere',
          fix: 'Add the destinations as route, or what else to do',
        },
      ],
    },
    {
      object: httpRoute(`${ROUTE}, redirect: {uri: /a}`),
      violations: [
        {
          path: 'spec.http[0].redirect',
          message: 'The http route has route and redirect, and a request takes one way only',
          fix: 'Keep one of them',
        },
      ],
    },
    {
      object: httpRoute(`${ROUTE}, directResponse: {status: 200}`),
      violations: [
        {
          path: 'spec.http[0].directResponse',
          message: 'The http route has route and directResponse, and a request takes one way only',
          fix: 'Keep one of them',
        },
      ],
    },
    {
      object: httpRoute('redirect: {uri: /a}, directResponse: {status: 200}'),
      violations: [
        {
          path: 'spec.http[0].directResponse',
          message: 'The http route has redirect and directResponse, and a request takes one way only',
          fix: 'Keep one of them',
        },
      ],
    },
    {
      object: httpRoute(`${ROUTE}, redirect: {uri: /a}, directResponse: {status: 200}`),
      violations: [
        {
          path: 'spec.http[0].redirect',
          message: 'The http route has route and redirect and directResponse, and a request takes one way only',
          fix: 'Keep one of them',
        },
      ],
    },
  ],
});

testRule('virtual-service-delegation', 'error', {
  valid: [
    httpRoute('delegate: {name: a}'),
    httpRoute('match: [{uri: {prefix: /a}}], delegate: {name: a, namespace: b}, route: []'),
    httpRoute('delegate: {name: a}, directResponse: {status: 200}'),
    virtualService(`{http: [{${ROUTE}}]}`),
  ],
  invalid: [
    {
      object: httpRoute(`delegate: {name: a}, ${ROUTE}`),
      violations: [
        {
          path: 'spec.http[0].route',
          message: 'The http route delegates, and istiod refuses route beside a delegate',
          fix: 'Keep one of them',
        },
      ],
    },
    {
      object: httpRoute('delegate: {name: a}, redirect: {uri: /a}'),
      violations: [
        {
          path: 'spec.http[0].redirect',
          message: 'The http route delegates, and istiod refuses redirect beside a delegate',
          fix: 'Keep one of them',
        },
      ],
    },
    {
      object: httpRoute(`delegate: {name: a}, ${ROUTE}, redirect: {uri: /a}`),
      violations: [
        {
          path: 'spec.http[0].route',
          message: 'The http route delegates, and istiod refuses route beside a delegate',
          fix: 'Keep one of them',
        },
        {
          path: 'spec.http[0].redirect',
          message: 'The http route delegates, and istiod refuses redirect beside a delegate',
          fix: 'Keep one of them',
        },
      ],
    },
    {
      object: virtualService('{http: [{delegate: {name: a}}]}'),
      violations: [
        {
          path: 'spec.http[0].delegate',
          message: 'A VirtualService without hosts is a delegate, and a delegate does not delegate further',
          fix: 'Put the routes of the second delegate here, or list the hosts',
        },
      ],
    },
    {
      object: virtualService(`{hosts: [], http: [{delegate: {name: a}, ${ROUTE}}]}`),
      violations: [
        {
          path: 'spec.http[0].delegate',
          message: 'A VirtualService without hosts is a delegate, and a delegate does not delegate further',
          fix: 'Put the routes of the second delegate here, or list the hosts',
        },
      ],
    },
  ],
});

testRule('virtual-service-action-extras', 'error', {
  valid: [
    routed('fault: {abort: {httpStatus: 500}}, rewrite: {uri: /a}'),
    httpRoute('redirect: {uri: /a}, headers: {response: {set: {x: y}}}'),
    httpRoute('directResponse: {status: 200}'),
    httpRoute('delegate: {name: a}, redirect: {uri: /a}, rewrite: {uri: /a}'),
  ],
  invalid: [
    {
      object: httpRoute('redirect: {uri: /a}, fault: {abort: {httpStatus: 500}}'),
      violations: [
        {
          path: 'spec.http[0].fault',
          message: 'The http route has redirect, and istiod refuses fault beside it',
          fix: 'Remove fault',
        },
      ],
    },
    {
      object: httpRoute('redirect: {uri: /a}, rewrite: {uri: /a}'),
      violations: [
        {
          path: 'spec.http[0].rewrite',
          message: 'The http route has redirect, and istiod refuses rewrite beside it',
          fix: 'Remove rewrite',
        },
      ],
    },
    {
      object: httpRoute('directResponse: {status: 200}, fault: {abort: {httpStatus: 500}}'),
      violations: [
        {
          path: 'spec.http[0].fault',
          message: 'The http route has directResponse, and istiod refuses fault beside it',
          fix: 'Remove fault',
        },
      ],
    },
    {
      object: httpRoute('directResponse: {status: 200}, rewrite: {uri: /a}'),
      violations: [
        {
          path: 'spec.http[0].rewrite',
          message: 'The http route has directResponse, and istiod refuses rewrite beside it',
          fix: 'Remove rewrite',
        },
      ],
    },
    {
      object: httpRoute(
        'redirect: {uri: /a}, directResponse: {status: 200}, fault: {abort: {httpStatus: 500}}, rewrite: {uri: /a}',
      ),
      violations: [
        {
          path: 'spec.http[0].fault',
          message: 'The http route has redirect, and istiod refuses fault beside it',
          fix: 'Remove fault',
        },
        {
          path: 'spec.http[0].rewrite',
          message: 'The http route has redirect, and istiod refuses rewrite beside it',
          fix: 'Remove rewrite',
        },
      ],
    },
    {
      object: virtualService('{http: [{delegate: {name: a}, redirect: {uri: /a}, rewrite: {uri: /a}}]}'),
      violations: [
        {
          path: 'spec.http[0].rewrite',
          message: 'The http route has redirect, and istiod refuses rewrite beside it',
          fix: 'Remove rewrite',
        },
      ],
    },
  ],
});

testRule('virtual-service-timeout', 'error', {
  valid: [
    httpRoute(ROUTE),
    routed('timeout: 1ms'),
    routed('timeout: 1h30m'),
    routed('timeout: 0.5s'),
    routed('timeout: null'),
  ],
  invalid: [
    {
      object: routed('timeout: 0s'),
      violations: [
        {
          path: 'spec.http[0].timeout',
          message: 'timeout "0s" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: routed('timeout: 500us'),
      violations: [
        {
          path: 'spec.http[0].timeout',
          message: 'timeout "500us" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: routed('timeout: 1.5ms'),
      violations: [
        {
          path: 'spec.http[0].timeout',
          message: 'timeout "1.5ms" is not a whole number of milliseconds',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: routed('timeout: -1s'),
      violations: [
        {
          path: 'spec.http[0].timeout',
          message: 'timeout "-1s" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: routed('timeout: 10'),
      violations: [
        {
          path: 'spec.http[0].timeout',
          message: 'timeout "" is not a duration such as 1h, 1m30s, 1.5s or 10ms',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: routed('timeout: 1d'),
      violations: [
        {
          path: 'spec.http[0].timeout',
          message: 'timeout "1d" is not a duration such as 1h, 1m30s, 1.5s or 10ms',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: routed('timeout: ""'),
      violations: [
        {
          path: 'spec.http[0].timeout',
          message: 'timeout "" is not a duration such as 1h, 1m30s, 1.5s or 10ms',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
  ],
});
