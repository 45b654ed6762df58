import { isIPv4, isIPv6 } from 'node:net';
import { type CelFunc, CelScalar, celFunc } from '@bufbuild/cel';

/** The part of Kubernetes' IP library that schemas use: an address without zone, not IPv4 written as IPv6. */
export const ADDRESS_FUNCTIONS: readonly CelFunc[] = [
  celFunc('isIP', [CelScalar.STRING], CelScalar.BOOL, (text) => isIPv4(text) || isPlainIPv6(text)),
];

function isPlainIPv6(text: string): boolean {
  if (!isIPv6(text) || text.includes('%')) return false;
  return !new URL(`http://[${text}]`).hostname.startsWith('[::ffff:');
}
