import { testMeshRule } from './mesh-rule-tester';
import { serviceEntry } from './service-objects';

const entry = (addresses: string, location = 'MESH_INTERNAL', selector = '{app: db}') =>
  serviceEntry(
    `{hosts: [db.shop.example], location: ${location}, addresses: ${addresses}, workloadSelector: {labels: ${selector}}, ports: [{number: 1, name: tcp, protocol: TCP}], resolution: STATIC}`,
  );
const vm = (address: string, name = 'one', labels = '{app: db}', ns = 'shop') => `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: ${name}, namespace: ${ns}}
spec: {address: ${address}, labels: ${labels}}
---`;
const TWO = vm('10.0.0.1') + vm('10.0.0.2', 'two');

testMeshRule('service-entry-workload-address', {
  valid: [
    { name: 'all addresses', objects: entry('[10.0.0.1, 10.0.0.2]') + TWO },
    { name: 'a range of them', objects: entry('[10.0.0.0/24]') + TWO },
    { name: 'none, as in the documentation of Istio', objects: entry('[]') + TWO },
    { name: 'an address of the service, and not of its workloads', objects: entry('[240.0.0.1]') + TWO },
    { name: 'outside of the mesh', objects: entry('[10.0.0.1]', 'MESH_EXTERNAL') + TWO },
    { name: 'other workloads', objects: entry('[10.0.0.1]') + vm('10.0.0.1') + vm('10.0.0.2', 'two', '{app: web}') },
    {
      name: 'workloads of another namespace',
      objects: entry('[10.0.0.1]') + vm('10.0.0.1') + vm('10.0.0.2', 'two', '{app: db}', 'other'),
    },
    { name: 'a workload with a name', objects: entry('[10.0.0.1]') + vm('10.0.0.1') + vm('vm.example.com', 'two') },
    { name: 'no selector', objects: entry('[10.0.0.1]', 'MESH_INTERNAL', '{}') + TWO },
  ],
  invalid: [
    {
      name: 'one of two',
      objects: entry('[10.0.0.1]') + TWO,
      findings: [
        {
          on: 'ServiceEntry shop/out',
          path: 'spec.addresses',
          message:
            'The addresses are those of the WorkloadEntries that the ServiceEntry selects, without "10.0.0.2": what clients send there is not taken for this service, and goes without its routes and mutual TLS',
          fix: 'Add "10.0.0.2"',
        },
      ],
    },
  ],
});
