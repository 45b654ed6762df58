import { certificate, EDGE, gateway, https, secret } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const SIMPLE = gateway(https('mode: SIMPLE, credentialName: shop'));
const OTHER = secret('edge/other');

const external = (target: string) => `
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: shop, namespace: edge }
spec: { secretStoreRef: { name: vault }, target: ${target} }
`;

const configMap = (name: string) => `
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: ${name}, namespace: edge }, data: { ca.crt: x } }
`;

const mutual = (ca: string) =>
  gateway(https(`mode: MUTUAL, credentialName: shop, caCertCredentialName: "${ca}"`)) + EDGE + secret('edge/shop');

testMeshRule('gateway-credential-missing', {
  valid: [
    { name: 'a Secret', objects: SIMPLE + EDGE + secret('edge/shop') },
    { name: 'a Secret of the context', objects: SIMPLE, context: EDGE + secret('edge/shop') },
    { name: 'a Certificate', objects: SIMPLE + EDGE + certificate('edge/shop') },
    { name: 'an ExternalSecret', objects: SIMPLE + EDGE + external('{ name: shop }') },
    {
      name: 'a SealedSecret',
      objects: `${SIMPLE + EDGE}
---
{ apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: { name: shop, namespace: edge }, spec: { encryptedData: {} } }`,
    },
    {
      name: 'a copy pushed by reflector',
      objects: `${SIMPLE + EDGE}
---
apiVersion: v1
kind: Secret
metadata:
  name: shop
  namespace: shop
  annotations:
    reflector.v1.k8s.emberstack.com/reflection-allowed: "true"
    reflector.v1.k8s.emberstack.com/reflection-allowed-namespaces: edge
    reflector.v1.k8s.emberstack.com/reflection-auto-enabled: "true"
`,
    },
    {
      name: 'both of credentialNames',
      objects: `${gateway(https('mode: SIMPLE, credentialNames: [a, b]'))}${EDGE}${secret('edge/a')}${secret('edge/b')}`,
    },
    {
      name: 'with the namespace of the gateway',
      objects: gateway(https('mode: SIMPLE, credentialName: kubernetes://edge/shop')) + EDGE + secret('edge/shop'),
    },
    {
      name: 'a Secret that is in another namespace, which another rule tells',
      objects: SIMPLE + EDGE + secret('shop/shop'),
    },
    {
      name: 'a value with another namespace, which another rule tells',
      objects: gateway(https('mode: SIMPLE, credentialName: shop/shop')) + EDGE + OTHER,
    },
    {
      name: 'PASSTHROUGH, which uses no Secret',
      objects: gateway(https('mode: PASSTHROUGH, credentialName: shop')) + EDGE + OTHER,
    },
    { name: 'no mode, which is PASSTHROUGH', objects: gateway(https('credentialName: shop')) + EDGE + OTHER },
    { name: 'files', objects: gateway(https('mode: SIMPLE, serverCertificate: /a, privateKey: /b')) + EDGE + OTHER },
    {
      name: 'a Secret that another server delivers',
      objects: gateway(https('mode: SIMPLE, credentialName: sds://shop')) + EDGE + OTHER,
    },
    {
      name: 'a Gateway on no Pod',
      objects: gateway(https('mode: SIMPLE, credentialName: shop'), '{ istio: none }') + EDGE + OTHER,
    },
    {
      name: 'a server that is dropped for another of the same host',
      objects:
        gateway(`${https('mode: SIMPLE, credentialName: there')}, ${https('mode: SIMPLE, credentialName: shop')}`) +
        EDGE +
        secret('edge/there'),
    },
    { name: 'no Secret at all', objects: SIMPLE + EDGE, undecided: ['a Secret, or something that writes one'] },
    {
      name: 'no Secret at all, and the default gateway assumed',
      objects: gateway(https('mode: SIMPLE, credentialName: shop'), '{ istio: ingressgateway }'),
      undecided: ['a Secret, or something that writes one'],
    },
    { name: 'a CA in a ConfigMap', objects: mutual('configmap://edge/ca') + configMap('ca') },
    { name: 'a CA in a ConfigMap, and no ConfigMap known', objects: mutual('configmap://edge/ca') },
    { name: 'a CA in a Secret', objects: mutual('clients-cacert') + secret('edge/clients-cacert') },
    {
      name: 'a CA in a Secret without the end of its name',
      objects: mutual('clients-cacert') + secret('edge/clients'),
    },
    {
      name: 'a CA where no client is verified',
      objects:
        gateway(https('mode: SIMPLE, credentialName: shop, caCertCredentialName: clients-cacert')) +
        EDGE +
        secret('edge/shop'),
    },
  ],
  invalid: [
    {
      name: 'no such Secret',
      objects: SIMPLE + EDGE + OTHER,
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            'There is no Secret "shop" in namespace "edge", where the gateway runs, and nothing that writes one, so that clients get a reset of their TLS handshake',
          fix: 'Give a Certificate in namespace "edge" the secretName "shop", or name what the cluster has already with --context',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'v1beta1, judged against the cluster',
      objects: SIMPLE.replace('/v1', '/v1beta1'),
      context: EDGE + OTHER,
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            'There is no Secret "shop" in namespace "edge", where the gateway runs, and nothing that writes one, so that clients get a reset of their TLS handshake',
          fix: 'Give a Certificate in namespace "edge" the secretName "shop", or name what the cluster has already with --context',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'one of credentialNames',
      objects: gateway(https('mode: MUTUAL, credentialNames: [a, b]')) + EDGE + secret('edge/a'),
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialNames[1]',
          message:
            'There is no Secret "b" in namespace "edge", where the gateway runs, and nothing that writes one, so that clients get a reset of their TLS handshake',
          fix: 'Give a Certificate in namespace "edge" the secretName "b", or name what the cluster has already with --context',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'two servers, OPTIONAL_MUTUAL and TLS among them',
      objects:
        gateway(
          `${https('mode: OPTIONAL_MUTUAL, credentialName: a')}, ${https('mode: SIMPLE, credentialName: b', 'db.example.com').replace('HTTPS', 'TLS')}`,
        ) +
        EDGE +
        OTHER,
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            'There is no Secret "a" in namespace "edge", where the gateway runs, and nothing that writes one, so that clients get a reset of their TLS handshake',
          fix: 'Give a Certificate in namespace "edge" the secretName "a", or name what the cluster has already with --context',
          refType: 'credentialName',
        },
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[1].tls.credentialName',
          message:
            'There is no Secret "b" in namespace "edge", where the gateway runs, and nothing that writes one, so that clients get a reset of their TLS handshake',
          fix: 'Give a Certificate in namespace "edge" the secretName "b", or name what the cluster has already with --context',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'the default gateway, which is assumed',
      objects:
        gateway(https('mode: SIMPLE, credentialName: shop'), '{ istio: ingressgateway }') +
        secret('istio-system/other'),
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            'There is no Secret "shop" in namespace "istio-system", where the gateway runs, and nothing that writes one, so that clients get a reset of their TLS handshake',
          fix: 'Give a Certificate in namespace "istio-system" the secretName "shop", or name what the cluster has already with --context',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'a gateway in several namespaces',
      objects: `${SIMPLE + EDGE + OTHER}
---
apiVersion: v1
kind: Pod
metadata: { name: edge, namespace: edge2, labels: { istio: edge } }
spec: { containers: [{ name: istio-proxy, image: auto }] }
`,
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            'There is no Secret "shop" in namespace "edge" or "edge2", where the gateway runs, and nothing that writes one, so that clients get a reset of their TLS handshake',
          fix: 'Give a Certificate in namespace "edge" or "edge2" the secretName "shop", or name what the cluster has already with --context',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'an ExternalSecret that creates none',
      objects: SIMPLE + EDGE + external('{ name: shop, creationPolicy: None }') + OTHER,
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            'There is no Secret "shop" in namespace "edge", where the gateway runs, and nothing that writes one, so that clients get a reset of their TLS handshake',
          fix: 'Give a Certificate in namespace "edge" the secretName "shop", or name what the cluster has already with --context',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'no CA of that name',
      objects: mutual('clients-cacert'),
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.caCertCredentialName',
          message:
            'There is no Secret "clients-cacert" in namespace "edge", and nothing that writes one, so that no client certificate can be verified, and clients get a reset of their TLS handshake',
          fix: 'Put the CA of the clients there under the key "ca.crt", or name what the cluster has already with --context',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'no ConfigMap of that name',
      objects: mutual('configmap://edge/ca') + configMap('other'),
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.caCertCredentialName',
          message:
            'There is no ConfigMap "ca" in namespace "edge", and nothing that writes one, so that no client certificate can be verified, and clients get a reset of their TLS handshake',
          fix: 'Put the CA of the clients there under the key "ca.crt", or name what the cluster has already with --context',
          refType: 'credentialName',
        },
      ],
    },
  ],
});
