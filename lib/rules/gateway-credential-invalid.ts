import { pathText } from '../manifest/manifest';
import type { SecretSource } from '../traffic/credentials';
import { sourcesFor, usesOf } from '../traffic/gateway-credentials';
import { GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { certificateInSecret } from '../traffic/pem';
import { credentialKeys } from '../traffic/secret-keys';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { titleOf } from './title';

interface Fault {
  readonly message: string;
  readonly fix: string;
}

/** Nothing can be said of a Secret without data: it stands for what the cluster has. */
function keyFault(title: string, keys: readonly string[]): Fault | undefined {
  if (credentialKeys(keys) !== undefined) return undefined;
  const found = keys.length === 0 ? 'no key with a value' : quoted(keys);
  const message = `${title} has ${found}, and not a certificate with its private key, so that clients get a reset of their TLS handshake`;
  return { message, fix: 'Give the Secret "tls.crt" and "tls.key", or "cert" and "key"' };
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function certificateFault(title: string, source: SecretSource, now: Date): Fault | undefined {
  const found = certificateInSecret(source.manifest);
  if (found === undefined) return undefined;
  const { facts, path } = found;
  if (facts === undefined) {
    const message = `${pathText(path)} of ${title} does not begin with a certificate in PEM form, so that clients get a reset of their TLS handshake`;
    return { message, fix: "Begin with the server's certificate, and let those of the authorities follow" };
  }
  const { notBefore, notAfter } = facts;
  const fix = 'Renew the certificate, such as by a Certificate of cert-manager in place of the Secret';
  if (notAfter < now.getTime()) {
    return { message: `The certificate in ${title} has expired on ${day(notAfter)}, and clients refuse it`, fix };
  }
  if (notBefore > now.getTime()) {
    return { message: `The certificate in ${title} is not valid before ${day(notBefore)}, and clients refuse it`, fix };
  }
  return undefined;
}

/** Only of a Secret that the input has, and that nothing else writes. */
function faultOf(sources: readonly SecretSource[], mesh: Mesh): Fault | undefined {
  const [source, ...others] = sources;
  if (source === undefined || source.by !== 'Secret' || others.length > 0) return undefined;
  const title = titleOf(source.manifest, mesh);
  return source.keys && (keyFault(title, source.keys) ?? certificateFault(title, source, mesh.now));
}

export const gatewayCredentialInvalid: MeshRule = {
  id: 'gateway-credential-invalid',
  code: 'IST0161',
  severity: 'error',
  kinds: [GATEWAY],
  summary: 'The Secrets that a Gateway names have a valid certificate and its key.',
  check(manifest, { mesh, report }) {
    for (const use of usesOf(manifest, mesh)) {
      const fault = faultOf(sourcesFor(use, mesh), mesh);
      if (fault !== undefined) report({ path: use.path, ...fault });
    }
  },
};
