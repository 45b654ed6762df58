import type { Chart } from 'cdk8s';
import { CertificateIssuer } from '../../lib/constructs/certificate-issuer';
import { GatewayWorkload } from '../../lib/constructs/gateway-workload';
import { MutualTls, type MutualTlsProps } from '../../lib/constructs/mutual-tls';
import { ServerCertificate } from '../../lib/constructs/server-certificate';
import { ACCEPTED, refusal as refusalOf, refused as refusedBy, render, untyped, validation } from './rendering';

const POLICIES = { 'argocd.argoproj.io/sync-wave': '-8' };

function objects(props: MutualTlsProps): unknown[] {
  return render((chart) => new MutualTls(chart, 'mutual-tls', props));
}

function refusal(props: MutualTlsProps): string {
  return refusalOf((chart) => new MutualTls(chart, 'mutual-tls', props));
}

function refused(...problems: string[]): string {
  return refusedBy('MutualTls chart/mutual-tls', ...problems);
}

function peerAuthentication(namespace: string, spec: object, name = 'default') {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name, namespace, annotations: POLICIES },
    spec,
  };
}

function destinationRule(namespace: string, name: string, host: string, mode: string) {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name, namespace, annotations: POLICIES },
    spec: { host, trafficPolicy: { tls: { mode } } },
  };
}

const STRICT = { mtls: { mode: 'STRICT' } };

describe('mesh', () => {
  test('strict in the root namespace, clients by automatic mTLS', () => {
    expect(objects({ scope: 'mesh' })).toEqual([peerAuthentication('istio-system', STRICT)]);
    expect(objects({ scope: 'mesh', clients: 'auto', rootNamespace: 'istio-config', mode: 'PERMISSIVE' })).toEqual([
      peerAuthentication('istio-config', { mtls: { mode: 'PERMISSIVE' } }),
    ]);
    expect(objects({ scope: 'mesh', mode: 'DISABLE' })).toEqual([
      peerAuthentication('istio-system', { mtls: { mode: 'DISABLE' } }),
    ]);
  });

  test('explicit clients, but for what never has sidecars', () => {
    expect(objects({ scope: 'mesh', clients: {} })).toEqual([
      peerAuthentication('istio-system', STRICT),
      destinationRule('istio-system', 'default', '*.local', 'ISTIO_MUTUAL'),
      destinationRule(
        'istio-system',
        'kubernetes-default-plaintext',
        'kubernetes.default.svc.cluster.local',
        'DISABLE',
      ),
      destinationRule('istio-system', 'kube-system-plaintext', '*.kube-system.svc.cluster.local', 'DISABLE'),
    ]);
  });

  test('further exemptions, none twice', () => {
    const exempt = ['db.data.svc.cluster.local', '*.kube-system.svc.cluster.local', '*.db.example.com'];

    expect(objects({ scope: 'mesh', clients: { exempt }, rootNamespace: 'istio-config' }).slice(2)).toEqual([
      destinationRule(
        'istio-config',
        'kubernetes-default-plaintext',
        'kubernetes.default.svc.cluster.local',
        'DISABLE',
      ),
      destinationRule('istio-config', 'kube-system-plaintext', '*.kube-system.svc.cluster.local', 'DISABLE'),
      destinationRule('istio-config', 'db-data-plaintext', 'db.data.svc.cluster.local', 'DISABLE'),
      destinationRule('istio-config', 'db-example-com-plaintext', '*.db.example.com', 'DISABLE'),
    ]);
  });

  test.each([
    ['k8s.corp.local', '*.local'],
    ['k8s.example.org', '*.k8s.example.org'],
    ['local', '*.local'],
  ])('in the DNS domain %s everything is %s', (clusterDomain, everything) => {
    expect(objects({ scope: 'mesh', clients: {}, clusterDomain }).slice(1)).toEqual([
      destinationRule('istio-system', 'default', everything, 'ISTIO_MUTUAL'),
      destinationRule(
        'istio-system',
        'kubernetes-default-plaintext',
        `kubernetes.default.svc.${clusterDomain}`,
        'DISABLE',
      ),
      destinationRule('istio-system', 'kube-system-plaintext', `*.kube-system.svc.${clusterDomain}`, 'DISABLE'),
    ]);
  });

  test('named hosts, each with a name of its own', () => {
    const hosts = [
      '*.svc.cluster.local',
      '*.web.svc.cluster.local',
      'a.b-c.svc.cluster.local',
      'a-b.c.svc.cluster.local',
      'default.svc.cluster.local',
    ];

    expect(objects({ scope: 'mesh', clients: { hosts } }).slice(1, 6)).toEqual([
      destinationRule('istio-system', 'all', '*.svc.cluster.local', 'ISTIO_MUTUAL'),
      destinationRule('istio-system', 'web', '*.web.svc.cluster.local', 'ISTIO_MUTUAL'),
      destinationRule('istio-system', 'a-b-c', 'a.b-c.svc.cluster.local', 'ISTIO_MUTUAL'),
      destinationRule('istio-system', 'a-b-c-2', 'a-b.c.svc.cluster.local', 'ISTIO_MUTUAL'),
      destinationRule('istio-system', 'default', 'default.svc.cluster.local', 'ISTIO_MUTUAL'),
    ]);
  });
});

describe('namespace', () => {
  test('strict, clients by automatic mTLS', () => {
    expect(objects({ scope: 'namespace', namespace: 'web' })).toEqual([peerAuthentication('web', STRICT)]);
  });

  test('explicit clients of all its Services', () => {
    expect(objects({ scope: 'namespace', namespace: 'web', mode: 'PERMISSIVE', clients: {} })).toEqual([
      peerAuthentication('web', { mtls: { mode: 'PERMISSIVE' } }),
      destinationRule('web', 'default', '*.web.svc.cluster.local', 'ISTIO_MUTUAL'),
    ]);
    expect(
      objects({ scope: 'namespace', namespace: 'web', clients: {}, clusterDomain: 'k8s.example.org' }).slice(1),
    ).toEqual([destinationRule('web', 'default', '*.web.svc.k8s.example.org', 'ISTIO_MUTUAL')]);
  });

  test('named hosts and exemptions', () => {
    const clients = {
      hosts: ['articles.web.svc.cluster.local', 'api.other.svc.cluster.local'],
      exempt: ['db.web.svc.cluster.local', '*.web.svc.cluster.local'],
    };

    expect(objects({ scope: 'namespace', namespace: 'web', clients }).slice(1)).toEqual([
      destinationRule('web', 'articles', 'articles.web.svc.cluster.local', 'ISTIO_MUTUAL'),
      destinationRule('web', 'api-other', 'api.other.svc.cluster.local', 'ISTIO_MUTUAL'),
      destinationRule('web', 'db-plaintext', 'db.web.svc.cluster.local', 'DISABLE'),
      destinationRule('web', 'all-plaintext', '*.web.svc.cluster.local', 'DISABLE'),
    ]);
  });
});

describe('workload', () => {
  const workload: MutualTlsProps = { scope: 'workload', namespace: 'web', name: 'shop', labels: { app: 'shop' } };

  test('strict for the pods with the labels', () => {
    expect(objects(workload)).toEqual([
      peerAuthentication('web', { selector: { matchLabels: { app: 'shop' } }, ...STRICT }, 'shop'),
    ]);
  });

  test('with exceptions for ports of the pods', () => {
    const ports = { 8080: 'PERMISSIVE', 9090: 'DISABLE', 1: 'STRICT', 65535: 'STRICT' } as const;

    expect(objects({ ...workload, mode: 'DISABLE', ports })).toEqual([
      peerAuthentication(
        'web',
        {
          selector: { matchLabels: { app: 'shop' } },
          mtls: { mode: 'DISABLE' },
          portLevelMtls: {
            1: { mode: 'STRICT' },
            8080: { mode: 'PERMISSIVE' },
            9090: { mode: 'DISABLE' },
            65535: { mode: 'STRICT' },
          },
        },
        'shop',
      ),
    ]);
  });

  test('no exceptions are left out, since Istio refuses an empty map', () => {
    expect(objects({ ...workload, ports: {} })).toEqual([
      peerAuthentication('web', { selector: { matchLabels: { app: 'shop' } }, ...STRICT }, 'shop'),
    ]);
  });
});

describe('refuses', () => {
  test('names that cannot be', () => {
    expect(refusal({ scope: 'mesh', rootNamespace: 'Istio', clusterDomain: 'cluster..local', clients: 'auto' })).toBe(
      refused(
        '`rootNamespace` "Istio": not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
        '`clusterDomain` "cluster..local": not a DNS domain. Use the cluster\'s own, such as cluster.local.',
      ),
    );
    expect(refusal({ scope: 'namespace', namespace: 'web.shop' })).toBe(
      refused(
        '`namespace` "web.shop": not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
      ),
    );
  });

  test('the root namespace for anything but the mesh', () => {
    const workload = { scope: 'workload', name: 'gateway', labels: { istio: 'ingressgateway' } } as const;

    expect(refusal({ scope: 'namespace', namespace: 'istio-system' })).toBe(
      refused(
        "`namespace` \"istio-system\": in Istio's root namespace the policy would be for the whole mesh. Say scope: 'mesh' if that is meant, or tell the mesh config's rootNamespace.",
      ),
    );
    expect(refusal({ ...workload, namespace: 'istio-config', rootNamespace: 'istio-config' })).toBe(
      refused(
        "`namespace` \"istio-config\": in Istio's root namespace policies with a selector are ignored. Use the pods' own namespace, or tell the mesh config's rootNamespace.",
      ),
    );
    expect(refusal({ ...workload, namespace: 'istio-system', rootNamespace: 'istio-config' })).toBe(ACCEPTED);
    expect(refusal({ scope: 'namespace', namespace: 'istio-system', rootNamespace: 'istio-config' })).toBe(ACCEPTED);
  });

  test('labels, names and ports that cannot be', () => {
    const props = { scope: 'workload', namespace: 'web', name: 'Shop', labels: {} } as const;
    const ports = { 0: 'STRICT', 65536: 'STRICT', '080': 'STRICT', '0x50': 'STRICT', http: 'STRICT' };

    expect(refusal(untyped({ ...props, ports }))).toBe(
      refused(
        '`name` "Shop": not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
        '`labels` {}: no label: would select every pod of the namespace, or of the mesh. Name at least one label that only the pods meant carry.',
        '`ports[0]` 0: not a port. Use a whole number from 1 to 65535.',
        '`ports[65536]` 65536: not a port. Use a whole number from 1 to 65535.',
        '`ports[080]` NaN: not a port. Use a whole number from 1 to 65535.',
        '`ports[0x50]` NaN: not a port. Use a whole number from 1 to 65535.',
        '`ports[http]` NaN: not a port. Use a whole number from 1 to 65535.',
      ),
    );
  });

  test('modes of ports that there are not', () => {
    const props = { scope: 'workload', namespace: 'web', name: 'shop', labels: { app: 'shop' } } as const;

    expect(refusal(untyped({ ...props, ports: { 80: 'strict', http: null } }))).toBe(
      refused(
        '`ports[80]` "strict": is none of STRICT, PERMISSIVE, DISABLE. Use one of these.',
        '`ports["http"]` null: is none of STRICT, PERMISSIVE, DISABLE. Use one of these.',
      ),
    );
  });

  const SHORT =
    "not the full name of a Service, nor a wildcard of such names: a short name means Services of the rule's own namespace. Write for instance reviews.bookinfo.svc.cluster.local.";

  test('hosts that are no names of Services', () => {
    const clients = { hosts: ['reviews', '*', 'Reviews.web.svc.cluster.local'], exempt: ['db:5432', 'db.*.svc'] };

    expect(refusal({ scope: 'namespace', namespace: 'web', clients })).toBe(
      refused(
        `\`clients.hosts[0]\` "reviews": ${SHORT}`,
        `\`clients.hosts[1]\` "*": ${SHORT}`,
        `\`clients.hosts[2]\` "Reviews.web.svc.cluster.local": ${SHORT}`,
        `\`clients.exempt[0]\` "db:5432": ${SHORT}`,
        `\`clients.exempt[1]\` "db.*.svc": ${SHORT}`,
      ),
    );
    expect(refusal({ scope: 'mesh', clients: { hosts: ['*.local'] } })).toBe(ACCEPTED);
  });

  test('a host twice, or one that is always exempt', () => {
    const clients = {
      hosts: ['a.web.svc.cluster.local', 'a.web.svc.cluster.local', '*.kube-system.svc.cluster.local'],
      exempt: ['a.web.svc.cluster.local'],
    };
    expect(refusal({ scope: 'mesh', clients })).toBe(
      refused(
        '`clients.hosts[1]` "a.web.svc.cluster.local": listed in clients.hosts[0] already, and a host can have one rule only. List it once.',
        '`clients.exempt[0]` "a.web.svc.cluster.local": listed in clients.hosts[1] already, and a host can have one rule only. List it once.',
        '`clients.hosts[2]` "*.kube-system.svc.cluster.local": has no sidecar and is always exempt for the mesh. Leave it out.',
      ),
    );
  });

  test('clients that are told nothing, or to call what nobody answers', () => {
    expect(refusal({ scope: 'mesh', clients: { hosts: [] } })).toBe(
      refused(
        "`clients.hosts` []: no client would be told anything. Name the hosts, leave it out for all, or say clients: 'auto'.",
      ),
    );
    expect(refusal({ scope: 'namespace', namespace: 'web', mode: 'DISABLE', clients: {} })).toBe(
      refused(
        "`clients` {}: servers would take plaintext only and clients send mTLS only, so every call would fail. Say clients: 'auto', or use mode PERMISSIVE.",
      ),
    );
    const hosts = ['a.web.svc.cluster.local'];
    expect(refusal({ scope: 'mesh', mode: 'DISABLE', clients: { hosts } })).toBe(ACCEPTED);
  });

  test('a scope or a mode that there is not', () => {
    expect(refusal(untyped({ scope: 'cluster', mode: 'strict' }))).toBe(
      refused('`scope` "cluster": is none of mesh, namespace, workload. Use one of these.'),
    );
    expect(refusal(untyped({ scope: 'mesh', mode: 'strict' }))).toBe(
      refused('`mode` "strict": is none of STRICT, PERMISSIVE, DISABLE. Use one of these.'),
    );
  });
});

const FIX = 'Keep one of the two, or give one of them another name or host.';
const add = (props: MutualTlsProps) => (chart: Chart) => {
  new MutualTls(chart, 'mutual-tls', props);
};
const shop = (name: string, labels: Record<string, string>) =>
  add({ scope: 'workload', namespace: 'web', name, labels });

describe('two policies for the same pods, of which Istio would take the older', () => {
  test('without selector in one namespace', () => {
    const mesh = add({ scope: 'mesh' });
    const namespace = add({ scope: 'namespace', namespace: 'istio-system', rootNamespace: 'istio-config' });

    expect(validation({ one: mesh, two: namespace })).toEqual([
      `PeerAuthentication without selector in namespace istio-system is claimed twice: by one/mutual-tls (scope) and by two/mutual-tls (scope). ${FIX}`,
    ]);
    expect(validation({ one: mesh, two: add({ scope: 'namespace', namespace: 'web' }) })).toEqual([]);
  });

  test('with the same labels', () => {
    expect(validation({ one: shop('a', { app: 'x', v: '1' }), two: shop('b', { v: '1', app: 'x' }) })).toEqual([
      `PeerAuthentication for pods with app=x,v=1 in namespace web is claimed twice: by one/mutual-tls (labels) and by two/mutual-tls (labels). ${FIX}`,
    ]);
    expect(validation({ one: shop('a', { app: 'x', v: '1' }), two: shop('b', { app: 'x' }) })).toEqual([]);
  });
});

const issuer = (chart: Chart) =>
  new CertificateIssuer(chart, 'issuer', { type: 'existing', name: 'letsencrypt', nature: 'acme-http01' });
const certificate = (chart: Chart) => {
  const gateway = GatewayWorkload.helm();
  const props = { gateway, secretName: 'tls', issuer: issuer(chart), hosts: ['shop.example.com'] };
  new ServerCertificate(chart, 'certificate', { source: 'issued', ...props });
};
const problems = (props: MutualTlsProps, addShop: (chart: Chart) => unknown) =>
  validation({
    mesh: (chart) => {
      new MutualTls(chart, 'mutual-tls', props);
    },
    shop: (chart) => {
      addShop(chart);
    },
  });
const fail = (place: string, owner: string) =>
  `mesh/mutual-tls makes clients send mTLS to Services of ${place}, and shop/${owner} has HTTP-01 challenges solved there by ` +
  "pods that have random names and no sidecar: they would fail. Use clients: 'auto', or a DNS-01 issuer.";

describe('explicit clients where HTTP-01 solvers run', () => {
  test('of the mesh: with any such issuer', () => {
    expect(problems({ scope: 'mesh', clients: {} }, issuer)).toEqual([fail('the mesh', 'issuer')]);
    const hosts = ['*.web.svc.cluster.local'];
    expect(problems({ scope: 'mesh', clients: { hosts } }, issuer)).toEqual([fail('the mesh', 'issuer')]);
  });

  test('of a namespace: with a certificate there', () => {
    const istioIngress: MutualTlsProps = { scope: 'namespace', namespace: 'istio-ingress', clients: {} };

    expect(problems(istioIngress, certificate)).toEqual([fail('namespace istio-ingress', 'certificate')]);
    expect(problems(istioIngress, issuer)).toEqual([]);
    expect(problems({ ...istioIngress, namespace: 'web' }, certificate)).toEqual([]);
    const hosts = ['*.svc.cluster.local'];
    expect(problems({ ...istioIngress, clients: { hosts } }, certificate)).toEqual([
      fail('namespace istio-ingress', 'certificate'),
    ]);
  });

  test('not where clients are told of Services by name, or not at all', () => {
    const namespace = 'istio-ingress';
    const hosts = ['shop.istio-ingress.svc.cluster.local', '*.web.svc.cluster.local'];

    expect(problems({ scope: 'mesh' }, certificate)).toEqual([]);
    expect(problems({ scope: 'mesh', clients: { hosts: hosts.slice(0, 1) } }, certificate)).toEqual([]);
    expect(problems({ scope: 'namespace', namespace, clients: { hosts } }, certificate)).toEqual([]);
    expect(problems({ scope: 'namespace', namespace, clients: 'auto' }, certificate)).toEqual([]);
  });
});
