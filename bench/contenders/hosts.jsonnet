// The hosts of ../inputs/hosts.js.
local host(index) =
  local name = 'shop-' + index;
  local team = 'team-' + index % 100;
  local domain = name + '.example.com';
  local istio(kind, spec) = {
    apiVersion: 'networking.istio.io/v1',
    kind: kind,
    metadata: { name: name, namespace: team },
    spec: spec,
  };
  [
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: name, namespace: 'istio-system' },
      spec: {
        secretName: name,
        dnsNames: [domain],
        issuerRef: { kind: 'ClusterIssuer', name: 'public' },
        usages: ['digital signature', 'server auth'],
      },
    },
    istio('Gateway', {
      selector: { istio: 'ingressgateway' },
      servers: [{
        hosts: [team + '/' + domain],
        port: { name: 'https-' + index, number: 443, protocol: 'HTTPS' },
        tls: { mode: 'SIMPLE', credentialName: name },
      }],
    }),
    istio('VirtualService', {
      hosts: [domain],
      gateways: [name],
      http: [
        { match: [{ uri: { prefix: '/api' } }], route: [{ destination: { host: 'api', port: { number: 8080 } } }] },
        { route: [{ destination: { host: 'web-' + index, subset: 'v1', port: { number: 8080 } } }] },
      ],
    }),
    istio('DestinationRule', {
      host: 'web-' + index + '.' + team + '.svc.cluster.local',
      trafficPolicy: { loadBalancer: { simple: 'LEAST_REQUEST' } },
      subsets: [{ name: 'v1', labels: { version: 'v1' } }],
    }),
  ];

// std.flattenArrays would be quadratic.
function(hosts) [object for index in std.range(0, hosts - 1) for object in host(index)]
