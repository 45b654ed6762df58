/** For the Pods that are labelled `app: web`, with what stands in its one rule. */
export function requestAuthentication(rule: string): string {
  return `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
  jwtRules:
${rule}`;
}
