import { testMeshRule } from './mesh-rule-tester';
import { to, virtualService } from './route-objects';

const delayed = (delay: string) =>
  virtualService(
    'prod/shop',
    `hosts: [shop], http: [{ fault: { delay: { fixedDelay: 1s, ${delay} } }, ${to('shop').slice(2)}]`,
  );
const sidecar = (policy: string) => `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: prod }
spec: { outboundTrafficPolicy: { ${policy} } }
`;
const definition = (group: string, kind: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${kind.toLowerCase()}s.${group} }
spec: { group: ${group}, names: { kind: ${kind} } }
`;

testMeshRule('deprecated-field', {
  valid: [
    { name: 'percentage', objects: delayed('percentage: { value: 10 }') },
    { name: 'no percent', objects: delayed('percent: 0') },
    {
      name: 'an egress proxy, which istiod reads whatever is said of it',
      objects: sidecar('mode: ALLOW_ANY, egressProxy: { host: egress.istio-egress.svc.cluster.local }'),
    },
    { name: 'a definition of Istio', objects: definition('security.istio.io', 'AuthorizationPolicy') },
    { name: 'a definition of another project', objects: definition('example.com', 'ServiceRole') },
    { name: 'a definition of Istio that came later', objects: definition('rbac.istio.io', 'AuthorizationPolicy') },
  ],
  invalid: [
    {
      name: 'percent of a delay',
      objects: delayed('percent: 10'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.http[0].fault.delay.percent',
          message: 'fault.delay.percent is deprecated, since it takes whole numbers only',
          fix: 'Write percentage: {value: 10} instead',
        },
      ],
    },
    {
      name: 'a definition of the old access control',
      objects: definition('rbac.istio.io', 'ServiceRole'),
      findings: [
        {
          on: 'CustomResourceDefinition serviceroles.rbac.istio.io',
          path: 'spec.names.kind',
          message: 'ServiceRole of rbac.istio.io is no longer read by istiod, so that objects of it protect nothing',
          fix: 'Remove the definition, and write AuthorizationPolicies instead',
        },
      ],
    },
  ],
});
