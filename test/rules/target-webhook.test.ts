import { objectText, testRule } from './rule-tester';

const policy = (spec: string) => objectText('security.istio.io/v1', 'AuthorizationPolicy', spec);
const jwt = (spec: string) => objectText('security.istio.io/v1beta1', 'RequestAuthentication', spec);
const GATEWAY = '{ kind: Gateway, group: gateway.networking.k8s.io, name: shop }';

testRule('target-reference', 'error', {
  valid: [
    policy(`{ targetRefs: [${GATEWAY}] }`),
    policy('{ targetRef: { kind: Service, name: web } }'),
    policy('{ targetRef: { kind: Service, group: "", name: web, namespace: "" } }'),
    policy('{ targetRef: { kind: Service, group: core, name: web } }'),
    policy('{ targetRef: { kind: ServiceEntry, group: networking.istio.io, name: web } }'),
    jwt('{ targetRef: { kind: GatewayClass, group: gateway.networking.k8s.io, name: istio-waypoint } }'),
  ],
  invalid: [
    {
      object: policy('{ targetRef: { kind: Service } }'),
      violations: [
        {
          path: 'spec.targetRef.name',
          message: 'The reference has no name, so it points at nothing',
          fix: 'Set its name',
        },
      ],
    },
    {
      object: policy(`{ targetRefs: [${GATEWAY}, null] }`),
      violations: [
        { path: 'spec.targetRefs[1]', message: 'The reference is null', fix: 'Name its target, or remove it' },
      ],
    },
    {
      object: policy('{ targetRef: { kind: Service, name: web, namespace: prod } }'),
      violations: [
        {
          path: 'spec.targetRef.namespace',
          message: 'The reference names the namespace "prod", and istiod refuses any, the own one too',
          fix: 'Remove the namespace and put the policy where its target is',
        },
      ],
    },
    {
      object: policy('{ targetRef: { kind: Gateway, group: networking.istio.io, name: web } }'),
      violations: [
        {
          path: 'spec.targetRef.kind',
          message:
            'The reference is to kind "Gateway" of group "networking.istio.io", which istiod attaches no policies to',
          fix: 'Refer to a Service, a ServiceEntry of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io',
        },
      ],
    },
    {
      object: policy('{ targetRef: { kind: Gateway, name: web } }'),
      violations: [
        {
          path: 'spec.targetRef.kind',
          message: 'The reference is to kind "Gateway" of group "", which istiod attaches no policies to',
          fix: 'Refer to a Service, a ServiceEntry of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io',
        },
      ],
    },
    {
      object: policy('{ targetRef: { kind: HTTPRoute, group: gateway.networking.k8s.io, name: web } }'),
      violations: [
        {
          path: 'spec.targetRef.kind',
          message:
            'The reference is to kind "HTTPRoute" of group "gateway.networking.k8s.io", which istiod attaches no policies to',
          fix: 'Refer to a Service, a ServiceEntry of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io',
        },
      ],
    },
    {
      object: jwt(`{ targetRefs: [${GATEWAY}, { kind: Deployment, group: apps, namespace: other }] }`),
      violations: [
        {
          path: 'spec.targetRefs[1].name',
          message: 'The reference has no name, so it points at nothing',
          fix: 'Set its name',
        },
        {
          path: 'spec.targetRefs[1].namespace',
          message: 'The reference names the namespace "other", and istiod refuses any, the own one too',
          fix: 'Remove the namespace and put the policy where its target is',
        },
        {
          path: 'spec.targetRefs[1].kind',
          message: 'The reference is to kind "Deployment" of group "apps", which istiod attaches no policies to',
          fix: 'Refer to a Service, a ServiceEntry of networking.istio.io, or a Gateway or GatewayClass of gateway.networking.k8s.io',
        },
      ],
    },
  ],
});
