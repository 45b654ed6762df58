import { Catalog } from '../../lib/manifest/catalog';
import { authorityOn } from '../../lib/traffic/client-authority';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

const secret = (name: string, keys: string, kind = 'Secret') => `
---
{ apiVersion: v1, kind: ${kind}, metadata: { name: ${name.split('/')[1]}, namespace: ${name.split('/')[0]} }, data: { ${keys} } }
`;
const PAIR = 'tls.crt: eA==, tls.key: eA==';

function authority(tls: string, text: string) {
  const gateway = `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: a, namespace: shop }
spec: { servers: [ { port: { number: 443, name: x, protocol: HTTPS }, hosts: [ "*" ], tls: { mode: MUTUAL, ${tls} } } ] }
`;
  const mesh = new Mesh(new Catalog(objectsOf(gateway + text)));
  const [server] = mesh.gateways.all[0]?.servers ?? [];
  if (server === undefined) throw new Error('no server');
  const found = authorityOn(mesh.credentials, server, 'edge');
  return typeof found === 'object' ? `${found.manifest.kind} ${found.namespace}/${found.name}` : found;
}

test.each<[string, string, string, string | undefined]>([
  ['in the Secret of the server', 'credentialName: a', secret('edge/a', `${PAIR}, ca.crt: eA==`), 'Secret edge/a'],
  [
    'in a Secret of its own',
    'credentialName: a',
    secret('edge/a', `${PAIR}, ca.crt: eA==`) + secret('edge/a-cacert', 'cacert: eA=='),
    'Secret edge/a-cacert',
  ],
  [
    'a Secret of its own without one',
    'credentialName: a',
    secret('edge/a', `${PAIR}, ca.crt: eA==`) + secret('edge/a-cacert', 'x: eA=='),
    'missing',
  ],
  ['a Secret without one', 'credentialName: a', secret('edge/a', PAIR), 'missing'],
  ['a Secret of which nothing is known', 'credentialName: a', secret('edge/a', ''), 'Secret edge/a'],
  ['a Secret of another namespace', 'credentialName: a', secret('shop/a', `${PAIR}, ca.crt: eA==`), 'missing'],
  ['no Secrets at all', 'credentialName: a', '', undefined],
  [
    'of the first of several',
    'credentialNames: [ a, b ]',
    secret('edge/b', `${PAIR}, ca.crt: eA==`) + secret('edge/a', PAIR),
    'missing',
  ],
  [
    'by name',
    'credentialName: a, caCertCredentialName: b-cacert',
    secret('edge/a', `${PAIR}, ca.crt: eA==`) + secret('edge/b-cacert', 'ca.crt: eA=='),
    'Secret edge/b-cacert',
  ],
  [
    'by name, without the end',
    'credentialName: a, caCertCredentialName: b-cacert',
    secret('edge/b', 'ca.crt: eA=='),
    'Secret edge/b',
  ],
  [
    'a ConfigMap',
    'credentialName: a, caCertCredentialName: "configmap://trust/b"',
    secret('trust/b', 'ca.crt: x', 'ConfigMap'),
    'ConfigMap trust/b',
  ],
  [
    'a ConfigMap that is not there',
    'credentialName: a, caCertCredentialName: "configmap://trust/b"',
    secret('edge/a', PAIR),
    undefined,
  ],
  ['files of the Pod', 'serverCertificate: /a, privateKey: /b, caCertificates: /c', secret('edge/a', PAIR), undefined],
  ['from another server than istiod', 'credentialName: "sds://a"', secret('edge/a', PAIR), undefined],
])('%s', (_, tls, text, expected) => {
  expect(authority(tls, text)).toBe(expected);
});
