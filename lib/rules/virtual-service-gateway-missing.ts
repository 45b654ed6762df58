import { groupBy } from '../groups';
import type { Manifest } from '../manifest/manifest';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import type { GatewayRef } from '../traffic/virtual-services';
import { fqdnFault, isLabel } from './istio-syntax';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule, Violation } from './rule';
import { matchesOf } from './virtual-service';

/** The list of the VirtualService and those of its matches. */
function referencesOf(manifest: Manifest, mesh: Mesh): readonly GatewayRef[] {
  const inMatches = matchesOf(manifest, 'http', 'tls', 'tcp')
    .flatMap((match) => match.get('gateways').items)
    .filter(({ text }) => text !== '');
  if (inMatches.length === 0) return mesh.routes.gatewaysOf(manifest);
  return [
    ...mesh.routes.gatewaysOf(manifest),
    ...inMatches.map(({ text, path }) => mesh.routes.gatewayNamed(text, path, mesh.catalog.namespaceOf(manifest))),
  ];
}

/** What istiod's webhook refuses is another fault. */
function isName(text: string): boolean {
  const slash = text.indexOf('/');
  return slash < 0 ? fqdnFault(text) === undefined : isLabel(text.slice(0, slash)) && isLabel(text.slice(slash + 1));
}

const gatewaysByName = oncePer(({ gateways }: Mesh) => groupBy(gateways.all, ({ name }) => name));

const EFFECT = 'so that the routes are missing on that gateway, which answers 404';

function violationOf({ text, path }: GatewayRef, own: string, mesh: Mesh): Violation {
  const [name, isQualified] = text.includes('/') ? [text.slice(text.indexOf('/') + 1), true] : nameOf(text);
  const keys =
    gatewaysByName(mesh)
      .get(name)
      ?.map(({ key }) => key) ?? [];
  const [key, ...more] = keys;
  const place = isQualified ? '' : ` in namespace "${own}", where names without a namespace belong`;
  const known = key === undefined ? '' : `, only ${quoted(keys)}`;
  const message = `There is no Gateway "${text}"${place}${known}, ${EFFECT}`;
  const fix = key === undefined ? 'Name a Gateway that is there' : `Write ${quoted(keys, 'or')}`;
  const isCertain = !isQualified && key !== undefined && more.length === 0;
  return {
    path,
    message,
    fix: isCertain ? fix : `${fix}${OR_CONTEXT}`,
    refType: 'gateway',
    ...(isCertain && { replacement: { path, value: key } }),
  };
}

/** Of `NAME`, or of the old form `NAME.NAMESPACE`. */
function nameOf(text: string): [name: string, isQualified: boolean] {
  const [name = '', ...rest] = text.split('.');
  return [name, rest.length > 0];
}

export const virtualServiceGatewayMissing: MeshRule = {
  id: 'virtual-service-gateway-missing',
  code: 'IST0101',
  severity: 'error',
  kinds: [VIRTUAL_SERVICE],
  summary: 'Every Gateway that a VirtualService names is there.',
  check(manifest, { mesh, report, cannotTell }) {
    const missing = referencesOf(manifest, mesh).filter(
      ({ text, gateway, isMesh, isInternal }) => gateway === undefined && !isMesh && !isInternal && isName(text),
    );
    if (missing.length === 0) return;
    if (mesh.gateways.all.length === 0) return cannotTell('a Gateway');
    const namespace = mesh.catalog.namespaceOf(manifest);
    for (const reference of missing) report(violationOf(reference, namespace, mesh));
  },
};
