/** The `O=` of certificate authorities that browsers trust, whose certificates anybody can have. */
const ORGANIZATIONS: ReadonlySet<string> = new Set([
  'AffirmTrust',
  'Amazon',
  'Baltimore',
  'Buypass AS-983163327',
  'COMODO CA Limited',
  'DigiCert Inc',
  'DigiCert, Inc.',
  'Digital Signature Trust Co.',
  'Entrust, Inc.',
  'GlobalSign',
  'GlobalSign nv-sa',
  'GoDaddy.com, Inc.',
  'Google Trust Services',
  'Google Trust Services LLC',
  'IdenTrust',
  'Internet Security Research Group',
  "Let's Encrypt",
  'QuoVadis Limited',
  'SSL Corporation',
  'Sectigo Limited',
  'Starfield Technologies, Inc.',
  'The USERTRUST Network',
  'ZeroSSL',
]);

const MARK = '-----BEGIN CERTIFICATE-----';
const BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** The first public authority among the certificates of a PEM text, by the organisation that it names. */
export function publicAuthorityIn(pem: string): string | undefined {
  if (!pem.includes(MARK)) return undefined;
  for (const [, base64 = ''] of pem.matchAll(BLOCK)) {
    const organization = organizationOf(base64);
    if (organization !== undefined && ORGANIZATIONS.has(organization)) return organization;
  }
  return undefined;
}

function organizationOf(base64: string): string | undefined {
  const { X509Certificate }: typeof import('node:crypto') = require('node:crypto');
  try {
    const { subject } = new X509Certificate(Buffer.from(base64, 'base64'));
    return /^O=(.*)$/m.exec(subject)?.[1]?.replaceAll('\\', '');
  } catch {
    // Whatever the bytes are, they are no certificate.
    return undefined;
  }
}
