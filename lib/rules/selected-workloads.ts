import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import { GATEWAY_NAME } from '../traffic/istio-labels';
import { hasLabels, selectorIn } from '../traffic/labels';
import type { Mesh } from '../traffic/mesh';
import { outsideWorkloads, outsideWorkloadsWith } from '../traffic/workload-entries';
import { areWorkloadsKnown } from './known-objects';
import { OR_CONTEXT } from './quoted';
import type { Inquiry } from './rule';

/**
 * Whether there is a workload with all labels of a map: in the namespace of the object that holds it, or in any if that
 * is the root namespace.
 */
export function selectsWorkload(selector: Field, holder: Manifest, mesh: Mesh): boolean {
  const labels = selectorIn(selector);
  if (labels === undefined) return false;
  const own = mesh.catalog.namespaceOf(holder);
  const namespace = own === mesh.config.rootNamespace ? undefined : own;
  return (
    mesh.catalog.podsWith(labels, namespace).length > 0 ||
    mesh.kubernetesGatewayPods.matching(labels, namespace).length > 0 ||
    isOutside(labels, namespace, mesh)
  );
}

function isOutside(labels: Labels, namespace: string | undefined, { catalog }: Mesh): boolean {
  if (namespace !== undefined) return outsideWorkloadsWith(labels, namespace, catalog).length > 0;
  return [...outsideWorkloads(catalog).values()].flat().some((one) => hasLabels(one.labels, labels));
}

/** Reports a selector that selects nothing. No labels at all select everything, and are no fault. */
export function checkSelection(selector: Field, holder: Manifest, { mesh, report, cannotTell }: Inquiry): void {
  if (selector.entries.length === 0 || selector.get(GATEWAY_NAME).isSet) return;
  if (selectsWorkload(selector, holder, mesh)) return;
  const namespace = mesh.catalog.namespaceOf(holder);
  if (!areWorkloadsKnown(mesh)) return cannotTell(`the Pods of namespace "${namespace}"`);
  const labels = selector.entries.map(([name, { text }]) => `${name}: ${text}`).join(', ');
  const where = namespace === mesh.config.rootNamespace ? 'any namespace' : `namespace "${namespace}"`;
  const message = `No workload of ${where} has the labels of the selector, \`${labels}\`, so that the ${holder.kind} is in force nowhere`;
  const fix = `Select labels that the Pods have, in their namespace${OR_CONTEXT}`;
  report({ path: selector.path, message, fix, refType: 'selector' });
}
