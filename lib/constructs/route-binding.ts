import type { GatewayRef, IngressGateway } from './gateway';
import { isHostPattern, isLabel, isSubdomain } from './names';
import type { Problems } from './problems';

interface Binding {
  readonly namespace: string;
  readonly hosts: readonly string[];
  readonly gateways: readonly (IngressGateway | GatewayRef)[];
  readonly exportTo?: readonly string[];
  readonly clusterDomain?: string;
}

/** What the routes are for: requests that the gateway reads, or TLS that it passes on unopened. */
type Traffic = 'http' | 'passthrough';

/** Whether the gateways would take up these hosts from this namespace. */
export function checkBinding(problems: Problems, traffic: Traffic, binding: Binding): void {
  problems.check(binding.hosts.length === 0, () => ({
    path: 'hosts',
    value: [],
    why: 'routes without hosts take no request',
    fix: "Name at least one of the Gateway's",
  }));
  problems.check(binding.gateways.length === 0, () => ({
    path: 'gateways',
    value: [],
    why: 'without a Gateway the routes would be for calls inside the mesh',
    fix: 'Name the Gateway that serves the hosts',
  }));
  checkHosts(problems, binding);
  for (const [index, gateway] of binding.gateways.entries()) {
    problems.check(!isLabel(gateway.namespace) || !isLabel(gateway.name), () => ({
      path: `gateways[${index}]`,
      value: `${gateway.namespace}/${gateway.name}`,
      why: 'namespace and name of a Gateway are DNS labels',
      fix: 'Give both as they are on the cluster',
    }));
    if (isIngressGateway(gateway)) checkServed(problems, traffic, binding, gateway);
  }
  if (binding.exportTo !== undefined) checkExport(problems, binding, binding.exportTo);
  const { clusterDomain } = binding;
  problems.check(clusterDomain !== undefined && !isSubdomain(clusterDomain), () => ({
    path: 'clusterDomain',
    value: clusterDomain,
    why: 'not a DNS domain',
    fix: 'Leave it out, or write it as the cluster has it, without a dot at its ends',
  }));
}

function checkHosts(problems: Problems, { hosts }: Binding): void {
  const exact = new Set(hosts);
  problems.check(exact.size !== hosts.length, () => ({
    path: 'hosts',
    value: hosts,
    why: 'a host is listed twice',
    fix: 'List each once',
  }));
  for (const [index, host] of hosts.entries()) {
    problems.check(host !== '*' && !isHostPattern(host), () => ({
      path: `hosts[${index}]`,
      value: host,
      why: 'not a DNS name with a dot, nor `*.` before one, nor `*`',
      fix: 'Write the name as clients ask for it, in lower case and without scheme, port or path',
    }));
    const wider = wildcardsOver(host).find((wildcard) => exact.has(wildcard));
    problems.check(wider !== undefined, () => ({
      path: `hosts[${index}]`,
      value: host,
      why: `${wider} covers it already, and Istio refuses hosts that overlap`,
      fix: 'Leave one of them out, or use two HostRoutes',
    }));
  }
}

/** The wildcards that would take the host too, from the narrowest to `*`. */
function wildcardsOver(host: string): string[] {
  if (host === '*') return [];
  const labels = (host.startsWith('*.') ? host.slice(2) : host).split('.');
  const parents = labels.map((_, index) => `*.${labels.slice(index).join('.')}`).slice(1);
  return [...parents, '*'];
}

/** By shape: two copies of this package may meet in one app. */
function isIngressGateway(gateway: IngressGateway | GatewayRef): gateway is IngressGateway {
  return 'serves' in gateway && 'workload' in gateway;
}

function checkServed(
  problems: Problems,
  traffic: Traffic,
  { hosts, namespace }: Binding,
  gateway: IngressGateway,
): void {
  const name = `${gateway.namespace}/${gateway.name}`;
  for (const [index, host] of hosts.entries()) {
    const served = gateway.serves(host, namespace);
    problems.check(!served, () => ({
      path: `hosts[${index}]`,
      value: host,
      why: `no server of Gateway ${name} serves it to namespace ${namespace}`,
      fix: `Add { host: '${host}', namespace: '${namespace}' } to the hosts of a server`,
    }));
    problems.check(served && !gateway.serves(host, namespace, traffic), () => ({
      path: `hosts[${index}]`,
      value: host,
      ...(traffic === 'http'
        ? { why: `Gateway ${name} passes its TLS on unopened and sees no request`, fix: 'Use PassthroughRoutes' }
        : { why: `Gateway ${name} does not pass its TLS on unopened`, fix: 'Use HostRoutes' }),
    }));
  }
}

function checkExport(problems: Problems, { gateways, namespace }: Binding, exportTo: readonly string[]): void {
  problems.check(exportTo.length === 0, () => ({
    path: 'exportTo',
    value: [],
    why: 'an empty list hides nothing: Istio takes it for all namespaces',
    fix: 'Leave exportTo out, or list namespaces',
  }));
  for (const [index, entry] of exportTo.entries()) {
    problems.check(entry !== '.' && entry !== '*' && !isLabel(entry), () => ({
      path: `exportTo[${index}]`,
      value: entry,
      why: 'not the name of a namespace, `.` or `*`',
      fix: 'Leave exportTo out, or list namespaces',
    }));
  }
  const visible = new Set(exportTo.map((entry) => (entry === '.' ? namespace : entry)));
  problems.check(visible.size !== exportTo.length || (visible.has('*') && exportTo.length > 1), () => ({
    path: 'exportTo',
    value: exportTo,
    why: '`*` stands alone, and no namespace may be named twice',
    fix: 'Leave exportTo out, or list namespaces',
  }));
  if (visible.size === 0 || visible.has('*')) return;
  const workloads = new Set(gateways.filter(isIngressGateway).map((gateway) => gateway.workload.namespace));
  for (const workload of workloads) {
    problems.check(!visible.has(workload), () => ({
      path: 'exportTo',
      value: exportTo,
      why: `hides the routes from the gateway workload in ${workload}, which would answer 404`,
      fix: `Add ${workload}, or leave exportTo out`,
    }));
  }
}
