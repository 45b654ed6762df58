import { isIpBlock } from './names';

/** Why Istio would refuse a text of an access rule, or why it would match nothing, and the way out. */
export interface TextFault {
  readonly why: string;
  readonly fix: string;
}

export function addressFault(block: string): TextFault | undefined {
  // Go takes no zone in an address with a prefix length, and Envoy none at all.
  if (isIpBlock(block) && !block.includes('%')) return undefined;
  return { why: 'neither an IP address nor one with a prefix length', fix: 'Write for instance 203.0.113.0/24' };
}

export function principalFault(principal: string): TextFault | undefined {
  if (!principal.startsWith('spiffe://')) return wildcardFault(principal);
  return { why: 'principals are written without spiffe://, so it would match nobody', fix: 'Leave that out' };
}

export function hostFault(host: string): TextFault | undefined {
  return wildcardFault(host);
}

export function pathFault(path: string): TextFault | undefined {
  if (!/^[/*]/.test(path) || /[?#]/.test(path)) {
    return {
      why: 'paths begin with a slash and have no query, so it would match nothing',
      fix: 'Write for instance /info or /info*',
    };
  }
  if (!/[{}]/.test(path)) return wildcardFault(path);
  if (isTemplate(path)) return undefined;
  return {
    why: 'Istio takes {*} and {**} only as whole segments, {**} as the last of them, and no other braces or stars beside them',
    fix: 'Write for instance /shops/{*}/items/{**}',
  };
}

/** Attributes that Istio 1.30 knows; it refuses others. */
const ATTRIBUTE =
  /^(source\.(ip|namespace|serviceAccount|principal|trustDomain)|remote\.ip|request\.auth\.(principal|audiences|presenter)|destination\.(ip|port)|connection\.sni|(request\.headers|request\.auth\.claims|experimental\.envoy\.filters\.[^[\]]+)\[.+\])$/;

export function attributeFault(key: string): TextFault | undefined {
  if (ATTRIBUTE.test(key)) return undefined;
  return {
    why: 'not an attribute that Istio knows',
    fix: 'Use for instance source.ip, connection.sni, request.headers[x-team] or request.auth.claims[groups]',
  };
}

export function valueFault(key: string, value: string): TextFault | undefined {
  if (['source.ip', 'remote.ip', 'destination.ip'].includes(key)) return addressFault(value);
  if (key !== 'destination.port' || (/^[1-9][0-9]*$/.test(value) && Number(value) <= 65535)) return undefined;
  return { why: 'not a port', fix: 'Use a whole number from 1 to 65535' };
}

function wildcardFault(text: string): TextFault | undefined {
  if (!/\*.*\*|.\*./.test(text)) return undefined;
  return {
    why: 'a star means any text only as the first or the last character, and is a star elsewhere',
    fix: 'Use it once, at one end',
  };
}

function isTemplate(path: string): boolean {
  const segments = path.replace(/^\//, '').replace(/\/$/, '').split('/');
  const many = segments.indexOf('{**}');
  const later = many === -1 ? [] : segments.slice(many + 1);
  return (
    segments.every((segment) => TEMPLATE_SEGMENT.test(segment)) && !later.some((segment) => segment.startsWith('{'))
  );
}

/** What a segment may hold by RFC 3986, without the star. */
const TEMPLATE_SEGMENT = /^(\{\*\}|\{\*\*\}|[-\w.~%!$&'()+,;:@=]+)$/;
