import { specOf } from '../manifest/field';
import { rivalsOf } from './rival-services';
import type { MeshRule } from './rule';
import { titleOf } from './title';
import { isShownGateway } from './workloads';

export const gatewayServicePortsAmbiguous: MeshRule = {
  id: 'gateway-service-ports-ambiguous',
  code: 'SI0102',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'Services over the same gateway take a port to the same port of its Pods.',
  check(manifest, { mesh, report }) {
    const { catalog, services } = mesh;
    const pods = services.podsOf(manifest).filter((pod) => isShownGateway(pod, mesh));
    for (const port of specOf(manifest).get('ports').items) {
      const rivals = pods.flatMap((pod) =>
        rivalsOf(manifest, port, pod, mesh).map((rival) => ({ ...rival, own: services.targetPort(port, pod) })),
      );
      // Of two Services that are both judged, the later by name is reported.
      const rival = rivals.find(({ service }) => !catalog.isJudged(service) || service.name < manifest.name);
      if (rival === undefined) continue;
      const { number } = port.get('port');
      const target = port.get('targetPort');
      const message = `Port ${number} leads to port ${rival.own} of the gateway here, and to ${rival.target} in ${titleOf(rival.service, mesh)}: istiod has Gateways listen on one of the two, and connections to the other are refused`;
      const fix = `Set \`targetPort: ${rival.target}\`, or the label experimental.istio.io/disable-gateway-port-translation on one of the Services`;
      report({ path: target.isSet ? target.path : port.get('port').path, message, fix });
    }
  },
};
