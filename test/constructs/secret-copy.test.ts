import { type Chart, Duration } from 'cdk8s';
import { SecretCopy, type SecretCopyProps } from '../../lib/constructs/secret-copy';
import { nameOfLength } from './long-names';
import { ACCEPTED, refusal as refusalOf, refused as refusedBy, render, untyped, validation } from './rendering';

const props: SecretCopyProps = {
  from: { namespace: 'default', name: 'mycluster-tls' },
  to: { namespace: 'istio-system', name: 'shop-tls' },
};
const ACCESS = { 'argocd.argoproj.io/sync-wave': '-15' };

function refusal(changes: Partial<SecretCopyProps>): string {
  return refusalOf((chart) => new SecretCopy(chart, 'copy', { ...props, ...changes }));
}

function refused(...problems: string[]): string {
  return refusedBy('SecretCopy chart/copy', ...problems);
}

test('a reader of this one Secret, its store, and the copy with all keys', () => {
  const objects = render((chart) => {
    expect(new SecretCopy(chart, 'copy', props).to).toEqual(props.to);
  });

  expect(objects).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'shop-tls-copier', namespace: 'istio-system', annotations: ACCESS },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'shop-tls-copier-istio-system', namespace: 'default', annotations: ACCESS },
      rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['mycluster-tls'], verbs: ['get'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'shop-tls-copier-istio-system', namespace: 'default', annotations: ACCESS },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'shop-tls-copier-istio-system' },
      subjects: [{ kind: 'ServiceAccount', name: 'shop-tls-copier', namespace: 'istio-system' }],
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: 'shop-tls-copier', namespace: 'istio-system', annotations: ACCESS },
      spec: {
        provider: {
          kubernetes: {
            remoteNamespace: 'default',
            server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' } },
            auth: { serviceAccount: { name: 'shop-tls-copier' } },
          },
        },
      },
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'shop-tls', namespace: 'istio-system' },
      spec: {
        refreshPolicy: 'Periodic',
        refreshInterval: '1h',
        secretStoreRef: { kind: 'SecretStore', name: 'shop-tls-copier' },
        target: {
          name: 'shop-tls',
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: { type: 'kubernetes.io/tls' },
        },
        dataFrom: [{ extract: { key: 'mycluster-tls' } }],
      },
    },
  ]);
});

test('under other keys, of another type, at another interval', () => {
  const keys = { 'trusted.crt': 'ca.crt', 'client.key': 'tls.key' };
  const objects = render((chart) => {
    new SecretCopy(chart, 'copy', { ...props, type: 'Opaque', refreshInterval: Duration.seconds(1), keys });
  });

  expect(objects.at(-1)).toEqual({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'shop-tls', namespace: 'istio-system' },
    spec: {
      refreshPolicy: 'Periodic',
      refreshInterval: '1s',
      secretStoreRef: { kind: 'SecretStore', name: 'shop-tls-copier' },
      target: {
        name: 'shop-tls',
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: { type: 'Opaque' },
      },
      data: [
        { secretKey: 'trusted.crt', remoteRef: { key: 'mycluster-tls', property: 'ca.crt' } },
        { secretKey: 'client.key', remoteRef: { key: 'mycluster-tls', property: 'tls.key' } },
      ],
    },
  });
});

test('in one namespace, under another name', () => {
  expect(refusal({ to: { namespace: 'default', name: 'shop-tls' } })).toBe(ACCEPTED);
});

test('refuses what cannot be, all of it at once', () => {
  const secret = { namespace: 'Default', name: 'my_cluster' };

  expect(refusal({ from: secret, to: secret, refreshInterval: Duration.seconds(0), keys: {} })).toBe(
    refused(
      '`from.namespace` "Default": not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
      '`from.name` "my_cluster": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
      '`to.namespace` "Default": not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
      '`to.name` "my_cluster": not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.',
      '`from` "Default/my_cluster": source and copy are the same Secret. Use the Secret as it is, or copy it under another name.',
      '`refreshInterval` "0s": External Secrets takes 0 for "never again", so this construct refuses less than 1s. Use 1s or more.',
      '`keys` {}: the copy would be empty. Name the keys, or leave `keys` out to copy all of them.',
    ),
  );
});

test('leaves room for the names of the Role', () => {
  expect(refusal({ to: { namespace: 'web', name: nameOfLength(242) } })).toBe(ACCEPTED);
  expect(refusal({ to: { namespace: 'web', name: nameOfLength(243) } })).toBe(
    refused(
      `\`to.name\` "${nameOfLength(243)}": too long for the object that is named with "-copier-web" after it. Use at most 242 characters.`,
    ),
  );
});

describe('keys', () => {
  const both = { 'tls.crt': 'tls.crt', 'tls.key': 'tls.key' };

  test.each([
    [{ 'tls.crt': 'a' }, 'tls.key'],
    [{ 'tls.key': 'a' }, 'tls.crt'],
    [{ 'ca.crt': 'a' }, 'tls.crt and tls.key'],
  ])('%j do not make a TLS Secret', (keys, missing) => {
    expect(refusal({ keys, type: 'Opaque' })).toBe(ACCEPTED);
    expect(refusal({ keys })).toBe(
      refused(
        `\`keys\` ${JSON.stringify(Object.keys(keys))}: a Secret of type kubernetes.io/tls needs ${missing} too. Copy both, or say type: 'Opaque'.`,
      ),
    );
  });

  test('are those that Kubernetes takes', () => {
    const fault =
      'keys of Secrets are letters, digits, dashes, dots and underscores, at most 253. Use for instance tls.crt.';

    expect(refusal({ keys: { ...both, ['a'.repeat(253)]: '..x_Y-9' } })).toBe(ACCEPTED);
    expect(refusal({ keys: { ...both, '': 'ca.crt', 'ca/crt': 'ca.crt', 'ca.crt': 'ca crt' } })).toBe(
      refused(
        `\`keys[""]\` "ca.crt": ${fault}`,
        `\`keys["ca/crt"]\` "ca.crt": ${fault}`,
        `\`keys["ca.crt"]\` "ca crt": ${fault}`,
      ),
    );
  });
});

test('refuses a type that it does not know', () => {
  expect(refusal(untyped({ type: 'kubernetes.io/dockerconfigjson' }))).toBe(
    refused('`type` "kubernetes.io/dockerconfigjson": is none of kubernetes.io/tls, Opaque. Use one of these.'),
  );
});

const add = (chart: Chart) => new SecretCopy(chart, 'copy', props);
const addOther = (chart: Chart) => new SecretCopy(chart, 'copy', { ...props, to: { ...props.to, name: 'other' } });

test('the copy has one writer in an app, the source any number of readers', () => {
  expect(validation({ one: add, two: addOther })).toEqual([]);
  expect(validation({ one: add, two: add })).toEqual([
    'Secret istio-system/shop-tls is claimed twice: by one/copy (to) and by two/copy (to). ' +
      'Keep one of the two, or give one of them another name or host.',
  ]);
});
