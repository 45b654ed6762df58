import { type CelFunc, CelScalar, celFunc } from '@bufbuild/cel';
import { ipVersion } from '../../manifest/ip-version';

/** The part of Kubernetes' IP library that schemas use: an address without zone, not IPv4 written as IPv6. */
export const ADDRESS_FUNCTIONS: readonly CelFunc[] = [
  celFunc('isIP', [CelScalar.STRING], CelScalar.BOOL, (text) => ipVersion(text) === 4 || isPlainIPv6(text)),
];

function isPlainIPv6(text: string): boolean {
  if (ipVersion(text) !== 6 || text.includes('%')) return false;
  return !new URL(`http://[${text}]`).hostname.startsWith('[::ffff:');
}
