import { append } from '../groups';
import type { Catalog } from '../manifest/catalog';
import { Field } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { Answer } from './answer';
import { listGrant } from './secret-grant';

const RBAC = 'rbac.authorization.k8s.io';

export interface ListVerdict {
  /** Undefined where the input leaves it open. */
  readonly allowed: Answer;
  /** A clause, such as `Role web/gateway grants get on Secrets, but not list`. */
  readonly why: string;
  /** The Role or ClusterRole that decides, or that falls short. */
  readonly role?: Manifest;
  /** Its part that decides. */
  readonly path?: Path;
}

/** ClusterRoles that Kubernetes makes, and whether they let list Secrets of a namespace. */
const BUILT_IN: ReadonlyMap<string, boolean> = new Map([
  ['cluster-admin', true],
  ['admin', true],
  ['edit', true],
  ['view', false],
]);

/** Who may list Secrets, by the Roles and bindings (rbac.authorization.k8s.io) of the input. */
export class SecretAccess {
  /** By subject, and by namespace of the RoleBinding; '' for ClusterRoleBindings. */
  private readonly bindings = new Map<string, Manifest[]>();
  private readonly verdicts = new Map<string, ListVerdict | undefined>();

  constructor(private readonly catalog: Catalog) {
    for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
      for (const binding of catalog.ofKind(`${kind}.${RBAC}`)) this.add(binding);
    }
  }

  /**
   * Whether the Pod's ServiceAccount may list all Secrets of its namespace, which is what istiod asks the API server
   * before it sends a gateway any credential. A grant for Secrets by name is not enough.
   */
  canListSecrets(pod: Pod): ListVerdict {
    const namespace = pod.namespace === '' ? this.catalog.defaultNamespace : pod.namespace;
    const account = pod.serviceAccountName;
    const user = userOf(namespace, account);
    const subjects = [user, ...groupsOf(namespace)].flatMap((subject) => [
      subjectKey(namespace, subject),
      subjectKey('', subject),
    ]);
    const verdict = clearest(subjects.flatMap((key) => this.verdictFor(key) ?? []));
    if (verdict !== undefined && (verdict.allowed !== false || this.isKnown(namespace, account))) return verdict;
    if (this.isKnown(namespace, account)) return { allowed: false, why: 'no Role is bound to it' };
    return { allowed: undefined, why: 'the input has neither this ServiceAccount nor a Role in its namespace' };
  }

  private add(binding: Manifest): void {
    const namespace = this.catalog.namespaceOf(binding);
    const subjects = Field.root(binding)
      .get('subjects')
      .items.map((subject) => subjectOf(subject, namespace));
    for (const subject of new Set(subjects)) append(this.bindings, subjectKey(namespace, subject), binding);
  }

  private isKnown(namespace: string, account: string): boolean {
    const user = userOf(namespace, account);
    return (
      this.catalog.tryFind('ServiceAccount', namespace, account) !== undefined ||
      ['Role', 'RoleBinding'].some((kind) => this.catalog.inNamespace(`${kind}.${RBAC}`, namespace).length > 0) ||
      this.bindings.has(subjectKey('', user))
    );
  }

  private verdictFor(key: string): ListVerdict | undefined {
    if (!this.verdicts.has(key)) {
      this.verdicts.set(key, clearest((this.bindings.get(key) ?? []).map((binding) => this.verdictOf(binding))));
    }
    return this.verdicts.get(key);
  }

  private verdictOf(binding: Manifest): ListVerdict {
    const ref = Field.root(binding).get('roleRef');
    const kind = ref.get('kind').text;
    const name = ref.get('name').text;
    const namespace = kind === 'Role' ? this.catalog.namespaceOf(binding) : '';
    const title = `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
    const role = this.catalog.tryFind(`${kind}.${RBAC}`, namespace, name);
    if (role !== undefined) return verdictOfRole(role, title);
    const allowed = kind === 'ClusterRole' ? BUILT_IN.get(name) : undefined;
    if (allowed === undefined) return { allowed, why: `the input does not have ${title}, which is bound to it` };
    return { allowed, why: `${title} ${allowed ? 'grants' : 'does not grant'} list on Secrets` };
  }
}

function verdictOfRole(role: Manifest, title: string): ListVerdict {
  const { allowed, why, path } = listGrant(role);
  return { allowed, why: `${title} ${why}`, role, path };
}

/** The first that allows, else the first that leaves it open, else the first that falls short, a near miss before others. */
function clearest(verdicts: readonly ListVerdict[]): ListVerdict | undefined {
  return (
    verdicts.find(({ allowed }) => allowed === true) ??
    verdicts.find(({ allowed }) => allowed === undefined) ??
    // A path into a rule, not to all of them.
    verdicts.find(({ path = [] }) => path.length > 1) ??
    verdicts[0]
  );
}

/** ServiceAccounts are users of a certain name; a RoleBinding may leave out that one is of its own namespace. */
function subjectOf(subject: Field, bindingNamespace: string): string {
  const name = subject.get('name').text;
  switch (subject.get('kind').text) {
    case 'ServiceAccount':
      return userOf(subject.get('namespace').text || bindingNamespace, name);
    case 'Group':
      return `Group ${name}`;
    default:
      return `User ${name}`;
  }
}

function userOf(namespace: string, account: string): string {
  return `User system:serviceaccount:${namespace}:${account}`;
}

/** Of a ServiceAccount. */
function groupsOf(namespace: string): readonly string[] {
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
  return groups.map((group) => `Group ${group}`);
}

function subjectKey(namespace: string, subject: string): string {
  return `${namespace} ${subject}`;
}
