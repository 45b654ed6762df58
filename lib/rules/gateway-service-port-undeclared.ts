import { Field, specOf } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import { rivalsOf } from './rival-services';
import type { MeshRule } from './rule';
import { titleOf } from './title';
import { isShownGateway } from './workloads';

/** Containers without any port tell nothing: Kubernetes takes the list for information. */
function omits({ spec }: Pod, port: number): boolean {
  const declared = Field.of(spec)
    .get('containers')
    .items.flatMap((container) => container.get('ports').items);
  return declared.length > 0 && declared.every((one) => one.get('containerPort').number !== port);
}

/** Where a TCP port leads that is not itself, if that is a number. */
function redirection(port: Field): number | undefined {
  const { value } = port.get('targetPort');
  const isTcp = ['', 'TCP'].includes(port.get('protocol').text);
  return isTcp && typeof value === 'number' && value > 0 && value !== port.get('port').number ? value : undefined;
}

export const gatewayServicePortUndeclared: MeshRule = {
  id: 'gateway-service-port-undeclared',
  code: 'SI0100',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'Where a Service leads to other ports of a gateway, the containers there declare them.',
  check(manifest, { mesh, report }) {
    const pods = mesh.services.podsOf(manifest).filter((pod) => isShownGateway(pod, mesh));
    for (const port of specOf(manifest).get('ports').items) {
      const target = redirection(port);
      if (target === undefined) continue;
      const pod = pods.find((one) => omits(one, target) && rivalsOf(manifest, port, one, mesh).length === 0);
      if (pod === undefined) continue;
      const number = port.get('port').number;
      const message = `Port ${number} leads to port ${target} of the gateway, which no container of ${titleOf(pod.owner, mesh)} declares: if the gateway listens on ${number}, clients are refused`;
      const fix = `Set \`targetPort: ${number}\`, or declare \`containerPort: ${target}\` if the gateway is to listen there`;
      report({ path: port.get('targetPort').path, message, fix });
    }
  },
};
