import { testRule } from './rule-tester';
import { gateways, matched, ROUTE, routed, virtualService } from './virtual-services';

testRule('virtual-service-gateways', 'error', {
  valid: [
    gateways('public'),
    gateways('mesh'),
    gateways('istio-ingress/public, prod/internal, mesh'),
    gateways('public.istio-ingress.svc.cluster.local'),
    gateways('mesh, NOT/VALID!'),
    gateways('public, also not valid'),
    routed('match: [{gateways: [istio-ingress/public, mesh]}]'),
    virtualService(`{hosts: [shop], http: [{${ROUTE}}]}`),
  ],
  invalid: [
    {
      object: gateways('""'),
      violations: [
        {
          path: 'spec.gateways[0]',
          message: 'Gateway "" is empty',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
    {
      object: gateways('public_1'),
      violations: [
        {
          path: 'spec.gateways[0]',
          message: 'Gateway "public_1" has the label "public_1", which is more than letters, digits and inner dashes',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
    {
      object: gateways('istio-ingress/public_1'),
      violations: [
        {
          path: 'spec.gateways[0]',
          message: 'Gateway "istio-ingress/public_1" has "public_1" after the slash, which is no name of a Gateway',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
    {
      object: gateways('istio.ingress/public'),
      violations: [
        {
          path: 'spec.gateways[0]',
          message: 'Gateway "istio.ingress/public" has "istio.ingress" before the slash, which is no namespace',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
    {
      object: gateways('/public'),
      violations: [
        {
          path: 'spec.gateways[0]',
          message: 'Gateway "/public" has "" before the slash, which is no namespace',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
    {
      object: gateways('istio-ingress/'),
      violations: [
        {
          path: 'spec.gateways[0]',
          message: 'Gateway "istio-ingress/" has "" after the slash, which is no name of a Gateway',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
    {
      object: gateways('a/b/c'),
      violations: [
        {
          path: 'spec.gateways[0]',
          message: 'Gateway "a/b/c" has "b/c" after the slash, which is no name of a Gateway',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
    {
      object: gateways('a/b_, c_/d, e/f'),
      violations: [
        {
          path: 'spec.gateways[0]',
          message: 'Gateway "a/b_" has "b_" after the slash, which is no name of a Gateway',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
        {
          path: 'spec.gateways[1]',
          message: 'Gateway "c_/d" has "c_" before the slash, which is no namespace',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
    {
      object: gateways('a/b, c_, d_'),
      violations: [
        {
          path: 'spec.gateways[1]',
          message: 'Gateway "c_" has the label "c_", which is more than letters, digits and inner dashes',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
    {
      object: gateways('"*/public"'),
      violations: [
        {
          path: 'spec.gateways[0]',
          message: 'Gateway "*/public" has "*" before the slash, which is no namespace',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
    {
      object: routed('match: [{gateways: [a/b_]}, {gateways: [c_]}]'),
      violations: [
        {
          path: 'spec.http[0].match[0].gateways[0]',
          message: 'Gateway "a/b_" has "b_" after the slash, which is no name of a Gateway',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
        {
          path: 'spec.http[0].match[1].gateways[0]',
          message: 'Gateway "c_" has the label "c_", which is more than letters, digits and inner dashes',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
    {
      object: virtualService(`{hosts: [shop], tls: [{match: [{sniHosts: [shop], gateways: [a/b_]}], ${ROUTE}}]}`),
      violations: [
        {
          path: 'spec.tls[0].match[0].gateways[0]',
          message: 'Gateway "a/b_" has "b_" after the slash, which is no name of a Gateway',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
    {
      object: virtualService(`{hosts: [shop], tcp: [{match: [{gateways: [a/b_]}], ${ROUTE}}]}`),
      violations: [
        {
          path: 'spec.tcp[0].match[0].gateways[0]',
          message: 'Gateway "a/b_" has "b_" after the slash, which is no name of a Gateway',
          fix: 'Use NAME, NAMESPACE/NAME, or "mesh" for sidecars',
        },
      ],
    },
  ],
});

testRule('virtual-service-legacy-gateway', 'warning', {
  valid: [
    gateways('public'),
    gateways('mesh'),
    gateways('istio-ingress/public'),
    gateways('mesh, public.prod'),
    gateways('public_1.prod'),
  ],
  invalid: [
    {
      object: gateways('public.istio-ingress.svc.cluster.local'),
      violations: [
        {
          path: 'spec.gateways[0]',
          message:
            'Gateway "public.istio-ingress.svc.cluster.local" is in the old form NAME.NAMESPACE, which istiod still reads and tools no longer do',
          fix: 'Use "istio-ingress/public"',
        },
      ],
    },
    {
      object: gateways('public.istio-ingress'),
      violations: [
        {
          path: 'spec.gateways[0]',
          message:
            'Gateway "public.istio-ingress" is in the old form NAME.NAMESPACE, which istiod still reads and tools no longer do',
          fix: 'Use "istio-ingress/public"',
        },
      ],
    },
    {
      object: gateways('public.'),
      violations: [
        {
          path: 'spec.gateways[0]',
          message:
            'Gateway "public." is in the old form NAME.NAMESPACE, which istiod still reads and tools no longer do',
          fix: 'Use NAME or NAMESPACE/NAME',
        },
      ],
    },
    {
      object: gateways('a/b, public.prod, other.prod'),
      violations: [
        {
          path: 'spec.gateways[1]',
          message:
            'Gateway "public.prod" is in the old form NAME.NAMESPACE, which istiod still reads and tools no longer do',
          fix: 'Use "prod/public"',
        },
      ],
    },
    {
      object: routed('match: [{gateways: [public.prod]}]'),
      violations: [
        {
          path: 'spec.http[0].match[0].gateways[0]',
          message:
            'Gateway "public.prod" is in the old form NAME.NAMESPACE, which istiod still reads and tools no longer do',
          fix: 'Use "prod/public"',
        },
      ],
    },
  ],
});

testRule('virtual-service-claim-routing', 'error', {
  valid: [
    virtualService(
      `{hosts: [shop], gateways: [public], http: [{match: [{headers: {"@request.auth.claims.group": {exact: a}}}], ${ROUTE}}]}`,
    ),
    virtualService(
      `{hosts: [shop], gateways: [public, istio-ingress/b], http: [{match: [{withoutHeaders: {"@request.auth.claims[group]": {}}}], ${ROUTE}}]}`,
    ),
    matched('headers: {x-group: {exact: a}}'),
    matched('headers: {"@request.auth.claims": {exact: a}}'),
    matched('headers: {"@request.auth.claims.": {exact: a}}'),
    matched('headers: {"@request.auth.claims[]": {exact: a}}'),
    matched('headers: {"x@request.auth.claims.a": {exact: a}}'),
  ],
  invalid: [
    {
      object: matched('headers: {"@request.auth.claims.group": {exact: a}}'),
      violations: [
        {
          path: 'spec.http[0].match[0].headers["@request.auth.claims.group"]',
          message:
            'Match "@request.auth.claims.group" is for a claim of a JWT, which only gateways can match, but the VirtualService lists no gateways',
          fix: 'List named gateways only, or match a header',
        },
      ],
    },
    {
      object: matched('withoutHeaders: {"@Request.Auth.Claims[a][b]": {exact: a}}'),
      violations: [
        {
          path: 'spec.http[0].match[0].withoutHeaders["@Request.Auth.Claims[a][b]"]',
          message:
            'Match "@Request.Auth.Claims[a][b]" is for a claim of a JWT, which only gateways can match, but the VirtualService lists no gateways',
          fix: 'List named gateways only, or match a header',
        },
      ],
    },
    {
      object: virtualService(
        `{hosts: [shop], gateways: [public, mesh], http: [{match: [{headers: {"@request.auth.claims.group": {exact: a}}}], ${ROUTE}}]}`,
      ),
      violations: [
        {
          path: 'spec.http[0].match[0].headers["@request.auth.claims.group"]',
          message:
            'Match "@request.auth.claims.group" is for a claim of a JWT, which only gateways can match, but the VirtualService lists "mesh" as a gateway',
          fix: 'List named gateways only, or match a header',
        },
      ],
    },
    {
      object: virtualService(`{http: [{match: [{headers: {"@request.auth.claims.group": {exact: a}}}], ${ROUTE}}]}`),
      violations: [
        {
          path: 'spec.http[0].match[0].headers["@request.auth.claims.group"]',
          message:
            'Match "@request.auth.claims.group" is for a claim of a JWT, which only gateways can match, but the VirtualService lists no gateways',
          fix: 'List named gateways only, or match a header',
        },
      ],
    },
  ],
});
