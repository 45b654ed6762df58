import { testMeshRule } from './mesh-rule-tester';

const policy = (spec: string, namespace = 'shop', version = 'v1') => `
apiVersion: security.istio.io/${version}
kind: AuthorizationPolicy
metadata: {name: orders, namespace: ${namespace}}
spec: ${spec}
---`;
const ORDERS = '{selector: {matchLabels: {app: orders}}}';
const pod = (labels: string, namespace = 'shop', more = '') => `
apiVersion: v1
kind: Pod
metadata: {name: pod, namespace: ${namespace}, labels: ${labels}}
spec: {containers: [{name: app, image: app}]${more}}
---`;
const deployment = (labels: string, namespace = 'shop') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders, namespace: ${namespace}}
spec: {template: {metadata: {labels: ${labels}}, spec: {containers: [{name: app, image: app}]}}}
---`;
const namespace = (name: string, labels = '{istio-injection: enabled}') => `
apiVersion: v1
kind: Namespace
metadata: {name: ${name}, labels: ${labels}}
---`;
const gateway = (name: string, className = 'istio') => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: shop}
spec: {gatewayClassName: ${className}}
---`;
const SELECTED_GATEWAY = '{selector: {matchLabels: {gateway.networking.k8s.io/gateway-name: edge}}}';

const CONTEXT = ', or name what the cluster has already with --context';
const EFFECT = ', so that the policy allows and denies nothing';
const nobody = (where = 'namespace "shop"', labels = 'app=orders', on = 'shop') => ({
  on: `AuthorizationPolicy ${on}/orders`,
  path: 'spec.selector.matchLabels',
  message: `No Pod of ${where} has the labels "${labels}"${EFFECT}`,
  fix: `Select labels that the Pods have, in their namespace${CONTEXT}`,
});
const empty = {
  on: 'AuthorizationPolicy shop/orders',
  path: 'metadata.namespace',
  message: `There is no Pod in namespace "shop"${EFFECT}`,
  fix: `Put the policy into the namespace of the workload${CONTEXT}`,
};
const outside = (what: string, path = 'spec.selector.matchLabels') => ({
  on: 'AuthorizationPolicy shop/orders',
  path,
  message: `Nothing that the policy is for is in the mesh: no proxy asks it before ${what}${EFFECT}`,
  fix: 'Have a sidecar injected, for instance by the label sidecar.istio.io/inject: "true" on the Pods',
});

testMeshRule('authorization-policy-no-workload', {
  valid: [
    {
      name: 'a Deployment with a sidecar by its namespace',
      objects: policy(ORDERS) + deployment('{app: orders, v: a}') + namespace('shop'),
    },
    {
      name: 'a Pod of the context, in by its own label',
      objects: policy(ORDERS),
      context: pod('{app: orders, sidecar.istio.io/inject: "true"}'),
    },
    {
      name: 'a Pod with the container of a sidecar',
      objects: policy('{}') + pod('{}', 'shop', ', initContainers: [{name: istio-proxy, image: x}]'),
    },
    {
      name: 'an ambient Pod',
      objects: policy(ORDERS) + pod('{app: orders}') + namespace('shop', '{istio.io/dataplane-mode: ambient}'),
    },
    {
      name: 'one Pod in, one out',
      objects:
        policy(ORDERS) +
        pod('{app: orders, sidecar.istio.io/inject: "false"}') +
        deployment('{app: orders}') +
        namespace('shop'),
    },
    { name: 'the whole mesh, whatever there is', objects: policy('{}', 'istio-system') + pod('{app: web}') },
    {
      name: 'a Pod anywhere, for a policy of the root namespace',
      objects: policy(ORDERS, 'mesh') + deployment('{app: orders}', 'other') + namespace('other'),
      mesh: { rootNamespace: 'mesh' },
    },
    {
      name: 'the gateway that Istio installs',
      objects: policy('{selector: {matchLabels: {istio: ingressgateway}}}', 'istio-system'),
    },
    {
      name: 'targets',
      objects:
        policy('{targetRefs: [{kind: Service, group: "", name: orders}]}') +
        policy('{targetRef: {kind: Service, group: "", name: orders}}', 'other') +
        pod('{app: web}'),
    },
    {
      name: 'a Gateway whose Pods istiod makes',
      objects: policy(SELECTED_GATEWAY) + gateway('edge') + pod('{app: web}'),
    },
    {
      name: 'a waypoint, of which another rule speaks',
      objects: policy(SELECTED_GATEWAY) + gateway('edge', 'istio-waypoint') + pod('{app: web}'),
    },
    { name: 'no Pods given', objects: policy(ORDERS) + namespace('shop'), undecided: ['the Pods that it selects'] },
    {
      name: 'nobody knows whether there are sidecars',
      objects: policy(ORDERS) + deployment('{app: orders}'),
      undecided: ['the Namespace "shop"'],
    },
    {
      name: 'one without, and another of which nobody knows',
      objects: policy(ORDERS) + deployment('{app: orders}') + pod('{app: orders, sidecar.istio.io/inject: "false"}'),
      undecided: ['the Namespace "shop"'],
    },
    {
      name: 'no namespace written is one namespace',
      objects: `${policy(ORDERS, '""')}${deployment('{app: orders, sidecar.istio.io/inject: "true"}', 'default')}`,
    },
  ],
  invalid: [
    {
      name: 'labels that no Pod has',
      objects: policy(ORDERS) + pod('{app: order}') + namespace('shop'),
      findings: [nobody()],
    },
    {
      name: 'labels of which the Pod has one',
      objects:
        policy('{selector: {matchLabels: {app: orders, v: b}}}', 'shop', 'v1beta1') +
        pod('{app: orders}') +
        namespace('shop'),
      findings: [nobody(undefined, 'app=orders,v=b')],
    },
    {
      name: 'a Pod of another namespace',
      objects: policy(ORDERS) + deployment('{app: orders}', 'other') + namespace('other'),
      findings: [nobody()],
    },
    {
      name: 'in the root namespace, labels that no Pod of any has',
      objects: policy(ORDERS, 'istio-system') + pod('{app: web}'),
      findings: [nobody('any namespace', undefined, 'istio-system')],
    },
    {
      name: 'a namespace without Pods',
      objects: policy('{}') + deployment('{app: orders}', 'other'),
      findings: [empty],
    },
    { name: 'Pods known by the context', objects: policy(ORDERS), context: pod('{app: web}'), findings: [nobody()] },
    {
      name: 'a workload that opts out',
      objects: policy(ORDERS) + deployment('{app: orders, sidecar.istio.io/inject: "false"}') + namespace('shop'),
      findings: [outside('the Pods of Deployment shop/orders')],
    },
    {
      name: 'a namespace without injection',
      objects: policy('{}') + pod('{app: orders}') + namespace('shop', '{}'),
      findings: [outside('Pod shop/pod', 'metadata.namespace')],
    },
    {
      name: 'a Gateway of another class',
      objects: policy(SELECTED_GATEWAY) + gateway('edge', 'nginx') + pod('{app: web}'),
      findings: [nobody(undefined, 'gateway.networking.k8s.io/gateway-name=edge')],
    },
  ],
});
