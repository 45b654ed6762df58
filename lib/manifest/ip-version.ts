/** IPv4 has nothing but digits and dots, IPv6 has a colon. */
const MAY_BE_ADDRESS = /^[\d.]+$|:/;

/**
 * 4 or 6 for an IP address, which may have a zone, else 0: Node's `isIP`. What cannot be an address is not shown to it,
 * since its expressions take Node 5 ms to compile, as long as all rules on an object together.
 */
export function ipVersion(text: string): number {
  if (!MAY_BE_ADDRESS.test(text)) return 0;
  const { isIP }: typeof import('node:net') = require('node:net');
  return isIP(text);
}
