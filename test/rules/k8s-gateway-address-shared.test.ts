import { k8sGateway } from './gateway-api-objects';
import { testMeshRule } from './mesh-rule-tester';

const at = (name: string, ...addresses: readonly string[]) => k8sGateway(`addresses: [${addresses.join(', ')}]`, name);
const finding = (on: string, other: string, index = 0, value = '10.0.0.1') => ({
  on: `Gateway ${on}`,
  path: `spec.addresses[${index}].value`,
  message: `Gateway "${other}" asks for the IPAddress "${value}" too, and each has a load balancer of its own, of which only one can have it`,
  fix: 'Leave the address to one of them',
});

testMeshRule('k8s-gateway-address-shared', {
  valid: [
    { name: 'addresses of their own', objects: at('edge/a', '{value: 10.0.0.1}') + at('edge/b', '{value: 10.0.0.2}') },
    {
      name: 'one Service, whose Pods serve both',
      objects: at('edge/a', '{type: Hostname, value: gw}') + at('edge/b', '{type: Hostname, value: gw}'),
    },
    {
      name: 'values left to the implementation',
      objects: at('edge/a', '{type: IPAddress}') + at('edge/b', '{type: IPAddress}'),
    },
    {
      name: 'another kind of address',
      objects: at('edge/a', '{value: "10.0.0.1"}') + at('edge/b', '{type: example.com/pool, value: "10.0.0.1"}'),
    },
    { name: 'none', objects: k8sGateway('listeners: []') },
  ],
  invalid: [
    {
      name: 'in two namespaces, the type written or not',
      objects:
        at('edge/a', '{value: 10.0.0.9}', '{value: 10.0.0.1}') + at('shop/a', '{type: IPAddress, value: 10.0.0.1}'),
      findings: [finding('edge/a', 'shop/a', 1), finding('shop/a', 'edge/a')],
    },
    {
      name: 'that of one in the context',
      objects: at('edge/a', '{value: "fd00::1"}'),
      context: at('edge/b', '{value: "FD00::1"}'),
      findings: [finding('edge/a', 'edge/b', 0, 'fd00::1')],
    },
  ],
});
