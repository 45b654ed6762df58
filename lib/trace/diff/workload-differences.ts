import { Field, specOf } from '../../manifest/field';
import type { Pod } from '../../manifest/pods';
import type { Mesh } from '../../traffic/mesh';
import { CLUSTER_DOMAIN } from '../../traffic/hosts';
import type { Decider, Protection } from '../request';
import { guardDifferences } from './caller-differences';
import { type Change, type Difference, merged } from './change';
import { compareProtection } from './protection-difference';
import { explained } from './reasons';
import type { Sides } from './sides';

/**
 * What workloads take that both sides have, whoever calls: more or less than mutual TLS of the mesh, and more or fewer
 * callers.
 * @param told what hops name of workloads that have been told of already
 */
export function workloadChanges(sides: Sides, told: ReadonlySet<string>): readonly Change[] {
  const labels = new Set(sides.is.catalog.pods.map((pod) => `workload ${pod.namespace}/${pod.owner.name}`));
  return [...labels].flatMap((label) => {
    const [was, is] = [sides.podOf(sides.was, label), sides.podOf(sides.is, label)];
    if (told.has(label) || was === undefined || is === undefined || isGateway(sides, was, is)) return [];
    const hop = `mesh → ${label}`;
    const found = [...acceptanceDifference(sides, was, is, hop), ...guardDifferences(sides, label, label, hop)];
    return merged({ host: hostOf(sides.is, is), path: '*' }, found);
  });
}

function isGateway({ was, is }: Sides, before: Pod, after: Pod): boolean {
  return was.gateways.on(before).length + is.gateways.on(after).length > 0 || is.proxies.of(after).kind === 'gateway';
}

/** By which callers know it. */
function hostOf({ services }: Mesh, pod: Pod): string {
  const [service] = services.of(pod);
  return `${service?.name ?? pod.owner.name}.${pod.namespace}${service === undefined ? '' : `.${CLUSTER_DOMAIN}`}`;
}

interface Acceptance {
  readonly protection: Protection;
  readonly why: string;
  readonly decidedBy: readonly Decider[];
}

/** Of the ports that Services lead to, the one that changes for the worst. */
function acceptanceDifference(sides: Sides, was: Pod, is: Pod, hop: string): readonly Difference[] {
  const ports = new Set([undefined, ...portsOf(sides.was, was), ...portsOf(sides.is, is)]);
  const steps = [...ports].map((port) => {
    const [before, after] = [accepted(sides.was, was, port), accepted(sides.is, is, port)];
    return { port, before, after, step: compareProtection(after.protection, before.protection) };
  });
  const [worst] = steps.filter(({ step }) => step !== 0).toSorted((one, other) => one.step - other.step);
  if (worst === undefined) return [];
  const { port, before, after, step } = worst;
  return [
    {
      hop,
      was: before.protection,
      is: after.protection,
      direction: step < 0 ? 'weaker' : 'stronger',
      told: `${port === undefined ? '' : `port ${port}: `}${after.why}`,
      ...explained(sides, before.decidedBy, after.decidedBy),
    },
  ];
}

function portsOf(mesh: Mesh, pod: Pod): readonly number[] {
  return mesh.services.of(pod).flatMap((service) =>
    specOf(service)
      .get('ports')
      .items.flatMap((port: Field) => mesh.services.targetPort(port, pod) ?? []),
  );
}

const TAKES = {
  STRICT: ['mutual-tls', 'takes mutual TLS only'],
  PERMISSIVE: ['either', 'takes plain text as well'],
  DISABLE: ['plaintext', 'takes plain text only'],
} as const;

function accepted({ proxies, peerAuthentication }: Mesh, pod: Pod, port: number | undefined): Acceptance {
  const { kind, why, decidedBy: decider } = proxies.of(pod);
  const proxy = decider === undefined ? [] : [decider];
  const name = `${pod.namespace}/${pod.owner.name}`;
  if (kind === undefined)
    return { protection: 'unknown', why: `it is not known whether ${name} has a sidecar`, decidedBy: proxy };
  if (kind === 'none') return { protection: 'plaintext', why: `${name} has no sidecar: ${why}`, decidedBy: proxy };
  const { mode, decidedBy } = peerAuthentication.modeOf(pod, port);
  const [protection, takes] = TAKES[mode];
  return {
    protection,
    why: `${name} ${takes}`,
    decidedBy: [...proxy, ...(decidedBy === undefined ? [] : [decidedBy])],
  };
}
