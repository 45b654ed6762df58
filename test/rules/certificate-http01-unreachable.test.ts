import { acme, issuer } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const ingress = (of: string) => issuer('/public', acme(`{ http01: { ingress: { ${of} } } }`));
const parent = (ref: string, at = '/public') =>
  issuer(at, acme(`{ http01: { gatewayHTTPRoute: { parentRefs: [{ ${ref} }] } } }`));
const ingressClass = (name: string, controller = 'k8s.io/ingress-nginx') => `
---
{ apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: { name: ${name} }, spec: { controller: ${controller} } }
`;
const GATEWAY = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec:
  gatewayClassName: istio
  listeners: [{ name: http, port: 80, protocol: HTTP }, { name: https, port: 443, protocol: HTTPS }]
`;
const OFF = { ingressControllerMode: 'OFF' };

testMeshRule('certificate-http01-unreachable', {
  valid: [
    { name: 'an IngressClass that is there', objects: ingress('ingressClassName: nginx') + ingressClass('nginx') },
    {
      name: 'an IngressClass of the context',
      objects: ingress('ingressClassName: nginx'),
      context: ingressClass('nginx'),
    },
    { name: 'the class of old, which is no object', objects: ingress('class: nginx') + ingressClass('other') },
    { name: 'no class', objects: ingress('serviceType: ClusterIP') + ingressClass('nginx') },
    { name: 'DNS-01', objects: issuer('/public', acme('{ dns01: {} }')) + ingressClass('nginx') },
    { name: 'a private issuer', objects: issuer('/own') + ingressClass('nginx') },
    {
      name: 'Istio',
      objects: ingress('ingressClassName: istio') + ingressClass('istio', 'istio.io/ingress-controller'),
    },
    {
      name: 'another controller, whatever Istio does',
      objects: ingress('ingressClassName: nginx') + ingressClass('nginx'),
      mesh: OFF,
    },
    {
      name: 'a Gateway with HTTP on port 80',
      objects: parent('name: public, namespace: edge, kind: Gateway') + GATEWAY,
    },
    { name: 'its listener', objects: parent('name: public, sectionName: http', 'edge/public') + GATEWAY },
    { name: 'a Gateway in the namespace of whatever Certificate', objects: parent('name: other') + GATEWAY },
    { name: 'another kind of parent', objects: parent('name: public, namespace: edge, kind: ListenerSet') + GATEWAY },
    { name: 'no IngressClass at all', objects: ingress('ingressClassName: nginx'), undecided: ['an IngressClass'] },
    {
      name: 'no Gateway at all',
      objects: parent('name: public, namespace: edge'),
      undecided: ['a Gateway of the Gateway API'],
    },
  ],
  invalid: [
    {
      name: 'no such IngressClass',
      objects: ingress('ingressClassName: istio') + ingressClass('nginx'),
      findings: [
        {
          on: 'ClusterIssuer public',
          path: 'spec.acme.solvers[0].http01.ingress.ingressClassName',
          message: 'There is no IngressClass "istio", so that challenges are not answered, and certificates not issued',
          fix: 'Name an IngressClass that is there, or name what the cluster has already with --context',
          refType: 'ingressClass',
        },
      ],
    },
    {
      name: 'an Issuer, the IngressClasses of the context',
      objects: issuer('shop/public', acme('{ dns01: {} }, { http01: { ingress: { ingressClassName: nginx } } }')),
      context: ingressClass('traefik'),
      findings: [
        {
          on: 'Issuer shop/public',
          path: 'spec.acme.solvers[1].http01.ingress.ingressClassName',
          message: 'There is no IngressClass "nginx", so that challenges are not answered, and certificates not issued',
          fix: 'Name an IngressClass that is there, or name what the cluster has already with --context',
          refType: 'ingressClass',
        },
      ],
    },
    {
      name: 'Istio is no Ingress controller',
      objects: ingress('ingressClassName: istio') + ingressClass('istio', 'istio.io/ingress-controller'),
      mesh: OFF,
      findings: [
        {
          on: 'ClusterIssuer public',
          path: 'spec.acme.solvers[0].http01.ingress.ingressClassName',
          message:
            'Istio answers no Ingress, as ingressControllerMode of the mesh config is OFF, so that challenges are not answered, and certificates not issued',
          fix: 'Use another class, or DNS-01',
        },
      ],
    },
    {
      name: 'the class of old, and Istio is no Ingress controller',
      objects: ingress('class: istio'),
      mesh: OFF,
      findings: [
        {
          on: 'ClusterIssuer public',
          path: 'spec.acme.solvers[0].http01.ingress.class',
          message:
            'Istio answers no Ingress, as ingressControllerMode of the mesh config is OFF, so that challenges are not answered, and certificates not issued',
          fix: 'Use another class, or DNS-01',
        },
      ],
    },
    {
      name: 'no such Gateway',
      objects: parent('name: other, namespace: edge') + GATEWAY,
      findings: [
        {
          on: 'ClusterIssuer public',
          path: 'spec.acme.solvers[0].http01.gatewayHTTPRoute.parentRefs[0].name',
          message:
            'There is no Gateway "edge/other" of the Gateway API, so that challenges are not answered, and certificates not issued',
          fix: 'Name a Gateway that is there, or name what the cluster has already with --context',
          refType: 'gateway',
        },
      ],
    },
    {
      name: 'a Gateway of another namespace than the Issuer',
      objects: parent('name: public', 'shop/public') + GATEWAY,
      findings: [
        {
          on: 'Issuer shop/public',
          path: 'spec.acme.solvers[0].http01.gatewayHTTPRoute.parentRefs[0].name',
          message:
            'There is no Gateway "shop/public" of the Gateway API, so that challenges are not answered, and certificates not issued',
          fix: 'Name a Gateway that is there, or name what the cluster has already with --context',
          refType: 'gateway',
        },
      ],
    },
    {
      name: 'the listener for HTTPS',
      objects: parent('name: public, namespace: edge, sectionName: https') + GATEWAY,
      findings: [
        {
          on: 'ClusterIssuer public',
          path: 'spec.acme.solvers[0].http01.gatewayHTTPRoute.parentRefs[0].name',
          message:
            'Listener "https" of Gateway "edge/public" does not serve HTTP on port 80, where the authority asks, so that challenges are not answered, and certificates not issued',
          fix: 'Name a Gateway that has a listener for HTTP on port 80',
        },
      ],
    },
    {
      name: 'no listener on port 80',
      objects: parent('name: public, namespace: edge') + GATEWAY.replace('80', '8080'),
      findings: [
        {
          on: 'ClusterIssuer public',
          path: 'spec.acme.solvers[0].http01.gatewayHTTPRoute.parentRefs[0].name',
          message:
            'Gateway "edge/public" does not serve HTTP on port 80, where the authority asks, so that challenges are not answered, and certificates not issued',
          fix: 'Name a Gateway that has a listener for HTTP on port 80',
        },
      ],
    },
  ],
});
