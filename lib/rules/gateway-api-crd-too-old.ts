import { Field } from '../manifest/field';
import { GATEWAY_API } from '../traffic/gateway-api';
import type { MeshRule } from './rule';

/** The bundles that have the versions of these kinds which Istio 1.30 reads. */
const OLDEST: ReadonlyMap<string, string> = new Map([
  [`grpcroutes.${GATEWAY_API}`, '1.1.0'],
  [`backendtlspolicies.${GATEWAY_API}`, '1.4.0'],
  [`tlsroutes.${GATEWAY_API}`, '1.5.0'],
]);

/** What istiod compares; a prerelease counts as the release that it comes before. */
const VERSION = /^v?(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?(?:[-+].*)?$/s;

function isOlder(version: string, oldest: string): boolean {
  const [parts, wanted] = [version, oldest].map((text) =>
    VERSION.exec(text)
      ?.slice(1)
      .map((part) => Number(part ?? 0)),
  );
  if (parts === undefined || wanted === undefined) return false;
  const differing = parts.findIndex((part, index) => part !== wanted[index]);
  return differing >= 0 && (parts[differing] ?? 0) < (wanted[differing] ?? 0);
}

export const gatewayApiCrdTooOld: MeshRule = {
  id: 'gateway-api-crd-too-old',
  code: 'IST0176',
  severity: 'warning',
  kinds: ['CustomResourceDefinition.apiextensions.k8s.io'],
  summary: 'The CRDs of the Gateway API are as new as Istio needs them.',
  check(definition, { report }) {
    const oldest = OLDEST.get(definition.name);
    const { path, text } = Field.root(definition).get('metadata', 'annotations', `${GATEWAY_API}/bundle-version`);
    if (oldest === undefined || !isOlder(text, oldest)) return;
    const message = `The CRD "${definition.name}" is of version "${text}" of the Gateway API, and istiod ignores such objects before "v${oldest}"`;
    report({ path, message, fix: `Install the CRDs of the Gateway API v${oldest} or later` });
  },
};
