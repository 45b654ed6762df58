import { type GatewayServer, type HostBinding, serverName, serverPort } from './gateway-server';
import { checkTermination } from './gateway-tls-checks';
import { type GatewayWorkload, listenerPort, podPort, servicePort } from './gateway-workload';
import { checkPort, isHostPattern, isLabel, isPort } from './names';
import type { Problems } from './problems';

export function checkServers(problems: Problems, workload: GatewayWorkload, servers: readonly GatewayServer[]): void {
  problems.check(servers.length === 0, () => ({
    path: 'servers',
    value: [],
    why: 'Istio refuses a Gateway without servers',
    fix: 'Give at least one',
  }));
  const names = new Set<string>();
  const firstOfPort = new Map<number, number>();
  for (const [index, server] of servers.entries()) {
    const path = `servers[${index}]`;
    const name = serverName(server);
    problems.check(!isLabel(name) || names.has(name), () => ({
      path: `${path}.name`,
      value: name,
      why: names.has(name) ? 'another server of this Gateway has this name' : 'not a port name',
      fix: 'Give each server a name of its own, of lower-case letters, digits and dashes',
    }));
    names.add(name);
    checkServerPort(problems, path, workload, server);
    const port = listenerPort(workload, serverPort(server));
    checkPortUse(problems, path, server, firstOfPort.get(port), servers);
    if (!firstOfPort.has(port)) firstOfPort.set(port, index);
    checkBindings(problems, path, server.hosts);
    if (server.protocol === 'HTTPS') checkTermination(problems, path, workload, server);
  }
}

/** Ports of the pods that Istio keeps for the proxy's own health checks and metrics. */
const PROXY_PORTS: ReadonlySet<number> = new Set([15021, 15090]);

function checkServerPort(problems: Problems, path: string, workload: GatewayWorkload, server: GatewayServer): void {
  const port = serverPort(server);
  const known = servicePort(workload, port);
  checkPort(problems, `${path}.port`, port);
  problems.check(isPort(port) && known === undefined, () => ({
    path: `${path}.port`,
    value: port,
    why: `Service ${workload.namespace}/${workload.serviceName} has no such port, so nobody could connect`,
    fix: `Use one of ${usablePorts(workload).join(', ')}, or describe the workload as it is`,
  }));
  problems.check(known !== undefined && PROXY_PORTS.has(podPort(known)), () => ({
    path: `${path}.port`,
    value: port,
    why: 'the proxy itself listens there for health checks or metrics, and Istio would leave the server out',
    fix: 'Use another port of the Service',
  }));
}

function usablePorts({ ports }: GatewayWorkload): number[] {
  return ports.filter((known) => !PROXY_PORTS.has(podPort(known))).map(({ port }) => port);
}

function checkPortUse(
  problems: Problems,
  path: string,
  server: GatewayServer,
  first: number | undefined,
  servers: readonly GatewayServer[],
): void {
  const rival = first === undefined ? undefined : servers[first];
  problems.check(rival !== undefined && (rival.protocol === 'HTTP') !== (server.protocol === 'HTTP'), () => ({
    path: `${path}.port`,
    value: serverPort(server),
    why: `servers[${first}] uses the port too, one of them plaintext and the other TLS: Istio drops TLS servers of a port that plaintext has taken`,
    fix: 'Give each protocol a port of its own',
  }));
}

function checkBindings(problems: Problems, path: string, hosts: readonly HostBinding[]): void {
  problems.check(hosts.length === 0, () => ({
    path: `${path}.hosts`,
    value: [],
    why: 'Istio refuses a server without hosts',
    fix: 'Give at least one, with the namespace whose VirtualServices route it',
  }));
  const seen = new Set<string>();
  for (const [index, { host, namespace }] of hosts.entries()) {
    const at = `${path}.hosts[${index}]`;
    problems.check(host !== '*' && !isHostPattern(host), () => ({
      path: `${at}.host`,
      value: host,
      why: 'not a DNS name with a dot, nor `*.` before one, nor `*`',
      fix: 'Write the name as clients ask for it, in lower case and without scheme, port or path',
    }));
    problems.check(namespace !== '*' && namespace !== '.' && !isLabel(namespace), () => ({
      path: `${at}.namespace`,
      value: namespace,
      why: 'not the name of a namespace, `.` or `*`',
      fix: 'Name the namespace of the routes',
    }));
    problems.check(seen.has(host), () => ({
      path: `${at}.host`,
      value: host,
      why: 'listed twice',
      fix: 'List it once',
    }));
    seen.add(host);
  }
}
