import { groupBy } from '../groups';
import type { Field } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import { isGatewayPod } from '../traffic/gateway-pod';
import type { Mesh } from '../traffic/mesh';
import { type ServiceAccountRef, serviceAccountNamed } from '../traffic/principals';

/** The workloads of the input that sources of AuthorizationPolicies name. Gateways are none: they call for others. */
export class Callers {
  private readonly byAccount: ReadonlyMap<string, readonly Pod[]>;
  private readonly byNamespace: ReadonlyMap<string, readonly Pod[]>;

  constructor(private readonly mesh: Mesh) {
    const pods = mesh.catalog.pods.filter((pod) => !isGatewayPod(pod));
    this.byNamespace = groupBy(pods, ({ namespace }) => namespace);
    this.byAccount = groupBy(pods, ({ namespace, serviceAccountName }) => `${namespace}/${serviceAccountName}`);
  }

  /** By `principals`, else by `serviceAccounts`, else by `namespaces` with a single workload. Wildcards name nobody. */
  namedBy(source: Field, policyNamespace: string): readonly Pod[] {
    const [principals, accounts, namespaces] = ['principals', 'serviceAccounts', 'namespaces'].map((key) =>
      source.get(key).items.flatMap(({ text }) => (text === '' || text.includes('*') ? [] : [text])),
    );
    if (principals?.length) {
      return this.withAccounts(principals.flatMap((text) => this.mesh.serviceAccounts.matching(text)));
    }
    if (accounts?.length) return this.withAccounts(accounts.map((text) => serviceAccountNamed(text, policyNamespace)));
    const alone = (namespaces ?? []).map((namespace) => this.byNamespace.get(namespace) ?? []);
    return alone.flatMap((pods) => (pods.length === 1 ? pods : []));
  }

  private withAccounts(accounts: readonly ServiceAccountRef[]): readonly Pod[] {
    return accounts.flatMap(({ namespace, name }) => this.byAccount.get(`${namespace}/${name}`) ?? []);
  }
}
