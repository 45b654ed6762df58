import { Field } from '../manifest/field';
import { isObject } from '../manifest/fields';
import { type JsonObject, kindKey, type Manifest } from '../manifest/manifest';
import { readYamlDocument } from '../manifest/yaml-document';

/** What of Istio's mesh config decides what is judged here. Source: mesh/v1alpha1/config.proto of istio/api. */
export interface MeshConfig {
  /** False where nobody has said any of it, so that a mesh with other names than Istio's defaults is possible. */
  readonly isGiven: boolean;
  /** Where policies for the whole mesh are. */
  readonly rootNamespace: string;
  /** Whether clients without TLS settings send mutual TLS to whoever can take it. */
  readonly autoMtls: boolean;
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
  /** Whether Istio is an Ingress controller: for no class, for all Ingresses without a class too, or for its own class. */
  readonly ingressControllerMode: 'OFF' | 'DEFAULT' | 'STRICT';
  /** The class of Ingresses that Istio serves. */
  readonly ingressClass: string;
  /** Value of the label `istio` on the gateway that serves them. */
  readonly ingressSelector: string;
  /** Service of that gateway. */
  readonly ingressService: string;
  /** Whether sidecars let requests to unknown hosts out. */
  readonly outboundTrafficPolicy: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  /** exportTo of objects that have none. */
  readonly defaultServiceExportTo: readonly string[];
  readonly defaultVirtualServiceExportTo: readonly string[];
  readonly defaultDestinationRuleExportTo: readonly string[];
  /** `defaultConfig.proxyMetadata`. */
  readonly proxyMetadata: Readonly<Record<string, string>>;
  /** `defaultConfig.gatewayTopology`. */
  readonly gatewayTopology: GatewayTopology;
}

/** What stands before gateways. Source: Topology of mesh/v1alpha1/proxy.proto. */
export interface GatewayTopology {
  /** How many proxies add to `X-Forwarded-For`; 0 where it is not said. */
  readonly numTrustedProxies: number;
  /** Whether connections begin with the client's address, in the PROXY protocol. */
  readonly hasProxyProtocol: boolean;
}

/** @param config the field that holds `gatewayTopology` */
export function gatewayTopologyIn(config: Field): GatewayTopology {
  const topology = config.get('gatewayTopology');
  return {
    numTrustedProxies: topology.get('numTrustedProxies').number,
    hasProxyProtocol: topology.get('proxyProtocol').isSet,
  };
}

/** Fields as in the mesh config's own YAML; what is missing there has Istio's default, as has all without a config. */
export function meshConfigOf(config?: JsonObject): MeshConfig {
  const field = Field.of(config ?? {});
  const textOr = (key: string, fallback: string) => field.get(key).text || fallback;
  const textsOr = (key: string) => {
    const texts = field.get(key).items.map(({ text }) => text);
    return texts.length === 0 ? ['*'] : texts;
  };
  const mode = field.get('ingressControllerMode').text;
  const policy = field.get('outboundTrafficPolicy', 'mode').text;
  const metadata = field.get('defaultConfig', 'proxyMetadata').entries;
  return {
    isGiven: config !== undefined,
    rootNamespace: textOr('rootNamespace', 'istio-system'),
    autoMtls: field.get('enableAutoMtls').value !== false,
    trustDomain: textOr('trustDomain', 'cluster.local'),
    trustDomainAliases: field.get('trustDomainAliases').items.map(({ text }) => text),
    ingressControllerMode: mode === 'OFF' || mode === 'DEFAULT' ? mode : 'STRICT',
    ingressClass: textOr('ingressClass', 'istio'),
    ingressSelector: textOr('ingressSelector', 'ingressgateway'),
    ingressService: textOr('ingressService', 'istio-ingressgateway'),
    outboundTrafficPolicy: policy === 'REGISTRY_ONLY' ? policy : 'ALLOW_ANY',
    defaultServiceExportTo: textsOr('defaultServiceExportTo'),
    defaultVirtualServiceExportTo: textsOr('defaultVirtualServiceExportTo'),
    defaultDestinationRuleExportTo: textsOr('defaultDestinationRuleExportTo'),
    proxyMetadata: Object.fromEntries(metadata.map(([key, { text }]) => [key, text])),
    gatewayTopology: gatewayTopologyIn(field.get('defaultConfig')),
  };
}

/** The mesh config of the ConfigMap `istio` that is among the objects; Istio's defaults when there is none. */
export function meshConfigIn(manifests: readonly Manifest[]): MeshConfig {
  const found = manifests.find((manifest) => meshTextOf(manifest) !== '');
  return meshConfigOf(found && objectIn(meshTextOf(found)));
}

/** What the ConfigMap `istio` holds as text; empty for other objects. */
function meshTextOf(manifest: Manifest): string {
  if (kindKey(manifest) !== 'ConfigMap' || manifest.name !== 'istio') return '';
  return Field.root(manifest).get('data', 'mesh').text;
}

function objectIn(text: string): JsonObject {
  const read = readYamlDocument(text);
  return 'value' in read && isObject(read.value) ? read.value : {};
}
