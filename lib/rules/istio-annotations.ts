import { Field } from '../manifest/field';
import { kindKey, type Manifest } from '../manifest/manifest';
import type { Mesh } from '../traffic/mesh';
import { podOfOwner, WORKLOADS } from './workloads';

/** Kinds whose annotations are judged. */
export const ANNOTATED: readonly string[] = ['Namespace', 'Service', ...WORKLOADS];

/** May stand on whatever object. */
const ANY = 'Any';

function names(prefix: string, list: string): readonly string[] {
  return list.split(' ').map((name) => `${prefix}/${name}`);
}

const ON_PODS: readonly string[] = [
  ...names('ambient.istio.io', 'bypass-inbound-capture dns-capture redirection'),
  ...names('inject.istio.io', 'templates'),
  ...names('istio.io', 'reroute-virtual-interfaces rev'),
  ...names('prometheus.istio.io', 'merge-metrics'),
  ...names('proxy.istio.io', 'config overrides'),
  ...names('readiness.status.sidecar.istio.io', 'applicationPorts failureThreshold initialDelaySeconds periodSeconds'),
  // The templates of injection read the second and third, which the API does not list.
  ...names(
    'sidecar.istio.io',
    'bootstrapOverride capNetBindService enableCoreDump agentLogLevel componentLogLevel discoveryAddress extraStatTags inject interceptionMode logLevel nativeSidecar proxyCPU proxyCPULimit proxyImage proxyImageType proxyMemory proxyMemoryLimit rewriteAppHTTPProbers statsCompression statsEvictionInterval statsFlushInterval statsHistogramBins statsHistogramBuckets statsInclusionPrefixes statsInclusionRegexps statsInclusionSuffixes status userVolume userVolumeMount',
  ),
  ...names('status.sidecar.istio.io', 'port'),
  ...names(
    'traffic.sidecar.istio.io',
    'excludeInboundPorts excludeInterfaces excludeOutboundIPRanges excludeOutboundPorts includeInboundPorts includeOutboundIPRanges includeOutboundPorts kubevirtInterfaces',
  ),
];

/** Where each annotation of Istio is read. Source: annotation/annotations.yaml of istio/api, at 1.30.3. */
export const PLACES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...ON_PODS.map((name) => [name, ['Pod']] as const),
  ['alpha.istio.io/canonical-serviceaccounts', ['Service']],
  ['alpha.istio.io/kubernetes-serviceaccounts', ['Service']],
  ['ambient.istio.io/waypoint-inbound-binding', ['Gateway', 'GatewayClass']],
  ['galley.istio.io/analyze-suppress', [ANY]],
  ['gateway.istio.io/controller-version', [ANY]],
  ['gateway.istio.io/name-override', ['Gateway']],
  ['gateway.istio.io/service-account', ['Gateway']],
  ['istio.io/autoRegistrationGroup', ['WorkloadEntry']],
  ['istio.io/connectedAt', ['WorkloadEntry']],
  ['istio.io/disconnectedAt', ['WorkloadEntry']],
  ['istio.io/dry-run', ['AuthorizationPolicy']],
  ['istio.io/workloadController', ['WorkloadEntry']],
  ['kubernetes.io/ingress.class', ['Ingress']],
  ['networking.istio.io/exportTo', ['Service']],
  ['networking.istio.io/service-type', ['Gateway']],
  ['networking.istio.io/traffic-distribution', ['Namespace', 'Service', 'ServiceEntry']],
  ['topology.istio.io/controlPlaneClusters', ['Namespace']],
  ['traffic.istio.io/nodeSelector', ['Service']],
]);

/** Those that Istio sets on objects of its own, or tries out. */
const RESERVED: ReadonlySet<string> = new Set([
  'experimental.istio.io',
  'install.operator.istio.io',
  'internal.istio.io',
  'operator.istio.io',
]);

/** An annotation with Istio's prefix. */
export interface IstioAnnotation {
  readonly name: string;
  readonly field: Field;
  /** Of the object that has it: `Pod` for a workload's template. */
  readonly kind: string;
  /** Names of the labels beside it. */
  readonly labels: Field;
}

/** Of the object and, for a workload, of the Pods that it makes. */
export function istioAnnotations(manifest: Manifest, mesh: Mesh): readonly IstioAnnotation[] {
  const own = annotationsAt(Field.root(manifest), manifest.kind);
  const pod = WORKLOADS.includes(kindKey(manifest)) ? podOfOwner(manifest, mesh) : undefined;
  if (pod === undefined || pod.template.length === 0) return own;
  return [...own, ...annotationsAt(Field.root(manifest).get(...pod.template), 'Pod')];
}

export function isPlaced({ name, kind }: IstioAnnotation): boolean {
  const places = PLACES.get(name);
  return places !== undefined && (places.includes(ANY) || places.includes(kind));
}

function annotationsAt(object: Field, kind: string): readonly IstioAnnotation[] {
  const metadata = object.get('metadata');
  return metadata
    .get('annotations')
    .entries.filter(([name]) => isIstios(name))
    .map(([name, field]) => ({ name, field, kind, labels: metadata.get('labels') }));
}

function isIstios(name: string): boolean {
  const [prefix = ''] = name.split('/', 1);
  if (name === 'kubernetes.io/ingress.class') return true;
  return (prefix === 'istio.io' || prefix.endsWith('.istio.io')) && name !== prefix && !RESERVED.has(prefix);
}
