/** On Namespaces and Pods: `ambient`, or `none`. */
export const DATAPLANE_MODE = 'istio.io/dataplane-mode';
/** On the Pods that istiod makes for a Gateway of the Gateway API: the name of that Gateway. */
export const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
/** On Pods, as an annotation too: whether they get a sidecar. */
export const INJECT = 'sidecar.istio.io/inject';
/** On Namespaces: whether their Pods get sidecars. */
export const INJECTION = 'istio-injection';
/** On what istiod makes for Gateways of the Gateway API: the controller that it does so for. */
export const MANAGED = 'gateway.istio.io/managed';
/** On Namespaces and Pods: the revision of istiod that injects sidecars. */
export const REVISION = 'istio.io/rev';
