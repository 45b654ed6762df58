/** The VirtualService `shop` with the lines of its `spec`. */
export function shopVirtualService(spec: string): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
  namespace: prod
spec:
${spec}`;
}

/** `shop.example.com` at the public gateway, with the items of `spec.http`. */
export function shopRoutes(http: string): string {
  return shopVirtualService(`  hosts:
    - shop.example.com
  gateways:
    - istio-ingress/public
  http:
${http}`);
}
