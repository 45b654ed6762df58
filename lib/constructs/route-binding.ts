import type { GatewayRef, IngressGateway } from './gateway';
import { isHostPattern, isLabel } from './names';
import type { Problems } from './problems';

interface Binding {
  readonly namespace: string;
  readonly hosts: readonly string[];
  readonly gateways: readonly (IngressGateway | GatewayRef)[];
  readonly exportTo?: readonly string[];
}

/** Whether the gateways would take up these hosts from this namespace. */
export function checkBinding(problems: Problems, binding: Binding): void {
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
    if (isIngressGateway(gateway)) checkServed(problems, binding, gateway);
  }
  checkExport(problems, binding);
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

function checkServed(problems: Problems, { hosts, namespace }: Binding, gateway: IngressGateway): void {
  for (const [index, host] of hosts.entries()) {
    problems.check(!gateway.serves(host, namespace), () => ({
      path: `hosts[${index}]`,
      value: host,
      why: `no server of Gateway ${gateway.namespace}/${gateway.name} serves it to namespace ${namespace}`,
      fix: `Add { host: '${host}', namespace: '${namespace}' } to the hosts of a server`,
    }));
  }
}

function checkExport(problems: Problems, { exportTo, gateways, namespace }: Binding): void {
  if (exportTo === undefined) return;
  const visible = new Set(exportTo.map((entry) => (entry === '.' ? namespace : entry)));
  problems.check(visible.size !== exportTo.length || (visible.has('*') && exportTo.length > 1), () => ({
    path: 'exportTo',
    value: exportTo,
    why: '`*` stands alone, and no namespace may be named twice',
    fix: 'Leave exportTo out, or list namespaces',
  }));
  for (const gateway of gateways) {
    if (!isIngressGateway(gateway) || visible.has('*')) continue;
    problems.check(!visible.has(gateway.workload.namespace), () => ({
      path: 'exportTo',
      value: exportTo,
      why: `hides the routes from the gateway workload in ${gateway.workload.namespace}, which would answer 404`,
      fix: `Add ${gateway.workload.namespace}, or leave exportTo out`,
    }));
  }
}
