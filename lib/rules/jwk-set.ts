/** The members that keys of each type must have, all of them in base64url but for the name of the curve. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  oct: ['k'],
};

/** Padding and the other alphabet of base64 are taken, too. */
const BASE64 = /^[-_+/A-Za-z0-9]+={0,2}$/;

type Members = Readonly<Record<string, unknown>>;

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The keys of a set by RFC 7517, or undefined when the text is none. */
function keysOf(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isMembers(value) && Array.isArray(value.keys) ? value.keys : undefined;
  } catch {
    // The message of the parser would show a part of the text.
    return undefined;
  }
}

function keyFault(key: unknown): string | undefined {
  if (!isMembers(key)) return 'is not an object';
  if (typeof key.kty !== 'string' || key.kty === '') return 'has no kty';
  const members = Object.hasOwn(MEMBERS, key.kty) ? MEMBERS[key.kty] : undefined;
  if (members === undefined) return `has a kty that is none of ${Object.keys(MEMBERS).join(', ')}`;
  const missing = members.find((member) => typeof key[member] !== 'string' || key[member] === '');
  if (missing !== undefined) return `has no ${missing}, which keys of type ${key.kty} have`;
  const wrong = members.find((member) => member !== 'crv' && !BASE64.test(String(key[member])));
  return wrong === undefined ? undefined : `has a ${wrong} that is not base64url`;
}

/** What is wrong with a JWK set, as the end of a sentence that begins with it. Never shows any of it. */
export function jwkSetFault(text: string): string | undefined {
  const keys = keysOf(text);
  if (keys === undefined) return 'is not a JWK set: a JSON object with a list of keys';
  const index = keys.findIndex((key) => keyFault(key) !== undefined);
  return index < 0 ? undefined : `has a key that is none: keys[${index}] ${keyFault(keys[index])}`;
}

/** Which keys of a JWK set whoever reads them could sign with: private and symmetric ones. */
export function secretKeys(text: string): readonly number[] {
  return (keysOf(text) ?? []).flatMap((key, index) =>
    isMembers(key) && (key.d !== undefined || key.kty === 'oct') ? [index] : [],
  );
}
