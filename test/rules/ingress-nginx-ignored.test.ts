import { GATEWAY_POD, gatewayService, ingress, nginx, nginxPath, tlsGateway } from './ingress-objects';
import { testMeshRule } from './mesh-rule-tester';

const HTTPS = { 'backend-protocol': 'HTTPS', 'proxy-ssl-verify': 'on', 'proxy-ssl-name': 'a.com' };
const found = (names: string, key: string) => ({
  on: 'Ingress edge/shop',
  path: nginxPath(key),
  message: `ingress-nginx leaves out ${names} without proxy-ssl-secret: it verifies nothing and sends no server name (SNI)`,
  fix: 'Name a Secret with the CA of the backend as "NAMESPACE/NAME" in proxy-ssl-secret',
});
const BOTH = found('"proxy-ssl-verify" and "proxy-ssl-name"', 'proxy-ssl-verify');
const behind = (mode: string, hosts: string) => tlsGateway(mode, hosts) + GATEWAY_POD + gatewayService();

testMeshRule('ingress-nginx-ignored', {
  valid: [
    { name: 'with a Secret', objects: ingress({ annotations: nginx({ ...HTTPS, 'proxy-ssl-secret': 'a' }) }) },
    { name: 'nothing of it', objects: ingress({ annotations: nginx({ 'backend-protocol': 'HTTPS' }) }) },
    { name: 'another controller', objects: ingress({ className: 'alb', annotations: nginx(HTTPS) }) },
    {
      name: 'Traefik, which reads them all the same',
      objects: ingress({ className: 'traefik', annotations: nginx(HTTPS) }) + gatewayService(),
    },
    {
      name: 'a gateway that demands a certificate, which is told',
      objects: ingress({ annotations: nginx(HTTPS) }) + behind('MUTUAL', '"*"'),
    },
    {
      name: 'a gateway that needs a name, which is told',
      objects: ingress({ annotations: nginx(HTTPS) }) + behind('SIMPLE', 'a.com'),
    },
  ],
  invalid: [
    { name: 'without a Secret', objects: ingress({ annotations: nginx(HTTPS) }), findings: [BOTH] },
    {
      name: 'a gateway that takes anyone',
      objects: ingress({ annotations: nginx(HTTPS) }) + behind('SIMPLE', '"*"'),
      findings: [BOTH],
    },
    {
      name: 'without HTTPS, too',
      objects: ingress({ annotations: nginx({ 'proxy-ssl-protocols': 'TLSv1.3' }) }),
      findings: [found('"proxy-ssl-protocols"', 'proxy-ssl-protocols')],
    },
  ],
});
