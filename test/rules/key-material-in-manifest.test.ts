import { VALID } from './certificates';
import { secret } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const pem = (label: string) =>
  `-----BEGIN ${label}-----\nMC4CAQAwBQYDK2VwBCIEIAAAAAAAAAAAAAAAAAAA\n-----END ${label}-----\n`;
const KEY = pem('PRIVATE KEY');
/** In parts, so that nobody takes this file for one with tokens. */
const token = (...parts: readonly string[]) => parts.join('');
const JWT = token(
  'ey',
  'JhbGciOiJIUzI1NiJ9.',
  'ey',
  'JzdWIiOiIxMjM0NTY3ODkwIn0.',
  'c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU',
);

const config = (data: Readonly<Record<string, string>>) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data });
const data = (values: Readonly<Record<string, string>>) => secret('shop/a', `, data: ${JSON.stringify(values)}`);
const text = (values: Readonly<Record<string, string>>) => secret('shop/a', `, stringData: ${JSON.stringify(values)}`);

const kubeconfig = (user: string) =>
  `apiVersion: v1\nkind: Config\ncurrent-context: a\nusers:\n  - name: a\n    user: { ${user} }\n`;

testMeshRule('key-material-in-manifest', {
  valid: [
    { name: 'a Secret by name and type', objects: secret('shop/a', ', type: kubernetes.io/tls') },
    { name: 'a Secret with empty values', objects: data({ 'tls.crt': '', 'tls.key': '' }) },
    {
      name: 'a Secret with certificates only',
      objects: data({ 'ca.crt': base64(`# roots\n${VALID}\n${VALID}`) }),
    },
    {
      name: 'a Secret with stand-ins',
      objects:
        text({ a: '${KEY}', b: '{{ .key }}', c: '<path:kv/data/shop#key>', d: 'ENC[AES256_GCM,data:abc]' }) +
        data({ e: base64('{{ .key }}') }).replace('name: a', 'name: b'),
    },
    {
      name: 'a token for a ServiceAccount that is yet to come',
      objects: secret('shop/a', ', type: kubernetes.io/service-account-token'),
    },
    {
      name: 'a SealedSecret',
      objects: `{ apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: { name: a }, spec: { encryptedData: { tls.key: ${'AgBy3i4OJSWK'.repeat(20)} } } }`,
    },
    {
      name: 'the template of an ExternalSecret',
      objects: `{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: a }, spec: { target: { template: { data: { tls.key: "-----BEGIN PRIVATE KEY-----\\n{{ .key }}\\n-----END PRIVATE KEY-----" } } } } }`,
    },
    {
      name: 'certificates and public keys',
      objects: config({ 'ca.crt': VALID, 'key.pub': pem('PUBLIC KEY'), wrapped: base64(VALID) }),
    },
    {
      name: 'a text about keys',
      objects: config({
        README: 'The file begins with -----BEGIN PRIVATE KEY----- and ends with -----END PRIVATE KEY-----.',
      }),
    },
    {
      name: 'public JWKS',
      objects: config({ jwks: JSON.stringify({ keys: [{ kty: 'RSA', n: 'x'.repeat(300), e: 'AQAB' }] }) }),
    },
    {
      name: 'a kubeconfig with a file',
      objects: config({ config: kubeconfig('tokenFile: /var/run/secrets/token, client-key: /a.pem') }),
    },
    { name: 'the key of the documentation of AWS', objects: config({ id: 'AKIAIOSFODNN7EXAMPLE' }) },
    {
      name: 'short words with the same beginnings',
      objects: config({ a: 'eyJ', b: 'ghp_short-and-not-a-token', c: 'eyJhIjoxfQ.eyJhIjoxfQ.a' }),
    },
    { name: 'many beginnings', objects: config({ a: '-----BEGIN PRIVATE KEY-----'.repeat(5_000) }) },
    {
      name: 'a deep object',
      objects: `{ apiVersion: a/v1, kind: A, metadata: { name: a }, spec: ${'['.repeat(40)}${']'.repeat(40)} }`,
    },
    { name: 'a Secret of the context', objects: config({}), context: data({ 'tls.key': base64(KEY) }) },
  ],
  invalid: [
    {
      name: 'a Secret with a value',
      objects: data({ key: 'c2VjcmV0' }),
      findings: [
        {
          on: 'Secret shop/a',
          path: 'data.key',
          message:
            'The Secret comes with values, for "key": what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'a Secret with certificate and key',
      objects: data({ 'tls.crt': base64(VALID), 'tls.key': base64(KEY) }),
      findings: [
        {
          on: 'Secret shop/a',
          path: 'data["tls.key"]',
          message:
            'The Secret comes with values, for "tls.key": what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'a Secret with values as text, one of them in base64',
      objects: secret(
        'shop/a',
        `, data: { user: eA== }, stringData: ${JSON.stringify({ 'tls.crt': VALID, password: 'hunter2', user: 'x' })}`,
      ),
      findings: [
        {
          on: 'Secret shop/a',
          path: 'data.user',
          message:
            'The Secret comes with values, for "user" and "password": what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'a key behind a certificate',
      objects: text({ 'tls.pem': VALID + KEY }),
      findings: [
        {
          on: 'Secret shop/a',
          path: 'stringData["tls.pem"]',
          message:
            'The Secret comes with values, for "tls.pem": what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'what kubectl has kept of a Secret',
      objects: JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: 'a',
          namespace: 'shop',
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ data: { 'tls.key': base64(KEY) } }),
          },
        },
      }),
      findings: [
        {
          on: 'Secret shop/a',
          path: 'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]',
          message:
            'There is a private key in base64 in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'a ConfigMap',
      objects: config({ 'a.txt': 'ok', 'tls.pem': VALID + KEY }),
      findings: [
        {
          on: 'ConfigMap shop/settings',
          path: 'data["tls.pem"]',
          message:
            'There is a private key in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'keys of other kinds',
      objects: config({
        a: pem('RSA PRIVATE KEY'),
        b: pem('EC PRIVATE KEY'),
        c: pem('OPENSSH PRIVATE KEY'),
        d: pem('ENCRYPTED PRIVATE KEY'),
      }),
      findings: [
        {
          on: 'ConfigMap shop/settings',
          path: 'data.a',
          message:
            'There is a private key in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
        {
          on: 'ConfigMap shop/settings',
          path: 'data.b',
          message:
            'There is a private key in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
        {
          on: 'ConfigMap shop/settings',
          path: 'data.c',
          message:
            'There is a private key in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
        {
          on: 'ConfigMap shop/settings',
          path: 'data.d',
          message:
            'There is a private key in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'a key with headers',
      objects: config({ a: KEY.replace('-----\n', '-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n') }),
      findings: [
        {
          on: 'ConfigMap shop/settings',
          path: 'data.a',
          message:
            'There is a private key in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'a key with escaped line ends',
      objects: config({ a: KEY.replaceAll('\n', '\\n') }),
      findings: [
        {
          on: 'ConfigMap shop/settings',
          path: 'data.a',
          message:
            'There is a private key in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'a key in base64',
      objects: config({ a: base64(KEY) }),
      findings: [
        {
          on: 'ConfigMap shop/settings',
          path: 'data.a',
          message:
            'There is a private key in base64 in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'a kubeconfig with a key',
      objects: config({
        config: kubeconfig(`client-certificate-data: ${base64(VALID)}, client-key-data: ${base64(KEY)}`),
      }),
      findings: [
        {
          on: 'ConfigMap shop/settings',
          path: 'data.config',
          message:
            'There is a private key in base64 in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'a kubeconfig with a token',
      objects: config({ config: kubeconfig('token: 0123456789abcdef0123') }),
      findings: [
        {
          on: 'ConfigMap shop/settings',
          path: 'data.config',
          message:
            'There is the token of a kubeconfig in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'a private JWK',
      objects: config({ jwk: JSON.stringify({ kty: 'EC', d: 'x'.repeat(43), x: 'y' }) }),
      findings: [
        {
          on: 'ConfigMap shop/settings',
          path: 'data.jwk',
          message:
            'There is a private key as JWK in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'tokens in environment variables and arguments',
      objects: JSON.stringify({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'shop', namespace: 'shop' },
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: 'shop',
                  args: [`--header=Authorization: Bearer ${JWT}`],
                  env: [
                    { name: 'AWS', value: token('AK', 'IA', 'ABCDEFGHIJKLMNOP') },
                    { name: 'GITHUB', value: token('gh', 'p_', 'a'.repeat(36)) },
                    { name: 'SLACK', value: token('xo', 'xb-', '1'.repeat(24)) },
                  ],
                },
              ],
            },
          },
        },
      }),
      findings: [
        {
          on: 'Deployment shop/shop',
          path: 'spec.template.spec.containers[0].args[0]',
          message:
            'There is a bearer token in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
        {
          on: 'Deployment shop/shop',
          path: 'spec.template.spec.containers[0].env[0].value',
          message:
            'There is an access key of AWS in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
        {
          on: 'Deployment shop/shop',
          path: 'spec.template.spec.containers[0].env[1].value',
          message:
            'There is an API token in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
        {
          on: 'Deployment shop/shop',
          path: 'spec.template.spec.containers[0].env[2].value',
          message:
            'There is an API token in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
    {
      name: 'a kind that nobody knows',
      objects: JSON.stringify({
        apiVersion: 'a.example/v1',
        kind: 'Odd',
        metadata: { name: 'a' },
        deep: [[{ key: KEY }]],
      }),
      findings: [
        {
          on: 'Odd a',
          path: 'deep[0][0].key',
          message:
            'There is a private key in this value: what is in a manifest is in its repository, its history and its copies, so that others know it from now on',
          fix: 'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here',
        },
      ],
    },
  ],
});
