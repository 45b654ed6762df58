import { manifestOf } from '../manifest/from-object';
import { podOf } from '../manifest/pods';
import type { Answer } from '../traffic/answer';
import type { Mesh } from '../traffic/mesh';
import type { Proxy } from '../traffic/proxies';

const ANSWERS = new WeakMap<Mesh, Map<string, Answer>>();

/**
 * Whether Pods of a namespace have sidecars: some Pod of the input has one, or one would get it for the labels of the
 * Namespace. No, where the Namespace and its Pods show that none does.
 */
export function hasSidecars(namespace: string, mesh: Mesh): Answer {
  const answers = ANSWERS.get(mesh) ?? new Map<string, Answer>();
  ANSWERS.set(mesh, answers);
  if (!answers.has(namespace)) answers.set(namespace, answerFor(namespace, mesh));
  return answers.get(namespace);
}

function answerFor(namespace: string, mesh: Mesh): Answer {
  const kinds = mesh.catalog.podsWith({}, namespace).map((pod) => mesh.proxies.of(pod).kind);
  const all = [...kinds, plainPodKind(namespace, mesh)];
  if (all.includes('sidecar')) return true;
  return all.includes(undefined) ? undefined : false;
}

/** What a Pod without labels would have there. */
function plainPodKind(namespace: string, mesh: Mesh): Proxy['kind'] {
  const value = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'any', namespace }, spec: {} };
  const pod = podOf(manifestOf(value, { file: '', locate: () => ({ line: 1, column: 1 }) }));
  return pod && mesh.proxies.of(pod).kind;
}
