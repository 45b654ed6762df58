import { Chart } from 'cdk8s';
import { SecureIngressApp } from 'cdk8s-secure-ingress';
import { Challenge } from 'cdk8s-secure-ingress/imports/acme.cert-manager.io';
import { Certificate } from 'cdk8s-secure-ingress/imports/cert-manager.io';
import { WasmPlugin } from 'cdk8s-secure-ingress/imports/extensions.istio.io';
import { Gateway, GatewaySpecServersTlsMode } from 'cdk8s-secure-ingress/imports/networking.istio.io';
import { PeerAuthentication } from 'cdk8s-secure-ingress/imports/security.istio.io';
import { Telemetry } from 'cdk8s-secure-ingress/imports/telemetry.istio.io';

const app = new SecureIngressApp();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
new Gateway(chart, 'gateway', {
  metadata: { name: 'passthrough' },
  spec: {
    selector: { istio: 'ingressgateway' },
    servers: [
      {
        port: { number: 443, name: 'tls', protocol: 'TLS' },
        hosts: ['shop.example.com'],
        tls: { mode: GatewaySpecServersTlsMode.PASSTHROUGH },
      },
    ],
  },
});
console.log(app.synthYaml());

const kinds = [Challenge, Certificate, WasmPlugin, Gateway, PeerAuthentication, Telemetry];
console.error(kinds.map(({ GVK }) => `${GVK.apiVersion} ${GVK.kind}`).join('\n'));

// @ts-expect-error: types that come out as any would take this.
Gateway.manifest({ spec: { selectors: {} } });
