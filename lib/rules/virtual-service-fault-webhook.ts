import type { Manifest } from '../manifest/manifest';
import { durationViolations } from './duration-fields';
import type { Field } from '../manifest/field';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import { statusFault } from './http-status';
import { isFractionalPercent } from './istio-syntax';
import type { ObjectRule, Violation } from './rule';
import { routesOf } from './virtual-service';
import { refused, warned } from './webhook-rule';

const KINDS = [VIRTUAL_SERVICE];

/** The names of https://github.com/grpc/grpc/blob/master/doc/statuscodes.md. */
const GRPC_STATUSES: ReadonlySet<string> = new Set([
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
]);

/** Faults that are there, with their two parts, of which one may be missing. */
function faultsOf(manifest: Manifest): { fault: Field; abort: Field; delay: Field }[] {
  return routesOf(manifest, 'http')
    .map((route) => route.get('fault'))
    .filter(({ isSet }) => isSet)
    .map((fault) => ({ fault, abort: fault.get('abort'), delay: fault.get('delay') }));
}

const virtualServiceFault = refused({
  id: 'virtual-service-fault',
  kinds: KINDS,
  about: ['fault'],
  summary: 'A fault is an abort, a delay or both, for a share of requests that Envoy can count.',
  check(manifest, report) {
    for (const { fault, abort, delay } of faultsOf(manifest)) {
      if (!abort.isSet && !delay.isSet) {
        const message = 'The fault is neither an abort nor a delay';
        report({ path: fault.path, message, fix: 'Add one of them, or remove the fault' });
      }
      for (const { path, number } of [abort, delay].map((part) => part.get('percentage', 'value'))) {
        if (isFractionalPercent(number)) continue;
        const message = `Percentage ${number} is neither 0 nor from 0.0001 to 100`;
        report({ path, message, fix: 'Use a number from 0.0001 to 100' });
      }
    }
  },
});

function abortFaults(abort: Field): Violation[] {
  const [http, grpc, http2] = [abort.get('httpStatus'), abort.get('grpcStatus'), abort.get('http2Error')];
  const found: Violation[] = [];
  const fault = http.isSet ? statusFault(http.number) : undefined;
  if (fault !== undefined)
    found.push({ path: http.path, message: `Status ${http.number} ${fault}`, fix: 'Use a status such as 503' });
  if (grpc.isSet && !GRPC_STATUSES.has(grpc.text)) {
    const message = `"${grpc.text}" is not the name of a gRPC status`;
    found.push({ path: grpc.path, message, fix: 'Use a name such as UNAVAILABLE' });
  }
  if (http2.isSet) {
    const message = 'http2Error is not supported by Istio';
    found.push({ path: http2.path, message, fix: 'Use httpStatus or grpcStatus' });
  }
  return found;
}

const virtualServiceFaultAbort = refused({
  id: 'virtual-service-fault-abort',
  kinds: KINDS,
  about: ['fault'],
  summary: 'An abort answers with an HTTP status or a gRPC status that there is.',
  check(manifest, report) {
    faultsOf(manifest)
      .flatMap(({ abort }) => abortFaults(abort))
      .forEach(report);
  },
});

const virtualServiceFaultAbortType = warned({
  id: 'virtual-service-fault-abort-type',
  kinds: KINDS,
  about: ['fault'],
  summary: 'An abort says what it answers with.',
  check(manifest, report) {
    for (const { abort } of faultsOf(manifest)) {
      if (!abort.isSet || ['httpStatus', 'grpcStatus', 'http2Error'].some((key) => abort.get(key).isSet)) continue;
      const message = 'The abort has no status, so no request is aborted';
      report({ path: abort.get('httpStatus').path, message, fix: 'Set httpStatus or grpcStatus' });
    }
  },
});

const virtualServiceFaultDelay = refused({
  id: 'virtual-service-fault-delay',
  kinds: KINDS,
  about: ['fault'],
  summary: 'A delay is a fixed one.',
  check(manifest, report) {
    for (const { delay } of faultsOf(manifest)) {
      durationViolations(delay, [['fixedDelay']]).forEach(report);
      const { path, isSet } = delay.get('exponentialDelay');
      if (isSet) report({ path, message: 'exponentialDelay is not supported by Istio', fix: 'Use fixedDelay' });
    }
  },
});

export const VIRTUAL_SERVICE_FAULT_WEBHOOK_RULES: readonly ObjectRule[] = [
  virtualServiceFault,
  virtualServiceFaultAbort,
  virtualServiceFaultAbortType,
  virtualServiceFaultDelay,
];
