import { splitNamespacedHost } from '../traffic/hosts';
import { isIp, isLabel, isPartialWildcard, wildcardDomainFault } from './istio-syntax';

/** What a kind takes beside whole names. */
interface Place {
  readonly kind: string;
  /** What may stand for a namespace. */
  readonly namespaces: readonly string[];
  readonly needsNamespace: boolean;
  readonly takesAddresses: boolean;
}

export const IN_GATEWAY: Place = {
  kind: 'Gateway',
  namespaces: ['*', '.'],
  needsNamespace: false,
  takesAddresses: true,
};

export const IN_SIDECAR: Place = {
  kind: 'Sidecar',
  namespaces: ['*', '.', '~'],
  needsNamespace: true,
  takesAddresses: false,
};

/** What is wrong with a host `NAMESPACE/HOST`, as the end of a sentence that begins with it. */
export function namespacedHostFault(text: string, place: Place): string | undefined {
  const { namespace, host } = splitNamespacedHost(text);
  if (text === '') return 'is empty';
  if (namespace === undefined)
    return place.needsNamespace ? 'does not have the form NAMESPACE/HOST' : nameFault(host, place);
  if (namespace === '') return 'has no namespace before the slash';
  if (!place.namespaces.includes(namespace) && !isLabel(namespace)) {
    const others = place.namespaces.map((other) => `"${other}"`).join(', ');
    return `has "${namespace}" before the slash, which is neither a namespace nor one of ${others}`;
  }
  return nameFault(host, place);
}

function nameFault(host: string, { kind, takesAddresses }: Place): string | undefined {
  if (host === '') return 'has no host after the slash';
  if (host === '*') return undefined;
  if (!host.includes('.')) return `has no dot in its host, and Istio takes no short names in a ${kind}`;
  const fault = wildcardDomainFault(host);
  if (fault !== undefined) return takesAddresses && isIp(host) ? undefined : fault;
  if (!isPartialWildcard(host)) return undefined;
  return `has a "*" for a part of a label, and a ${kind} takes it for whole labels only`;
}
