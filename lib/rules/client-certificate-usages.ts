import { Field, specOf } from '../manifest/field';
import { kindKey, type Manifest } from '../manifest/manifest';
import { DESTINATION_RULE, INGRESS } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { extendedUsages } from './extended-usages';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** A field that names the Secret of a client certificate. */
interface ClientSecret {
  readonly field: Field;
  readonly namespace: string;
  readonly name: string;
}

const SERVERS_TRANSPORT = 'ServersTransport.traefik.io';

function clientSecrets(manifest: Manifest, { catalog, clientSettings }: Mesh): readonly ClientSecret[] {
  const namespace = catalog.namespaceOf(manifest);
  switch (kindKey(manifest)) {
    case SERVERS_TRANSPORT: {
      const { items } = specOf(manifest).get('certificatesSecrets');
      return items.map((field) => ({ field, namespace, name: field.text }));
    }
    case INGRESS: {
      const annotations = Field.root(manifest).get('metadata', 'annotations');
      const field = annotations.get('nginx.ingress.kubernetes.io/proxy-ssl-secret');
      const [place = '', name = ''] = field.text.split('/');
      return [{ field, namespace: place, name }];
    }
    default: {
      const mutual = clientSettings.tlsSettings(manifest).filter(({ mode }) => mode === 'MUTUAL');
      const fields = mutual.map(({ field }) => field.get('credentialName'));
      return fields.map((field) => ({ field, namespace, name: field.text }));
    }
  }
}

export const clientCertificateUsages: MeshRule = {
  id: 'client-certificate-usages',
  code: 'SI0133',
  severity: 'error',
  kinds: [SERVERS_TRANSPORT, INGRESS, DESTINATION_RULE],
  summary: 'The Certificate of a client may be used by clients.',
  check(manifest, { mesh, report }) {
    for (const { field, namespace, name } of clientSecrets(manifest, mesh)) {
      const [source] = name === '' ? [] : mesh.credentials.sources(namespace, name);
      const certificate = source?.certificate;
      const usages = certificate === undefined ? [] : extendedUsages(certificate);
      if (certificate === undefined || usages.length === 0) continue;
      if (usages.some((usage) => usage === 'client auth' || usage === 'any')) continue;
      const title = titleOf(certificate, mesh);
      const message = `${title} is for ${quoted(usages)} only, and is used here as the certificate of a client, so that servers that verify clients refuse it`;
      report({
        path: field.path,
        message,
        fix: `Add "client auth" to the usages of ${title}, or name a certificate for clients`,
      });
    }
  },
};
