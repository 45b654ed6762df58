import { specOf } from '../manifest/field';
import type { ObjectRule } from './rule';
import { endpointsOf, resolutionOf } from './service-entry';
import { refused, warned } from './webhook-rule';
import { addressViolations, detailViolations, OF_WORKLOAD } from './workload-address';

const KINDS = ['WorkloadEntry.networking.istio.io'];

const workloadEntryAddress = refused({
  id: 'workload-entry-address',
  kinds: KINDS,
  summary: 'The address of a WorkloadEntry is an IP address, a domain name or a socket.',
  check: (manifest, report) => addressViolations(specOf(manifest), OF_WORKLOAD).forEach(report),
});

const workloadEntryDetails = refused({
  id: 'workload-entry-details',
  kinds: KINDS,
  summary: 'Ports and labels of a WorkloadEntry have names that Kubernetes takes; sockets have no ports.',
  check: (manifest, report) => detailViolations(specOf(manifest)).forEach(report),
});

const workloadEntryNetwork = warned({
  id: 'workload-entry-network',
  kinds: [...KINDS, 'ServiceEntry.networking.istio.io'],
  about: ['network'],
  summary: 'A workload has an address, in another network too.',
  check(manifest, report) {
    // Other resolutions refuse endpoints without an address, or any.
    const endpoints = resolutionOf(manifest) === 'STATIC' ? endpointsOf(manifest) : [];
    for (const workload of manifest.kind === 'WorkloadEntry' ? [specOf(manifest)] : endpoints) {
      const [{ path, text }, network] = [workload.get('address'), workload.get('network')];
      if (text !== '' || network.text === '') continue;
      const message = `The address is missing, so requests go to the gateway of network "${network.text}"`;
      report({ path, message, fix: 'Set the address, if the workload has one that can be reached' });
    }
  },
});

export const WORKLOAD_ENTRY_WEBHOOK_RULES: readonly ObjectRule[] = [
  workloadEntryAddress,
  workloadEntryDetails,
  workloadEntryNetwork,
];
