import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { actionOf, AUTHORIZATION_POLICY, rulesOf } from '../traffic/authorization-policy-fields';
import { isGatewayPod } from '../traffic/gateway-pod';
import type { Mesh } from '../traffic/mesh';
import { callFromPod, hostOfService } from './calls';
import { Callers } from './policy-callers';
import type { Client } from './request';
import type { RouteSample } from './route-samples';

/** Calls of one policy: further ones are like them. */
const MOST = 100;

/** Calls that AuthorizationPolicies with action ALLOW name: from each source to each Service of their Pods. */
export function policyCalls(mesh: Mesh): readonly Client[] {
  const callers = new Callers(mesh);
  const found: Client[] = [];
  for (const policy of mesh.catalog.ofKind(AUTHORIZATION_POLICY).filter((each) => actionOf(each) === 'ALLOW')) {
    const calls = callsOf(mesh, policy, callers);
    for (let left = MOST, next = calls.next(); left > 0 && !next.done; left -= 1, next = calls.next()) {
      found.push(next.value);
    }
  }
  return found;
}

function* callsOf(mesh: Mesh, policy: Manifest, callers: Callers): Generator<Client, void> {
  const namespace = mesh.catalog.namespaceOf(policy);
  for (const rule of rulesOf(policy)) {
    const senders = rule.get('from').items.flatMap((item) => callers.namedBy(item.get('source'), namespace));
    if (senders.length === 0) continue;
    for (const receiver of mesh.authorization.podsOf(policy)) {
      if (isGatewayPod(receiver)) continue;
      for (const service of mesh.services.of(receiver)) {
        for (const sender of senders) {
          if (sender.owner !== receiver.owner) yield* callTo(mesh, sender, receiver, service, rule);
        }
      }
    }
  }
}

/** With the first method, path, host and port that the rule names. */
function* callTo(mesh: Mesh, sender: Pod, receiver: Pod, service: Manifest, rule: Field): Generator<Client, void> {
  const host = hostOfService(mesh, service);
  const operation = rule.get('to', 0, 'operation');
  const port = portFor(mesh, receiver, service, operation);
  if (port === undefined) return;
  const [method = 'GET'] = namedIn(operation, 'methods');
  const [authority = host] = namedIn(operation, 'hosts');
  const path = pathOf(operation.get('paths', 0).text);
  const sample: RouteSample = { authority, path, query: '', method, headers: {} };
  yield callFromPod(sender, host, port, sample);
}

function namedIn(operation: Field, key: string): readonly string[] {
  return operation.get(key).items.flatMap(({ text }) => (text === '' || text.includes('*') ? [] : [text]));
}

/** Of the Service: the first that leads to a port of the operation. */
function portFor({ services }: Mesh, pod: Pod, service: Manifest, operation: Field): number | undefined {
  const wanted = operation.get('ports').items.map(({ text }) => Number(text));
  const port = specOf(service)
    .get('ports')
    .items.find((item) => wanted.length === 0 || wanted.includes(services.targetPort(item, pod) ?? 0));
  return port?.get('port').number || undefined;
}

/** A path that a value of `paths` matches: `*` at an end is for any text, `{*}` and `{**}` for segments. */
function pathOf(pattern: string): string {
  const path = pattern.replaceAll(/\{\*{1,2}\}/g, 'any').replace(/^\*|\*$/g, '');
  return path.startsWith('/') ? path : `/${path}`;
}
