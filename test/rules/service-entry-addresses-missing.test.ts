import { testMeshRule } from './mesh-rule-tester';
import { serviceEntry } from './service-objects';

const entry = (protocol: string, more = 'resolution: DNS', metadata = '') =>
  serviceEntry(
    `{hosts: [db.example.com], ports: [{number: 5432, name: db${protocol}}], ${more}}`,
    'out',
    'shop',
    metadata,
  );
const off = (name = 'ISTIO_META_DNS_CAPTURE') => ({ defaultConfig: { proxyMetadata: { [name]: 'false' } } });
const found = (protocol: string, name = 'ISTIO_META_DNS_CAPTURE') => ({
  on: 'ServiceEntry shop/out',
  path: 'spec.ports[0].protocol',
  message: `Port 5432 (${protocol}) has no addresses, and ${name} is "false" in the mesh config, so that sidecars take every connection to port 5432 for this service`,
  fix: 'Set `addresses`, or a protocol that names the host',
});

testMeshRule('service-entry-addresses-missing', {
  valid: [
    { name: 'Istio gives addresses', objects: entry(', protocol: TCP') },
    {
      name: 'and the mesh config asks for them',
      objects: entry(', protocol: TCP'),
      mesh: { defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } } },
    },
    { name: 'addresses', objects: entry(', protocol: TCP', 'resolution: DNS, addresses: [240.0.0.1]'), mesh: off() },
    { name: 'a protocol that names the host', objects: entry(', protocol: TLS'), mesh: off() },
    {
      name: 'no resolution, which is judged alone',
      objects: entry(', protocol: TCP', 'resolution: NONE'),
      mesh: off(),
    },
    {
      name: 'the label, which is judged alone',
      objects: entry(
        ', protocol: TCP',
        'resolution: DNS',
        ', labels: {networking.istio.io/enable-autoallocate-ip: "false"}',
      ),
      mesh: off(),
    },
  ],
  invalid: [
    { name: 'TCP', objects: entry(', protocol: tcp'), mesh: off(), findings: [found('tcp')] },
    {
      name: 'no protocol',
      objects: entry('', 'resolution: STATIC, endpoints: [{address: 10.0.0.1}]'),
      mesh: off('ISTIO_META_DNS_AUTO_ALLOCATE'),
      findings: [found('no protocol', 'ISTIO_META_DNS_AUTO_ALLOCATE')],
    },
  ],
});
