import { readYamlDocument } from '../manifest/yaml-document';
import { isObject } from '../manifest/fields';
import { parseDuration } from '../manifest/go-duration';
import { isIpOrCidr, isLabel, isPort } from './istio-syntax';

/** What a value has to be, as the end of a sentence, and whether one is. */
interface Form {
  readonly expected: string;
  readonly takes: (value: string) => boolean;
}

const BOOLEANS = ['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False'];
const NUMBER = /^\d{1,10}$/;
const QUANTITY = /^[+-]?(\d+(\.\d*)?|\.\d+)(m|u|n|k|[KMGTPE]i?|[eE][+-]?\d+)?$/;

function oneOf(...values: readonly string[]): Form {
  return { expected: `one of ${values.join(', ')}`, takes: (value) => values.includes(value) };
}

/** Of a list that may be empty. */
function isListOf(value: string, isItem: (item: string) => boolean): boolean {
  return value === '' || value.split(',').every((item) => isItem(item.trim()));
}

function isPortNumber(text: string): boolean {
  return NUMBER.test(text) && isPort(Number(text));
}

function isRange(text: string): boolean {
  return text.includes('/') && isIpOrCidr(text);
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

function isMapping(value: string): boolean {
  const read = readYamlDocument(value);
  return 'value' in read && (read.value === null || isObject(read.value));
}

const BOOLEAN: Form = { expected: '"true" or "false"', takes: (value) => BOOLEANS.includes(value) };
const COUNT: Form = {
  expected: 'a whole number of 0 or more',
  takes: (value) => NUMBER.test(value) && Number(value) < 2 ** 32,
};
const STATUS_PORT: Form = {
  expected: 'a port, or 0 for none',
  takes: (value) => value === '0' || isPortNumber(value),
};
const AMOUNT: Form = { expected: 'a quantity such as 100m or 128Mi', takes: (value) => QUANTITY.test(value) };
const DURATION: Form = {
  expected: 'a duration such as 5s',
  takes: (value) => (parseDuration(value) ?? -1n) >= 0n,
};
const JSON_TEXT: Form = { expected: 'JSON', takes: isJson };
const PROXY_CONFIG: Form = { expected: 'fields of a ProxyConfig, as YAML', takes: isMapping };
const PORTS: Form = {
  expected: 'a comma-separated list of ports',
  takes: (value) => isListOf(value, isPortNumber),
};
const ALL_OR_PORTS: Form = {
  expected: '"*" or a comma-separated list of ports',
  takes: (value) => value === '*' || PORTS.takes(value),
};
const RANGES: Form = {
  expected: 'a comma-separated list of ranges in CIDR notation',
  takes: (value) => isListOf(value, isRange),
};
const ALL_OR_RANGES: Form = {
  expected: '"*" or a comma-separated list of ranges in CIDR notation',
  takes: (value) => value === '*' || RANGES.takes(value),
};
const NAMESPACES: Form = {
  expected: '".", "*", "~" or a comma-separated list of namespaces',
  takes: (value) => isListOf(value, (item) => ['.', '*', '~'].includes(item) || isLabel(item)),
};

/** Forms of the values of annotations, for those that have one. Source: annotation validation of istiod's injection. */
export const FORMS: ReadonlyMap<string, Form> = new Map([
  ['ambient.istio.io/bypass-inbound-capture', BOOLEAN],
  ['ambient.istio.io/dns-capture', BOOLEAN],
  ['networking.istio.io/exportTo', NAMESPACES],
  ['prometheus.istio.io/merge-metrics', BOOLEAN],
  ['proxy.istio.io/config', PROXY_CONFIG],
  ['readiness.status.sidecar.istio.io/applicationPorts', PORTS],
  ['readiness.status.sidecar.istio.io/failureThreshold', COUNT],
  ['readiness.status.sidecar.istio.io/initialDelaySeconds', COUNT],
  ['readiness.status.sidecar.istio.io/periodSeconds', COUNT],
  ['sidecar.istio.io/inject', oneOf('true', 'false')],
  ['sidecar.istio.io/interceptionMode', oneOf('REDIRECT', 'TPROXY', 'NONE')],
  ['sidecar.istio.io/logLevel', oneOf('trace', 'debug', 'info', 'warning', 'warn', 'error', 'critical', 'off')],
  ['sidecar.istio.io/nativeSidecar', BOOLEAN],
  ['sidecar.istio.io/proxyCPU', AMOUNT],
  ['sidecar.istio.io/proxyCPULimit', AMOUNT],
  ['sidecar.istio.io/proxyMemory', AMOUNT],
  ['sidecar.istio.io/proxyMemoryLimit', AMOUNT],
  ['sidecar.istio.io/rewriteAppHTTPProbers', BOOLEAN],
  ['sidecar.istio.io/statsEvictionInterval', DURATION],
  ['sidecar.istio.io/statsFlushInterval', DURATION],
  ['sidecar.istio.io/statsHistogramBuckets', JSON_TEXT],
  ['sidecar.istio.io/userVolume', JSON_TEXT],
  ['sidecar.istio.io/userVolumeMount', JSON_TEXT],
  ['status.sidecar.istio.io/port', STATUS_PORT],
  ['traffic.sidecar.istio.io/excludeInboundPorts', PORTS],
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', RANGES],
  ['traffic.sidecar.istio.io/excludeOutboundPorts', PORTS],
  ['traffic.sidecar.istio.io/includeInboundPorts', ALL_OR_PORTS],
  ['traffic.sidecar.istio.io/includeOutboundIPRanges', ALL_OR_RANGES],
  ['traffic.sidecar.istio.io/includeOutboundPorts', ALL_OR_PORTS],
]);
