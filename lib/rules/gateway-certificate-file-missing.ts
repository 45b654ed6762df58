import { Field } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import type { GatewayServer } from '../traffic/gateway-server';
import { GATEWAY } from '../traffic/kinds';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { titleOf } from './title';
import { isShownGateway } from './workloads';

const FILES = ['serverCertificate', 'privateKey', 'caCertificates'];

/** In the image, or mounted by the injection. */
const ALWAYS_THERE = ['/etc/ssl', '/etc/pki', '/usr', '/var/run/secrets', '/var/lib/istio', '/etc/istio/proxy'];
const ADDED_MOUNTS = 'sidecar.istio.io/userVolumeMount';

function filesOf({ field, terminates, credentials }: GatewayServer): readonly Field[] {
  if (!terminates || credentials.length > 0) return [];
  return FILES.map((name) => field.get('tls', name)).filter(({ text }) => text !== '');
}

function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

function mountsOf({ spec }: Pod): readonly string[] {
  const { items } = Field.of(spec).get('containers');
  const mounts = items
    .filter((container) => container.get('name').text === 'istio-proxy')
    .flatMap((container) => container.get('volumeMounts').items)
    .map((mount) => mount.get('mountPath').text);
  return [...ALWAYS_THERE, ...mounts.filter((path) => path !== '')];
}

export const gatewayCertificateFileMissing: MeshRule = {
  id: 'gateway-certificate-file-missing',
  code: 'SI0110',
  severity: 'error',
  kinds: [GATEWAY],
  summary: 'Certificates that a server names as files are mounted in the Pods of the gateway.',
  check(manifest, { mesh, report }) {
    const gateway = mesh.gateways.of(manifest);
    if (gateway === undefined || !gateway.servers.some((server) => filesOf(server).length > 0)) return;
    const pods = mesh.gateways
      .podsOf(gateway)
      .filter((pod) => isShownGateway(pod, mesh) && pod.annotations[ADDED_MOUNTS] === undefined)
      .map((pod) => ({ pod, mounts: mountsOf(pod) }));
    for (const files of gateway.servers.map(filesOf)) {
      for (const { pod, mounts } of pods) {
        const missing = files.filter(({ text }) => !mounts.some((mount) => isWithin(text, mount)));
        const [first] = missing;
        if (first === undefined) continue;
        const message = `${quoted(missing.map(({ text }) => text))} cannot be in the gateway: ${titleOf(pod.owner, mesh)} mounts nothing there, so the port never gets its certificate and clients are refused`;
        const fix = 'Use `credentialName` instead, or mount the Secret in the container istio-proxy';
        report({ path: first.path, message, fix });
        break;
      }
    }
  },
};
