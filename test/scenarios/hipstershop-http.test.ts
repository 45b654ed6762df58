import { httpServer, workload } from './rows';
import { testScenario } from './scenario-tester';
import { shop, shopRoutes } from './shop-rows';

const HOST = 'hipstershop.203.0.113.10.sslip.io';
const GATEWAY = 'Gateway hipstershopv1v2/hipstershop';
const FRONTEND = 'Deployment hipstershopv1v2/frontend';
const APISERVICE = 'Deployment hipstershopv1v2/apiservice';
const CONTAINER = 'spec.template.spec.containers[0]';

testScenario('hipstershop-http', {
  objects: `
    -20 Namespace hipstershopv1v2
    -15 ServiceAccount hipstershopv1v2/apiservice
    -15 ServiceAccount hipstershopv1v2/frontend
    -8 PeerAuthentication hipstershopv1v2/default
    0 Deployment hipstershopv1v2/apiservice
    0 Deployment hipstershopv1v2/frontend
    0 Service hipstershopv1v2/apiservice
    0 Service hipstershopv1v2/frontend
    5 Gateway hipstershopv1v2/hipstershop
    10 VirtualService hipstershopv1v2/hipstershop`,
  rows: [
    ...shop,
    ['on the default gateway', GATEWAY, 'spec.selector', { istio: 'ingressgateway' }],
    ['port 80 in the clear', GATEWAY, 'spec.servers', [httpServer(`hipstershopv1v2/${HOST}`)]],
    ...shopRoutes(HOST),
  ],
  variants: {
    'images of its own': {
      rows: [
        ['image', FRONTEND, `${CONTAINER}.image`, 'example.com/frontend:1'],
        ['its own arguments', FRONTEND, `${CONTAINER}.args`, undefined],
        ['environment', FRONTEND, `${CONTAINER}.env`, [{ name: 'API', value: 'http://apiservice' }]],
        ['no probe of a path that it may not have', FRONTEND, `${CONTAINER}.readinessProbe`, undefined],
        ['any user', FRONTEND, `${CONTAINER}.securityContext.runAsNonRoot`, false],
        ...workload('hipstershopv1v2', { name: 'frontend', port: 8080, targetPort: 3000 }),
        ['arguments', APISERVICE, `${CONTAINER}.args`, ['netexec', '--http-port=9000']],
        ['probe of the port', APISERVICE, `${CONTAINER}.readinessProbe.httpGet.port`, 9000],
        ...workload('hipstershopv1v2', { name: 'apiservice', port: 9090, targetPort: 9000 }),
        ...shopRoutes(HOST, 9090),
      ],
    },
  },
});
