/** A Gateway with one HTTPS server: with what stands in `tls`, and the port as it is written. */
export function httpsGateway(tls: string, port = '443'): string {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
  namespace: istio-system
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: ${port}
        name: https
        protocol: HTTPS
      hosts:
        - shop.example.com
      tls:
${tls}`;
}
