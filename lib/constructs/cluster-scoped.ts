import { type ApiObject, JsonPatch } from 'cdk8s';

/** For kinds that have no namespace: a chart's lands on all of its objects. */
export function withoutNamespace(object: ApiObject): void {
  if (object.metadata.namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}
