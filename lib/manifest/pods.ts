import type { Position } from '../finding';
import { isList, isObject, valueAt } from './fields';
import { type Json, type JsonObject, kindKey, type Manifest, type Path } from './manifest';

/** A Pod that is in the input, or that a workload in the input would make. */
export interface Pod {
  /** The object that it is derived from. */
  readonly owner: Manifest;
  /** Where the Pod's own fields begin in the owner: empty for a Pod. */
  readonly template: Path;
  /** As written in the owner; the Catalog knows the default. */
  readonly namespace: string;
  /** Only those that are texts. A controller adds others, which nothing in the input can select. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
  /** "default" where none is written. */
  readonly serviceAccountName: string;
  /** The place of a field of the Pod, such as `metadata.labels`. */
  locate(path: Path): Position;
}

const SPEC_TEMPLATE: Path = ['spec', 'template'];
const CONTAINERS: Path = [...SPEC_TEMPLATE, 'spec', 'containers'];

/** Kinds that make Pods, and where their template is. */
const TEMPLATES: ReadonlyMap<string, Path> = new Map([
  ['Pod', []],
  ['ReplicationController', SPEC_TEMPLATE],
  ['Deployment.apps', SPEC_TEMPLATE],
  ['StatefulSet.apps', SPEC_TEMPLATE],
  ['DaemonSet.apps', SPEC_TEMPLATE],
  ['ReplicaSet.apps', SPEC_TEMPLATE],
  ['Job.batch', SPEC_TEMPLATE],
  ['CronJob.batch', ['spec', 'jobTemplate', 'spec', 'template']],
]);

/** The Pod of a workload; undefined for other kinds and for a workload without a template. */
export function podOf(owner: Manifest): Pod | undefined {
  const template = TEMPLATES.get(kindKey(owner)) ?? customTemplate(owner);
  const pod = template && valueAt(owner.value, template);
  if (template === undefined || !isObject(pod)) return undefined;
  const spec = valueAt(pod, ['spec']);
  return {
    owner,
    template,
    namespace: owner.namespace,
    labels: texts(valueAt(pod, ['metadata', 'labels'])),
    annotations: texts(valueAt(pod, ['metadata', 'annotations'])),
    spec: isObject(spec) ? spec : {},
    serviceAccountName: serviceAccount(spec),
    locate: (path) => owner.origin.locate([...template, ...path]),
  };
}

/** Controllers of others have it where Deployments do: a Rollout of Argo, a CloneSet of OpenKruise, a Knative Service. */
function customTemplate({ group, value }: Manifest): Path | undefined {
  return group.includes('.') && isList(valueAt(value, CONTAINERS)) ? SPEC_TEMPLATE : undefined;
}

/** `serviceAccount` is the deprecated name, which the API server still copies. */
function serviceAccount(spec: Json | undefined): string {
  const names = [valueAt(spec, ['serviceAccountName']), valueAt(spec, ['serviceAccount'])];
  const name = names.find((value) => typeof value === 'string' && value !== '');
  return typeof name === 'string' ? name : 'default';
}

function texts(value: Json | undefined): Record<string, string> {
  const found: Record<string, string> = Object.create(null) as Record<string, string>;
  if (!isObject(value)) return found;
  for (const [key, text] of Object.entries(value)) if (typeof text === 'string') found[key] = text;
  return found;
}
