import type { Explanations } from './explanation';
import { securityReference } from './istio-reference';
import {
  NAMESPACE,
  policy,
  policyIn,
  rule,
  ruleIn,
  selecting,
  tls,
  WITHOUT_AUTO_MTLS,
  workload,
} from './mutual-tls-examples';

const POLICY = securityReference('peer_authentication', 'PeerAuthentication');
const MODE = securityReference('peer_authentication', 'PeerAuthentication-MutualTLS-Mode');
const KIALI = 'https://kiali.io/docs/features/validations/';
const POLICIES = 'https://github.com/istio/istio/blob/1.30.3/pilot/pkg/model/authentication.go';
const PUSH_CONTEXT = 'https://github.com/istio/istio/blob/1.30.3/pilot/pkg/model/push_context.go';
const AUTO_MTLS = 'https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls';

const SHOP = '*.shop.svc.cluster.local';
const WEB = `${NAMESPACE}${workload('web')}`;
const STRICT = policy('default', 'STRICT');
const MUTUAL = tls('ISTIO_MUTUAL');
const MESH_MUTUAL = ruleIn('istio-system', 'default', '*.local', ...MUTUAL);
const SHOP_MUTUAL = rule('default', SHOP, ...MUTUAL);
const OPTED_OUT = 'sidecar.istio.io/inject: "false"';

function port(number: number): string[] {
  return [...selecting('web'), 'portLevelMtls:', `  ${number}:`, '    mode: PERMISSIVE'];
}

function ingress(className: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
${className}  defaultBackend:
    service:
      name: web
      port:
        number: 80
`;
}

export const PEER_AUTHENTICATION_EXPLANATIONS: Explanations = {
  'peer-authentication-duplicate': {
    why: 'Of policies without a selector istiod goes by the oldest in a namespace and ignores the others, with a line in its log. Which mode is in force depends on the order in which objects were created, and changes when one is created anew: STRICT on paper, plaintext on the wire.',
    fix: 'Keep one policy without a selector for a namespace, by custom with the name `default`.',
    bad: `${STRICT}${policy('migration', 'PERMISSIVE')}`,
    good: STRICT,
    source: `${POLICIES} ${KIALI}`,
  },
  'peer-authentication-selector-overlap': {
    why: 'Of several policies that select a workload istiod takes the oldest and ignores the others, so that the mode in force depends on the order in which they were created.',
    fix: 'Merge the policies, or make their selectors exclude each other.',
    bad: `${WEB}${policy('web', 'STRICT', ...selecting('web'))}${policy('web-ports', 'PERMISSIVE', ...selecting('web'))}`,
    good: `${WEB}${policy('web', 'STRICT', ...selecting('web'))}`,
    source: `${POLICY} ${KIALI}`,
  },
  'selector-matches-nothing': {
    why: 'A selector that no workload meets is no error to anyone, and the policy is in force nowhere: what it was to protect takes plaintext, or requests with any token.',
    fix: 'Use the labels of the Pods, which are those in the template of their Deployment. A policy acts in its own namespace; only those of the root namespace act in all.',
    bad: `${WEB}${policy('web', 'STRICT', ...selecting('website'))}`,
    good: `${WEB}${policy('web', 'STRICT', ...selecting('web'))}`,
    source: `${POLICY} ${KIALI}`,
  },
  'peer-authentication-root-selector': {
    why: 'Policies of the root namespace are for the whole mesh, and istiod leaves out those that select a workload. The workload goes on with the mode of the mesh, which may be weaker.',
    fix: 'Move the policy to the namespace of the workload, or remove the selector.',
    bad: policyIn('istio-system', 'web', 'STRICT', ...selecting('web')),
    good: policy('web', 'STRICT', ...selecting('web')),
    source: POLICY,
  },
  'peer-authentication-port': {
    why: "The sidecar knows the ports of its Pod, not those of Services in front of it. Settings for a Service's port are never looked at, so that the exception, or the protection, that they are for is not there.",
    fix: 'Write the number that the container listens on, the `targetPort` of the Service.',
    bad: `${WEB}${policy('web', 'STRICT', ...port(80))}`,
    good: `${WEB}${policy('web', 'STRICT', ...port(8080))}`,
    source: POLICY,
  },
  'peer-authentication-mode-unseen': {
    why: 'Automatic mutual TLS goes by the mode of the namespace or the mesh, not by policies for a workload or a port. Where that says DISABLE, clients send plaintext, and the STRICT workload resets it: every request ends with 503.',
    fix: 'Make the wider policy PERMISSIVE, or tell clients by a DestinationRule with mode ISTIO_MUTUAL.',
    bad: `${WEB}${policy('default', 'DISABLE')}${policy('web', 'STRICT', ...selecting('web'))}`,
    good: `${WEB}${policy('default', 'PERMISSIVE')}${policy('web', 'STRICT', ...selecting('web'))}`,
    source: PUSH_CONTEXT,
  },
  'peer-authentication-plaintext-workload': {
    why: 'A policy is enforced by the sidecar, and here is none: the workload takes plaintext from anyone, no AuthorizationPolicy protects it, and STRICT in the same namespace says otherwise to whoever reads it.',
    fix: 'Let the workload have a sidecar, or move it to a namespace that promises nothing.',
    bad: `${NAMESPACE}${workload('web', OPTED_OUT)}${STRICT}`,
    good: `${WEB}${STRICT}`,
    source: MODE,
  },
  'peer-authentication-mesh-without-rule': {
    why: 'With automatic mutual TLS switched off, clients send it only where a DestinationRule says so. A STRICT mesh then refuses what they send to all other Services, with 503.',
    fix: 'Switch automatic mutual TLS on again, or add a DestinationRule for `*.local` with mode ISTIO_MUTUAL to the root namespace.',
    bad: `${WITHOUT_AUTO_MTLS}${policyIn('istio-system', 'default', 'STRICT')}${SHOP_MUTUAL}`,
    good: `${WITHOUT_AUTO_MTLS}${policyIn('istio-system', 'default', 'STRICT')}${MESH_MUTUAL}`,
    source: `${AUTO_MTLS} ${KIALI}`,
  },
  'peer-authentication-namespace-without-rule': {
    why: 'With automatic mutual TLS switched off, clients send it only where a DestinationRule says so. The STRICT namespace refuses what they send instead, with 503.',
    fix: 'Switch automatic mutual TLS on again, or add a DestinationRule for all Services of the namespace with mode ISTIO_MUTUAL.',
    bad: `${WITHOUT_AUTO_MTLS}${WEB}${STRICT}${rule('web', 'web', ...MUTUAL)}`,
    good: `${WITHOUT_AUTO_MTLS}${WEB}${STRICT}${SHOP_MUTUAL}`,
    source: `${AUTO_MTLS} ${KIALI}`,
  },
  'peer-authentication-namespace-disable': {
    why: 'Sidecars that are told DISABLE hand TLS on to the application as it comes, which cannot read it: while a DestinationRule makes clients send it, every request to the namespace ends with 503.',
    fix: 'Make the policy STRICT or PERMISSIVE, or exempt the namespace by a DestinationRule with mode DISABLE.',
    bad: `${policy('default', 'DISABLE')}${SHOP_MUTUAL}`,
    good: `${STRICT}${SHOP_MUTUAL}`,
    source: `${MODE} ${KIALI}`,
  },
  'peer-authentication-mesh-disable': {
    why: 'Sidecars that are told DISABLE hand TLS on to the application as it comes, which cannot read it: while a DestinationRule makes all clients send it, every request in the mesh ends with 503.',
    fix: 'Make the policy STRICT or PERMISSIVE, or remove the rule.',
    bad: `${WITHOUT_AUTO_MTLS}${policyIn('istio-system', 'default', 'DISABLE')}${MESH_MUTUAL}`,
    good: `${WITHOUT_AUTO_MTLS}${policyIn('istio-system', 'default', 'STRICT')}${MESH_MUTUAL}`,
    source: `${MODE} ${KIALI}`,
  },
  'ingress-backend-strict': {
    why: 'A controller such as ingress-nginx, or the load balancer of a cloud, connects to the Pods itself and has no certificate of the mesh. STRICT sidecars reset its connections, and clients get 502 or 503.',
    fix: 'Let the Ingress lead to the Service of an Istio gateway, which has an identity in the mesh, and route from there.',
    bad: `${WEB}${STRICT}${ingress('')}`,
    good: `${WEB}${STRICT}${ingress('  ingressClassName: istio\n')}`,
    source: `${MODE} https://istio.io/latest/docs/tasks/traffic-management/ingress/kubernetes-ingress/`,
  },
};
