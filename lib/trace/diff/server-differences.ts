import { canonical } from '../../manifest/canonical';
import { Field } from '../../manifest/field';
import type { Manifest } from '../../manifest/manifest';
import { authorityOn } from '../../traffic/client-authority';
import { parseCredentialName } from '../../traffic/credential-name';
import type { SecretSource } from '../../traffic/credentials';
import type { GatewayServer } from '../../traffic/gateway-server';
import type { Mesh } from '../../traffic/mesh';
import { isTlsLike } from '../../traffic/protocol';
import type { Protection, TracedRequest } from '../request';
import type { Difference } from './change';
import { issuerSettings } from './issuer-settings';
import { serverOf, verification } from './servers';
import { listed, type Setting, settingDifferences } from './settings';
import { hopTitle, type Sides } from './sides';

/** What differs in how the server of a Gateway ends TLS: its certificate, its clients' proof, and versions of TLS. */
export function serverDifferences(
  sides: Sides,
  was: readonly TracedRequest[],
  is: readonly TracedRequest[],
): readonly Difference[] {
  const [before, after] = [serverOf(sides.was, was), serverOf(sides.is, is)];
  if (before === undefined || after === undefined) return [];
  if (!isTlsLike(before.protocol) || !isTlsLike(after.protocol)) return [];
  const hop = [...is, ...was].flatMap(({ hops }) => hops).find(({ to }) => to.startsWith('gateway '));
  const title = hop === undefined ? titleTo(sides.is, after) : hopTitle(hop);
  return settingDifferences(sides, title, settingsOf(sides.was, before), settingsOf(sides.is, after));
}

/** For requests that none of the sides takes in. */
function titleTo({ gateways }: Mesh, { gateway }: GatewayServer): string {
  const [pod] = gateways.podsOf(gateway);
  return `client → gateway ${pod === undefined ? gateway.key : `${pod.namespace}/${pod.owner.name}`}`;
}

function settingsOf(mesh: Mesh, server: GatewayServer): readonly Setting[] {
  const [pod] = mesh.gateways.podsOf(server.gateway);
  const namespace = pod?.namespace ?? server.gateway.namespace;
  return [
    mode(server),
    certificate(server),
    ...issuerSettings(mesh, certificatesOf(mesh, server, namespace)),
    ...(verification(server) === 0 ? [] : [authority(mesh, server, namespace), names(server)]),
    version(server, 'minProtocolVersion', DEFAULT_MIN),
    version(server, 'maxProtocolVersion', DEFAULT_MAX),
    ciphers(server),
  ];
}

function at(server: GatewayServer, key: string): Pick<Setting, 'name' | 'decidedBy'> {
  const { path } = server.field.get('tls', key);
  return { name: key, decidedBy: [{ manifest: server.gateway.manifest, path }] };
}

function mode(server: GatewayServer): Setting {
  const value = server.tlsMode ?? '';
  return { ...at(server, 'mode'), value, short: PROTECTION[value] ?? value, strength: verification(server) };
}

const PROTECTION: Readonly<Record<string, Protection>> = {
  SIMPLE: 'tls',
  MUTUAL: 'mutual-tls',
  ISTIO_MUTUAL: 'mutual-tls',
};

/** The names of Secrets, else the file. */
function certificate(server: GatewayServer): Setting {
  const [first] = server.credentials;
  if (first === undefined)
    return {
      ...at(server, 'serverCertificate'),
      name: CERTIFICATE,
      value: server.field.get('tls', 'serverCertificate').text,
    };
  const decidedBy = server.credentials.map(({ path }) => ({ manifest: server.gateway.manifest, path }));
  return { name: CERTIFICATE, value: listed(server.credentials.map(({ name }) => name)), decidedBy };
}

const CERTIFICATE = 'credential';

function certificatesOf({ credentials }: Mesh, server: GatewayServer, namespace: string): readonly Manifest[] {
  return server.credentials.flatMap(({ name }) => {
    const parsed = parseCredentialName(name);
    const [source] = parsed === undefined ? [] : credentials.sources(namespace, parsed.name);
    return source?.certificate ?? [];
  });
}

/** The CA that clients' certificates are verified with. */
function authority(mesh: Mesh, server: GatewayServer, namespace: string): Setting {
  const found = authorityOn(mesh.credentials, server, namespace);
  const file = server.field.get('tls', 'caCertificates');
  const name = 'CA for clients';
  if (found === undefined || found === 'missing')
    return { ...at(server, 'caCertificates'), name, value: found ?? file.text };
  const root = found.certificate && mesh.authorities.chainOf(found.certificate)?.at(-1);
  const value = `Secret ${found.namespace}/${found.name}${root === undefined ? '' : ` (${root})`}`;
  return { name, value, content: contentOf(found), decidedBy: [{ manifest: found.manifest, path: pathOf(found) }] };
}

function contentOf({ manifest }: SecretSource): string {
  const fields = keyed(manifest).map(({ value }) => value ?? null);
  return canonical(fields);
}

function pathOf({ manifest, path }: SecretSource): Setting['decidedBy'][number]['path'] {
  return keyed(manifest)[0]?.path ?? path;
}

/** Where a Secret or ConfigMap has a CA that Istio reads. */
function keyed(manifest: Manifest): readonly Field[] {
  if (manifest.kind !== 'Secret' && manifest.kind !== 'ConfigMap') return [];
  const root = Field.root(manifest);
  return ['data', 'stringData']
    .flatMap((part) => ['ca.crt', 'cacert'].map((key) => root.get(part, key)))
    .filter(({ isSet }) => isSet);
}

function names(server: GatewayServer): Setting {
  const trusts = server.field.get('tls', 'subjectAltNames').items.map(({ text }) => text);
  return { ...at(server, 'subjectAltNames'), value: listed(trusts), trusts };
}

const VERSIONS = ['TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'];
const DEFAULT_MIN = 'TLSV1_2';
const DEFAULT_MAX = 'TLSV1_3';

/** Without one, or with TLS_AUTO, Istio's default. */
function version(server: GatewayServer, key: string, byDefault: string): Setting {
  const { text } = server.field.get('tls', key);
  const value = VERSIONS.includes(text) ? text : byDefault;
  return { ...at(server, key), value, strength: VERSIONS.indexOf(value) };
}

function ciphers(server: GatewayServer): Setting {
  const texts = server.field.get('tls', 'cipherSuites').items.map(({ text }) => text);
  return { ...at(server, 'cipherSuites'), value: listed(texts) };
}
