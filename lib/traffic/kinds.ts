/** Kinds as `kindKey` names them, so that all versions of a kind are one. */
export const AUTHORIZATION_POLICY = 'AuthorizationPolicy.security.istio.io';
export const CERTIFICATE = 'Certificate.cert-manager.io';
export const DESTINATION_RULE = 'DestinationRule.networking.istio.io';
export const GATEWAY = 'Gateway.networking.istio.io';
export const GATEWAY_CLASS = 'GatewayClass.gateway.networking.k8s.io';
export const INGRESS = 'Ingress.networking.k8s.io';
export const INGRESS_CLASS = 'IngressClass.networking.k8s.io';
export const KUBERNETES_GATEWAY = 'Gateway.gateway.networking.k8s.io';
export const PEER_AUTHENTICATION = 'PeerAuthentication.security.istio.io';
export const REQUEST_AUTHENTICATION = 'RequestAuthentication.security.istio.io';
export const SERVICE_ENTRY = 'ServiceEntry.networking.istio.io';
export const SIDECAR = 'Sidecar.networking.istio.io';
export const VIRTUAL_SERVICE = 'VirtualService.networking.istio.io';
