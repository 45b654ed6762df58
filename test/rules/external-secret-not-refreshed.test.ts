import { testMeshRule } from './mesh-rule-tester';

const external = (spec: string) => `
{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: web, namespace: shop }, spec: { ${spec} } }
`;
const TLS = 'target: { template: { type: kubernetes.io/tls } }';

testMeshRule('external-secret-not-refreshed', {
  valid: [
    { name: 'the defaults', objects: external(TLS) },
    { name: 'each hour', objects: external(`refreshPolicy: Periodic, refreshInterval: 1h, ${TLS}`) },
    { name: 'a password', objects: external('refreshInterval: "0", data: [{ secretKey: password }]') },
    { name: 'no interval', objects: external(`refreshInterval: never, ${TLS}`) },
  ],
  invalid: [
    {
      name: 'no refresh',
      objects: external(`refreshInterval: "0", ${TLS}`),
      findings: [
        {
          on: 'ExternalSecret shop/web',
          path: 'spec.refreshInterval',
          message:
            'refreshInterval "0" leaves the Secret as it is when the certificate in the store is renewed, so that the copy expires, and clients refuse it',
          fix: 'Use refreshPolicy: Periodic with a refreshInterval such as "1h"',
        },
      ],
    },
    {
      name: 'zero seconds, by its keys',
      objects: external('refreshInterval: 0s, data: [{ secretKey: tls.crt }, { secretKey: tls.key }]'),
      findings: [
        {
          on: 'ExternalSecret shop/web',
          path: 'spec.refreshInterval',
          message:
            'refreshInterval "0s" leaves the Secret as it is when the certificate in the store is renewed, so that the copy expires, and clients refuse it',
          fix: 'Use refreshPolicy: Periodic with a refreshInterval such as "1h"',
        },
      ],
    },
    {
      name: 'created once, by its template',
      objects: external(
        'refreshPolicy: CreatedOnce, refreshInterval: 1h, target: { template: { data: { tls.crt: "{{ .a }}" } } }',
      ),
      findings: [
        {
          on: 'ExternalSecret shop/web',
          path: 'spec.refreshPolicy',
          message:
            'refreshPolicy "CreatedOnce" leaves the Secret as it is when the certificate in the store is renewed, so that the copy expires, and clients refuse it',
          fix: 'Use refreshPolicy: Periodic with a refreshInterval such as "1h"',
        },
      ],
    },
    {
      name: 'on change',
      objects: external(`refreshPolicy: OnChange, ${TLS}`),
      findings: [
        {
          on: 'ExternalSecret shop/web',
          path: 'spec.refreshPolicy',
          message:
            'refreshPolicy "OnChange" leaves the Secret as it is when the certificate in the store is renewed, so that the copy expires, and clients refuse it',
          fix: 'Use refreshPolicy: Periodic with a refreshInterval such as "1h"',
        },
      ],
    },
  ],
});
