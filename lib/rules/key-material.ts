interface Detector {
  /** What is found, as a noun phrase. */
  readonly what: string;
  readonly isIn: (text: string) => boolean;
}

/** Without one of these a text has none of what is looked for. */
const MARKS =
  /PRIVATE KEY|LS0tLS1CRUdJTi|eyJ|"kty"|current-context|A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hvs\.|sk_live_/;

const KEY_HEAD = /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
/** What may stand before the bytes: line ends, also as `\n` of a string in a string, and headers. */
const BEFORE_BODY = /^(?:\s|\\[nr]|(?:Proc-Type|DEK-Info|Version|Comment): [^\n\\]*)*/;
const BODY = /^[A-Za-z0-9+/=]{16}/;
/** How far headers may reach. */
const NEAR = 400;

/** A key with its bytes; a placeholder, or a text on keys, has none. */
function hasPrivateKey(text: string): boolean {
  for (const { 0: head, index } of text.matchAll(KEY_HEAD)) {
    const after = text.slice(index + head.length, index + head.length + NEAR);
    if (BODY.test(after.replace(BEFORE_BODY, ''))) return true;
  }
  return false;
}

/** `-----BEGIN` in base64, and what follows it. */
const WRAPPED = /LS0tLS1CRUdJTi[A-Za-z0-9+/=]*/g;

function hasWrappedKey(text: string): boolean {
  for (const [base64] of text.matchAll(WRAPPED)) {
    if (hasPrivateKey(Buffer.from(base64, 'base64').toString('latin1'))) return true;
  }
  return false;
}

const KUBECONFIG_TOKEN = /(?:^|[\s{,"'])token["']?\s*:\s*["']?[A-Za-z0-9._~+/-]{16}/;

function hasKubeconfigToken(text: string): boolean {
  return text.includes('current-context') && KUBECONFIG_TOKEN.test(text);
}

/** Public keys have neither `d` nor `k`. */
function hasPrivateJwk(text: string): boolean {
  return text.includes('"kty"') && /"[dk]"\s*:\s*"[A-Za-z0-9_-]{20}/.test(text);
}

const JWT = /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20}/;
/** In documentation: `AKIAIOSFODNN7EXAMPLE`. */
const AWS_KEY = /\bA[KS]IA(?![A-Z0-9]*EXAMPLE)[A-Z0-9]{16}\b/;
const API_TOKEN =
  /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22}|glpat-[\w-]{20}|xox[abprs]-[A-Za-z0-9-]{20}|hvs\.[\w-]{24}|sk_live_\w{24})/;

const DETECTORS: readonly Detector[] = [
  { what: 'a private key', isIn: hasPrivateKey },
  { what: 'a private key in base64', isIn: hasWrappedKey },
  { what: 'a private key as JWK', isIn: hasPrivateJwk },
  { what: 'the token of a kubeconfig', isIn: hasKubeconfigToken },
  { what: 'a bearer token', isIn: (text) => JWT.test(text) },
  { what: 'an access key of AWS', isIn: (text) => AWS_KEY.test(text) },
  { what: 'an API token', isIn: (text) => API_TOKEN.test(text) },
];

/** Whether a closer look may find something in a text. */
export function hasMark(text: string): boolean {
  return MARKS.test(text);
}

/** What of a secret nature is in a text, as `a private key`; undefined when nothing is that these few signs tell. */
export function keyMaterialIn(text: string): string | undefined {
  return hasMark(text) ? DETECTORS.find(({ isIn }) => isIn(text))?.what : undefined;
}

const PUBLIC_BLOCK =
  /-----BEGIN (?<label>(?:TRUSTED |X509 )?CERTIFICATE|X509 CRL|PUBLIC KEY)-----[A-Za-z0-9+/=\s]*-----END \k<label>-----/g;

/** Certificates, public keys and lists of revoked certificates in PEM form, with comments at most. */
export function isPublicPem(text: string): boolean {
  const rest = text.replace(PUBLIC_BLOCK, '');
  return rest.length < text.length && rest.split('\n').every((line) => line.trim() === '' || line.startsWith('#'));
}

/** `${KEY}`, `{{ .key }}`, `<path:...>`: something else puts the value there. `ENC[...]`: encrypted by SOPS. */
export function isStandIn(text: string): boolean {
  return /^\s*(?:\$\{[^}]*\}|\{\{.*\}\}|<[^<>]*>|ENC\[[^\]]*\])\s*$/s.test(text);
}
