import { annotationsWith } from '../traffic/ingress-annotations';
import { NGINX_TLS } from '../traffic/ingress-nginx';
import { INGRESS } from '../traffic/kinds';
import { lacksClientCertificate } from './ingress-client-fault';
import { hopsOf, type IngressHop, isAllTls } from './ingress-hops';
import { isNginx, nginxSetting } from './ingress-nginx-settings';
import { quoted } from './quoted';
import type { MeshRule } from './rule';

/** What comes of it is told as an error of the connection. */
function breaks(hop: IngressHop): boolean {
  const { protocol, serverName } = hop.connection;
  if (lacksClientCertificate(hop)) return true;
  return protocol === 'https' && serverName === '' && isAllTls(hop) && !hop.gateway.takesAnyName;
}

export const ingressNginxIgnored: MeshRule = {
  id: 'ingress-nginx-ignored',
  code: 'SI0204',
  severity: 'warning',
  kinds: [INGRESS],
  summary:
    'Annotations by which ingress-nginx is to speak TLS to a backend come with a Secret, without which it leaves them out.',
  check(manifest, { mesh, report }) {
    const [first, ...others] = annotationsWith(manifest, NGINX_TLS);
    if (first === undefined || nginxSetting(manifest, 'proxy-ssl-secret').text !== '') return;
    if (!isNginx(manifest, mesh) || hopsOf(manifest, mesh).some(breaks)) return;
    const [, { path }] = first;
    const names = [first, ...others].map(([key]) => key.slice(key.indexOf('/') + 1));
    const message = `ingress-nginx leaves out ${quoted(names)} without proxy-ssl-secret: it verifies nothing and sends no server name (SNI)`;
    report({ path, message, fix: 'Name a Secret with the CA of the backend as "NAMESPACE/NAME" in proxy-ssl-secret' });
  },
};
