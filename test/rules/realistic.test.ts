import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../lib/manifest/parse';
import { verify } from '../../lib/verify';

const FOLDER = join(__dirname, 'realistic');

/** What is right to say of each file, as `CODE RULE KIND NAMESPACE/NAME PATH`; nothing of the others. */
const FOUND: Readonly<Record<string, readonly string[]>> = {
  'alb-before-mutual': [
    'SI0108 gateway-host-any Gateway edge/gw spec.servers[0].hosts[0]',
    'SI0208 ingress-client-certificate Ingress edge/gw spec.ingressClassName',
  ],
  'controller-before-strict': [
    'SI0163 ingress-backend-strict Ingress shop/web spec.rules[0].http.paths[0].backend.service.name',
  ],
  'grpc-tcp-passthrough': ['IST0118 service-port-name Service edge/edge spec.ports[2].name'],
  'half-names': [0, 1, 2].map(
    (index) =>
      `IST0101 virtual-service-destination-host VirtualService istio-system/shop spec.http[${index}].route[0].destination.host`,
  ),
  'policy-without-sidecar': [
    'IST0127 authorization-policy-no-workload AuthorizationPolicy db/redis spec.selector.matchLabels',
  ],
  'tokens-in-ambient': ['KIA1115 ambient-request-authentication-no-target RequestAuthentication amb/jwt spec.selector'],
};

const NAMES = readdirSync(FOLDER).map((file) => file.replace(/\.yaml$/, ''));

test('all files that are spoken of are there', () => {
  expect(NAMES).toEqual(expect.arrayContaining(Object.keys(FOUND)));
});

test.each(NAMES)('%s', (name) => {
  const { objects, problems } = parse(`${name}.yaml`, readFileSync(join(FOLDER, `${name}.yaml`), 'utf8'));
  const { findings } = verify({ objects });

  expect(problems).toEqual([]);
  expect(
    findings.map(({ code, rule, resource, path }) => {
      return `${code} ${rule} ${resource.kind} ${resource.namespace}/${resource.name} ${path}`;
    }),
  ).toEqual(FOUND[name] ?? []);
});
