/* What the cluster of the hosts has already: context for the verifier. */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseAllDocuments } = require('yaml');
const { indexes, TEAMS, teamOf } = require('./hosts.js');

const service = (name, namespace) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 8080, targetPort: 8080 }] },
});

const deployment = (namespace) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web', version: 'v1' } },
      spec: { containers: [{ name: 'web', image: 'web:1', ports: [{ containerPort: 8080 }] }] },
    },
  },
});

const namespaceOf = (name) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'istio-injection': 'enabled' } },
});

const ISSUER = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: 'public' },
  spec: { selfSigned: {} },
};

/** The platform, the issuer, per team a workload, and a Service over it for each host. */
function clusterOf(hosts) {
  const platform = parseAllDocuments(readFileSync(join(__dirname, '..', '..', 'platform.yaml'), 'utf8'));
  return [
    ...platform.map((document) => document.toJS()),
    ISSUER,
    ...indexes(TEAMS)
      .map(teamOf)
      .flatMap((team) => [namespaceOf(team), service('api', team), deployment(team)]),
    ...indexes(hosts).map((index) => service(`web-${index}`, teamOf(index))),
  ];
}

module.exports = { clusterOf };
