import { type Field, specOf } from '../manifest/field';
import { CLUSTER_DOMAIN, fullHost, serviceName } from '../traffic/hosts';
import { DESTINATION_RULE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { API_SERVER, serviceMeant, servicesNamed } from '../traffic/named-services';
import { exportToOf } from '../traffic/visibility';
import { areHostsKnown, HOST_KINDS } from './known-objects';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule, Violation } from './rule';
import { titleOf } from './title';

const EFFECT = 'so that nothing of the rule is in force';

function violationOf({ text, path }: Field, namespace: string, mesh: Mesh): Violation {
  const meant = serviceMeant(text, mesh);
  if (meant !== undefined) {
    const message = `Host "${text}" has a dot, so Istio takes it as it is, and not for Service "${meant.namespace}/${meant.manifest.name}", ${EFFECT}`;
    const replacement = { path, value: meant.host };
    return { path, message, fix: `Write "${meant.host}"`, refType: 'host', replacement };
  }
  const full = fullHost(text, namespace);
  const [hidden] = mesh.registry.all(full);
  if (hidden !== undefined) {
    const name = titleOf(hidden.manifest, mesh);
    const message = `Host "${text}" is that of ${name}, which is not exported to the clients that this rule is for, ${EFFECT}`;
    return {
      path,
      message,
      fix: `Let the exportTo of ${name} and that of the rule name the same namespaces`,
      refType: 'host',
    };
  }
  const stands = full === text ? '' : `, which stands for "${full}"`;
  const message = `No Service or ServiceEntry has host "${text}"${stands}, ${EFFECT}`;
  const hosts = servicesNamed(serviceName(full)?.name ?? '', mesh).map(({ host }) => host);
  const [only, ...more] = hosts;
  if (only === undefined) return { path, message, fix: `Name a host that is there${OR_CONTEXT}`, refType: 'host' };
  return {
    path,
    message: `${message}; there is ${quoted(hosts)}`,
    fix: `Write ${quoted(hosts, 'or')}${OR_CONTEXT}`,
    refType: 'host',
    // A short name is meant for some Service of that name.
    ...(full !== text && more.length === 0 && { replacement: { path, value: only } }),
  };
}

/** Services of other clusters, or under the domain that this cluster has instead of the usual one, are not shown. */
function isElsewhere(host: string): boolean {
  return host.includes('.svc.') && !host.endsWith(`.${CLUSTER_DOMAIN}`);
}

export const destinationRuleHostUnknown: MeshRule = {
  id: 'destination-rule-host-unknown',
  code: 'IST0174',
  severity: 'warning',
  kinds: [DESTINATION_RULE],
  summary: 'The host of a DestinationRule is that of a Service or ServiceEntry.',
  check(manifest, { mesh, report, cannotTell }) {
    const host = specOf(manifest).get('host');
    const namespace = mesh.catalog.namespaceOf(manifest);
    if (host.text === '' || host.text.startsWith('*') || fullHost(host.text, namespace) === API_SERVER) return;
    if (mesh.registry.find(host.text, namespace, exportToOf(manifest)) !== undefined) return;
    if (!areHostsKnown(mesh)) cannotTell(HOST_KINDS);
    else if (isElsewhere(host.text)) cannotTell(`the Service of host "${host.text}"`);
    else report(violationOf(host, namespace, mesh));
  },
};
