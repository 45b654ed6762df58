import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';
import { shopVirtualService } from './virtual-service-examples';

function virtualService(fault: string): string {
  return shopVirtualService(`  hosts:
    - shop.prod.svc.cluster.local
  http:
    - fault:
${fault}      route:
        - destination:
            host: shop.prod.svc.cluster.local
`);
}

function abort(status: string, percent = '10'): string {
  return virtualService(`        abort:
          percentage:
            value: ${percent}
${status}`);
}

function delay(duration: string): string {
  return virtualService(`        delay:
          percentage:
            value: 10
          ${duration}
`);
}

const HTTP_503 = '          httpStatus: 503\n';
const ABORT = `${networkingReference('virtual-service', 'HTTPFaultInjection-Abort')} ${VALIDATION}`;

export const VIRTUAL_SERVICE_FAULT_WEBHOOK_EXPLANATIONS: Explanations = {
  'virtual-service-fault': {
    why: 'Envoy counts shares in millionths, so that a smaller one is none: the test would run without a single fault, and its good result would mean nothing. istiod refuses such shares, and faults that neither abort nor delay.',
    fix: 'Use a percentage from 0.0001 to 100, and set abort, delay or both.',
    bad: abort(HTTP_503, '0.00001'),
    good: abort(HTTP_503, '0.0001'),
    source: `${networkingReference('virtual-service', 'HTTPFaultInjection')} ${VALIDATION}`,
  },
  'virtual-service-fault-abort': {
    why: 'The proxy can answer with nothing that is no status, so the abort would not happen as meant: clients of the test would see a status that the service never sends. istiod refuses the object.',
    fix: 'Use an HTTP status from 200 to 600, or the name of a gRPC status in upper case, such as UNAVAILABLE.',
    bad: abort('          grpcStatus: "14"\n'),
    good: abort('          grpcStatus: UNAVAILABLE\n'),
    source: `${ABORT} https://github.com/grpc/grpc/blob/master/doc/statuscodes.md`,
  },
  'virtual-service-fault-abort-type': {
    why: 'The apply succeeds with a warning, and no request is aborted. A test of how clients bear failures passes without having met one.',
    fix: 'Set httpStatus or grpcStatus, or remove the abort.',
    bad: abort(''),
    good: abort(HTTP_503),
    source: ABORT,
  },
  'virtual-service-fault-delay': {
    why: 'Envoy delays by a fixed time in whole milliseconds. With anything else requests would pass without a delay, and the timeouts that the test is about would never be met; istiod refuses the object.',
    fix: 'Set fixedDelay to whole milliseconds from 1.',
    bad: delay('exponentialDelay: 2s'),
    good: delay('fixedDelay: 2s'),
    source: `${networkingReference('virtual-service', 'HTTPFaultInjection-Delay')} ${VALIDATION}`,
  },
};
