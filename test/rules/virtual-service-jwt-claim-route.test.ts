import { testMeshRule } from './mesh-rule-tester';
import {
  deployment,
  edgePods,
  gateway,
  gatewayWith,
  HTTP,
  requestAuthentication,
  to,
  virtualService,
} from './route-objects';

const EDGE = edgePods() + gateway('edge/public', 'shop.example.com');
const matched = (match: string, gateways = 'edge/public') =>
  virtualService(
    'prod/shop',
    `hosts: [shop.example.com], gateways: [${gateways}], http: [{ match: [${match}], ${to('shop').slice(2)}]`,
  );
const CLAIM = '{ headers: { "@request.auth.claims.group": { exact: staff } } }';
const SELECTED = 'selector: { matchLabels: { istio: edge } }';
const DEFAULT_GATEWAY = gatewayWith(
  'edge/public',
  `{ port: ${HTTP}, hosts: [shop.example.com] }`,
  'istio: ingressgateway',
);

testMeshRule('virtual-service-jwt-claim-route', {
  valid: [
    { name: 'on the Pods', objects: EDGE + matched(CLAIM) + requestAuthentication('edge/jwt', SELECTED) },
    { name: 'on all Pods of the namespace', objects: EDGE + matched(CLAIM) + requestAuthentication('edge/jwt') },
    {
      name: 'on all Pods of the mesh',
      objects: EDGE + matched(CLAIM),
      context: requestAuthentication('istio-system/jwt'),
    },
    {
      name: 'in the root namespace of this mesh',
      objects: EDGE + matched(CLAIM) + requestAuthentication('root/jwt'),
      mesh: { rootNamespace: 'root' },
    },
    {
      name: 'no claim',
      objects: EDGE + matched('{ headers: { "@request.auth.principal": { exact: a } } }, { uri: { prefix: / } }'),
    },
    { name: 'with sidecars, which istiod refuses', objects: EDGE + matched(CLAIM, 'edge/public, mesh') },
    { name: 'a Gateway that is not there', objects: EDGE + matched(CLAIM, 'edge/other') },
    {
      name: 'Pods unknown',
      objects: gateway('edge/public', 'a.b') + matched(CLAIM),
      undecided: ['the Pods of Gateway "edge/public"'],
    },
    {
      name: 'the assumed gateway may be elsewhere',
      objects:
        DEFAULT_GATEWAY +
        matched(CLAIM) +
        requestAuthentication('ingress/jwt', 'selector: { matchLabels: { istio: ingressgateway } }'),
      undecided: ['the Pods of Gateway "edge/public"'],
    },
    {
      name: 'on the assumed gateway',
      objects: DEFAULT_GATEWAY + matched(CLAIM) + requestAuthentication('istio-system/jwt'),
    },
  ],
  invalid: [
    {
      name: 'none anywhere, on the assumed gateway',
      objects: DEFAULT_GATEWAY + matched(CLAIM),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].match[0].headers["@request.auth.claims.group"]',
          message:
            'Match "@request.auth.claims.group" is for a claim of a JWT, but no RequestAuthentication is on the Pods of Gateway "edge/public" in "istio-system", so that no request has the claim there',
          fix: 'Add a RequestAuthentication in "istio-system" that selects these Pods, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'none',
      objects: EDGE + matched(CLAIM),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].match[0].headers["@request.auth.claims.group"]',
          message:
            'Match "@request.auth.claims.group" is for a claim of a JWT, but no RequestAuthentication is on the Pods of Gateway "edge/public" in "edge", so that no request has the claim there',
          fix: 'Add a RequestAuthentication in "edge" that selects these Pods, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'in brackets, in withoutHeaders, in any case',
      objects: EDGE + matched('{ uri: { prefix: / } }, { withoutHeaders: { "@Request.Auth.Claims[group]": {} } }'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].match[1].withoutHeaders["@Request.Auth.Claims[group]"]',
          message:
            'Match "@Request.Auth.Claims[group]" is for a claim of a JWT, but no RequestAuthentication is on the Pods of Gateway "edge/public" in "edge", so that no request has the claim there',
          fix: 'Add a RequestAuthentication in "edge" that selects these Pods, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'where the VirtualService is',
      objects: EDGE + matched(CLAIM) + requestAuthentication('prod/jwt'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].match[0].headers["@request.auth.claims.group"]',
          message:
            'Match "@request.auth.claims.group" is for a claim of a JWT, but no RequestAuthentication is on the Pods of Gateway "edge/public" in "edge", so that no request has the claim there',
          fix: 'Add a RequestAuthentication in "edge" that selects these Pods, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'on other Pods',
      objects:
        EDGE + matched(CLAIM) + requestAuthentication('edge/jwt', 'selector: { matchLabels: { istio: inside } }'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].match[0].headers["@request.auth.claims.group"]',
          message:
            'Match "@request.auth.claims.group" is for a claim of a JWT, but no RequestAuthentication is on the Pods of Gateway "edge/public" in "edge", so that no request has the claim there',
          fix: 'Add a RequestAuthentication in "edge" that selects these Pods, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'on some of the Pods',
      objects: EDGE + deployment('more/edge', '{ istio: edge }') + matched(CLAIM) + requestAuthentication('edge/jwt'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].match[0].headers["@request.auth.claims.group"]',
          message:
            'Match "@request.auth.claims.group" is for a claim of a JWT, but no RequestAuthentication is on the Pods of Gateway "edge/public" in "more", so that no request has the claim there',
          fix: 'Add a RequestAuthentication in "more" that selects these Pods, or name what the cluster has already with --context',
        },
      ],
    },
    {
      name: 'on one of two Gateways',
      objects:
        EDGE +
        edgePods('inside', 'inside') +
        gatewayWith('edge/inside', `{ port: ${HTTP}, hosts: ["*"] }`, 'istio: inside') +
        matched(CLAIM, 'edge/public, edge/inside') +
        requestAuthentication('edge/jwt'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].match[0].headers["@request.auth.claims.group"]',
          message:
            'Match "@request.auth.claims.group" is for a claim of a JWT, but no RequestAuthentication is on the Pods of Gateway "edge/inside" in "inside", so that no request has the claim there',
          fix: 'Add a RequestAuthentication in "inside" that selects these Pods, or name what the cluster has already with --context',
        },
      ],
    },
  ],
});
