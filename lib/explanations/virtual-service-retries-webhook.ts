import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';
import { shopRoutes } from './virtual-service-examples';

const SOURCE = `${networkingReference('virtual-service', 'HTTPRetry')} ${VALIDATION}`;
const CONDITIONS =
  'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on';

function virtualService(attempts: number, perTryTimeout: string, retryOn: string): string {
  return shopRoutes(`    - retries:
        attempts: ${attempts}
        perTryTimeout: ${perTryTimeout}
        retryOn: ${retryOn}
      route:
        - destination:
            host: shop.prod.svc.cluster.local
`);
}

export const VIRTUAL_SERVICE_RETRIES_WEBHOOK_EXPLANATIONS: Explanations = {
  'virtual-service-retry-attempts': {
    why: 'No attempts means that nothing is tried again, and conditions beside it have no effect: each restart of a backend reaches the clients as 503, while the object looks as if retries were on. istiod refuses it.',
    fix: 'Set attempts to 1 or more, or keep `attempts: 0` alone to turn retries off.',
    bad: virtualService(0, '2s', 'connect-failure'),
    good: virtualService(2, '2s', 'connect-failure'),
    source: SOURCE,
  },
  'virtual-service-retry-durations': {
    why: 'Envoy counts milliseconds, so a fraction of one cannot be kept as written, and a try of no time at all fails before the backend can answer. istiod refuses the object, and the retries from before stay in force.',
    fix: 'Write whole milliseconds from 1, such as 333ms.',
    bad: virtualService(2, '0.3333s', 'connect-failure'),
    good: virtualService(2, '333ms', 'connect-failure'),
    source: SOURCE,
  },
  'virtual-service-retry-on': {
    why: 'Envoy passes over conditions that it does not know, so that these errors would not be tried again and would reach the clients. The usual cause is a space after a comma; istiod refuses the object.',
    fix: 'List conditions of Envoy and HTTP statuses with commas, and no spaces between.',
    bad: virtualService(2, '2s', 'connect-failure, refused-stream, 503'),
    good: virtualService(2, '2s', 'connect-failure,refused-stream,503'),
    source: `${SOURCE} ${CONDITIONS}`,
  },
};
