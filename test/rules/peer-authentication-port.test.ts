import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, policy, service, STRICT } from './mutual-tls';

const ports = (settings: string, labels = 'app: web') =>
  policy('web', `selector: { matchLabels: { ${labels} } }, ${STRICT}, portLevelMtls: { ${settings} }`);
const WEB = all(deployment('web'), service('web'));

testMeshRule('peer-authentication-port', {
  valid: [
    { name: 'the port of the container', objects: all(ports('8080: { mode: PERMISSIVE }'), WEB) },
    { name: 'a port that no Service has', objects: all(ports('9090: { mode: PERMISSIVE }'), WEB) },
    { name: 'no settings', objects: all(policy('default', STRICT), WEB) },
    { name: 'no Service', objects: all(ports('80: { mode: PERMISSIVE }'), deployment('web')) },
    {
      name: 'the container has the port, too',
      objects: all(ports('80: { mode: PERMISSIVE }'), deployment('web', { port: 80 }), service('web')),
    },
    {
      name: 'a Service that leads to the same port',
      objects: all(
        ports('80: { mode: PERMISSIVE }'),
        deployment('web'),
        service('web').replace(', targetPort: 8080', ''),
      ),
    },
    { name: 'another workload', objects: all(ports('80: { mode: PERMISSIVE }', 'app: db'), WEB, deployment('db')) },
  ],
  invalid: [
    {
      name: 'the port of the Service',
      objects: all(ports('80: { mode: PERMISSIVE }'), WEB),
      findings: [
        {
          on: 'PeerAuthentication shop/web',
          path: 'spec.portLevelMtls["80"]',
          message:
            '80 is the port of a Service, and policies go by that of the container, "8080", so that these settings are in force nowhere',
          fix: 'Write "8080" instead of "80"',
        },
      ],
    },
    {
      name: 'one of two, in quotes, with the Service on the cluster',
      objects: all(
        ports('"8080": { mode: STRICT }, "80": { mode: DISABLE }').replace('/v1', '/v1beta1'),
        deployment('web'),
      ),
      context: service('web'),
      findings: [
        {
          on: 'PeerAuthentication shop/web',
          path: 'spec.portLevelMtls["80"]',
          message:
            '80 is the port of a Service, and policies go by that of the container, "8080", so that these settings are in force nowhere',
          fix: 'Write "8080" instead of "80"',
        },
      ],
    },
    {
      name: 'a port by its name',
      objects: all(
        ports('80: { mode: PERMISSIVE }'),
        deployment('web').replace('containerPort: 8080', 'containerPort: 8443, name: web'),
        service('web').replace('targetPort: 8080', 'targetPort: web'),
      ),
      findings: [
        {
          on: 'PeerAuthentication shop/web',
          path: 'spec.portLevelMtls["80"]',
          message:
            '80 is the port of a Service, and policies go by that of the container, "8443", so that these settings are in force nowhere',
          fix: 'Write "8443" instead of "80"',
        },
      ],
    },
  ],
});
