import { Field, specOf } from '../manifest/field';
import { isObject } from '../manifest/fields';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { readYamlDocument } from '../manifest/yaml-document';
import type { Mesh } from './mesh';
import { gatewayTopologyIn, type GatewayTopology } from './mesh-config';

/** What a gateway knows of the addresses of its clients. */
interface ClientAddress {
  /** Whether proxies before it tell it. */
  readonly isTold: boolean;
  /** A Service that has nodes connect in the clients' place, where nothing makes up for that. */
  readonly hiddenBy: Manifest | undefined;
}

const PROXY_CONFIG = 'proxy.istio.io/config';
const ENVOY_FILTER = 'EnvoyFilter.networking.istio.io';

/** What Envoy calls the settings that an EnvoyFilter may make instead. */
const BY_FILTER = /proxy_protocol|xff_num_trusted_hops|original_ip_detection|skip_xff_append|use_remote_address/;

const FROM_OUTSIDE: ReadonlySet<string> = new Set(['LoadBalancer', 'NodePort']);

export function clientAddressAt(pod: Pod, mesh: Mesh): ClientAddress {
  const { numTrustedProxies, hasProxyProtocol } = topologyOf(pod, mesh);
  const isFiltered = [mesh.config.rootNamespace, pod.namespace].some((namespace) =>
    mesh.catalog.inNamespace(ENVOY_FILTER, namespace).some(({ value }) => BY_FILTER.test(JSON.stringify(value))),
  );
  const services = mesh.services.of(pod);
  const isKept = hasProxyProtocol || isFiltered || pod.spec['hostNetwork'] === true || services.some(isLocal);
  return {
    isTold: numTrustedProxies > 0 || hasProxyProtocol || isFiltered,
    hiddenBy: isKept ? undefined : services.find((service) => FROM_OUTSIDE.has(specOf(service).get('type').text)),
  };
}

/** The Pod's own `proxy.istio.io/config` goes before the mesh's. */
function topologyOf({ annotations }: Pod, { config }: Mesh): GatewayTopology {
  const read = readYamlDocument(annotations[PROXY_CONFIG] ?? '');
  const own = Field.of('value' in read && isObject(read.value) ? read.value : {});
  return own.get('gatewayTopology').isSet ? gatewayTopologyIn(own) : config.gatewayTopology;
}

/** Nodes pass such connections only to Pods of their own, and as they are. */
function isLocal(service: Manifest): boolean {
  return specOf(service).get('externalTrafficPolicy').text === 'Local';
}
