/** A rule for names: what is wrong with a name, in words that follow "it", or undefined. */
export type NameRule = (name: string) => string | undefined;

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

function limited(name: string, most: number): string | undefined {
  return name.length > most ? `has ${name.length} characters, and may have at most ${most}` : undefined;
}

/** A DNS label of RFC 1123: Namespaces. */
export function label(name: string): string | undefined {
  if (!LABEL.test(name)) {
    return 'must be lower-case letters, digits and "-", and begin and end with a letter or digit';
  }
  return limited(name, 63);
}

/** A DNS label of RFC 1035: Services. */
export function serviceLabel(name: string): string | undefined {
  if (!LABEL_1035.test(name)) {
    return 'must be lower-case letters, digits and "-", begin with a letter and end with a letter or digit';
  }
  return limited(name, 63);
}

/** A DNS subdomain of RFC 1123: most kinds, and all custom resources. */
export function subdomain(name: string): string | undefined {
  if (!SUBDOMAIN.test(name)) {
    return 'must be lower-case letters, digits, "-" and ".", and each part between dots must begin and end with a letter or digit';
  }
  return limited(name, 253);
}

/** What can stand in a URL path: kinds of RBAC. */
export function pathSegment(name: string): string | undefined {
  if (name === '.' || name === '..') return `must not be "${name}"`;
  return /[/%]/.test(name) ? 'must not contain "/" or "%"' : undefined;
}

/** The Job's name has a timestamp appended. */
function cronJob(name: string): string | undefined {
  return subdomain(name) ?? limited(name, 52);
}

const BY_KIND: ReadonlyMap<string, NameRule> = new Map<string, NameRule>([
  ['Namespace', label],
  ['Service', serviceLabel],
  ['CronJob.batch', cronJob],
  ...['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].map(
    (kind) => [`${kind}.rbac.authorization.k8s.io`, pathSegment] as const,
  ),
  // Named after an address, a signer and a resource.
  ['IPAddress.networking.k8s.io', pathSegment],
  ['ClusterTrustBundle.certificates.k8s.io', pathSegment],
  ['StorageVersion.internal.apiserver.k8s.io', pathSegment],
]);

/** Questions to the API server, such as SubjectAccessReview: they are answered, not stored, and need no name. */
export function isNameless(kind: string): boolean {
  return /Review\.(authentication|authorization)\.k8s\.io$/.test(kind);
}

/** The rule for `metadata.name` of a kind, by its `kindKey`. */
export function nameRule(kind: string): NameRule {
  return BY_KIND.get(kind) ?? subdomain;
}

/** The key of a label or annotation: `name` or `prefix/name`. */
export function qualifiedName(key: string): string | undefined {
  const [name = '', prefix, ...rest] = key.split('/').toReversed();
  if (rest.length > 0) return 'has more than one "/"';
  if (prefix === '') return 'has nothing before its "/"';
  const problem = prefix === undefined ? undefined : subdomain(prefix);
  if (problem !== undefined) return `has the prefix "${prefix}", which ${problem}`;
  if (!QUALIFIED.test(name)) {
    return 'must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit';
  }
  return limited(name, 63);
}

/** The value of a label; empty is allowed. */
export function labelValue(value: string): string | undefined {
  return value === '' || QUALIFIED.test(value)
    ? limited(value, 63)
    : 'must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit';
}
