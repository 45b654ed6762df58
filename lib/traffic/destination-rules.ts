import { append, groupBy } from '../groups';
import type { Catalog } from '../manifest/catalog';
import { specOf } from '../manifest/field';
import { keepLast } from '../manifest/keep-last';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import { type PlacedTlsSettings, type RulePart, tlsInForce, type TlsSettings, tlsSettings } from './client-tls';
import { oldestFirst } from './creation-order';
import { HostIndex } from './host-index';
import { fullHost, serviceName } from './hosts';
import { DESTINATION_RULE } from './kinds';
import type { MeshConfig } from './mesh-config';
import {
  clientsOf,
  hasSelector,
  merge,
  type MergedRule,
  mergedRule,
  PRIVATE,
  type RuleInForce,
  subsetsOf,
} from './merged-rules';

import { oncePer } from './once-per';

export type { RuleInForce } from './merged-rules';

/** Rules that a client may take from one namespace, by host. */
type Pool = HostIndex<MergedRule[]>;

/** Those of the namespace itself, and those of all others. */
interface Pools {
  readonly own: Pool;
  readonly exported: Pool;
}

const PUBLIC = '*';

/**
 * Which DestinationRule a client goes by. A client looks in its own namespace, then in that of the Service, then in
 * the root namespace. The first namespace with a rule for the host decides, and in it the narrowest host does. A client
 * in the root namespace looks only at rules for that namespace alone, then at the Service's, then at the others in the
 * root namespace. Source: setDestinationRules, mergeDestinationRule and destinationRule of istiod.
 */
export class ClientSettings {
  /** The oldest first, as are all lists here. */
  readonly all: readonly Manifest[];
  private readonly byNamespace: ReadonlyMap<string, readonly Manifest[]>;
  private readonly pools = new Map<string, Pools>();
  private hosts: HostIndex<Manifest> | undefined;

  /** The full host that a rule is for; empty where none is written. */
  readonly hostOf = keepLast((rule: Manifest): string =>
    fullHost(specOf(rule).get('host').text, this.catalog.namespaceOf(rule)),
  );

  constructor(
    private readonly catalog: Catalog,
    private readonly config: MeshConfig,
  ) {
    this.all = oldestFirst(catalog, DESTINATION_RULE);
    this.byNamespace = groupBy(this.all, (rule) => catalog.namespaceOf(rule));
  }

  /**
   * The rule that a client uses for a full host.
   *
   * @param serviceNamespace of the Service or ServiceEntry of that host; empty where it is not known, and then the
   * namespace in the host is taken, if there is one
   * @param labels of the client's Pod; without them, rules with a workloadSelector are for others
   */
  inForce(
    clientNamespace: string,
    host: string,
    serviceNamespace: string,
    labels: Labels = {},
  ): RuleInForce | undefined {
    const client = clientNamespace || this.catalog.defaultNamespace;
    const own = narrowest(this.poolsOf(client).own, host);
    if (own !== undefined) return selected(own, labels);
    for (const namespace of [serviceNamespace || serviceName(host)?.namespace, this.config.rootNamespace]) {
      const exported = narrowest(this.poolsOf(namespace ?? '').exported, host)?.filter(
        ({ exportTo }) => exportTo.size === 0 || exportTo.has(PUBLIC) || exportTo.has(client),
      );
      if (exported !== undefined && exported.length > 0) return selected(exported, labels);
    }
    return undefined;
  }

  /**
   * The TLS settings of the rule for a Service port and a subset. Mode is empty where settings for that port leave
   * `tls` out, which puts the rule's own aside. Nothing where the rule says nothing: then automatic mutual TLS decides.
   *
   * @param port without it, settings for single ports do not count
   * @param subset empty for none; one that the rule does not have adds nothing
   */
  tlsFor(
    rule: RuleInForce,
    port: number | undefined,
    subset: string,
  ): (TlsSettings & { readonly manifest: Manifest }) | undefined {
    const part = rule.subsets.get(subset);
    return tlsInForce(rule.policy, part && { ...part, field: part.field.get('trafficPolicy') }, port);
  }

  /** Every `tls` of one DestinationRule, as written. */
  tlsSettings(rule: Manifest): readonly PlacedTlsSettings[] {
    return tlsSettings(rule);
  }

  /** The rules of that very host, wherever they are and whoever they are for. */
  withHost(host: string): readonly Manifest[] {
    return this.byHost().same(host);
  }

  /** Those of that host and of wider ones. */
  covering(host: string): readonly Manifest[] {
    return this.byHost().covering(host);
  }

  /** The subsets in these rules, by name. */
  subsetsOf(host: string): ReadonlyMap<string, readonly RulePart[]> {
    return subsetsIn(this.withHost(host));
  }

  private byHost(): HostIndex<Manifest> {
    if (this.hosts !== undefined) return this.hosts;
    this.hosts = new HostIndex();
    for (const rule of this.all) this.hosts.add(this.hostOf(rule), rule);
    return this.hosts;
  }

  /** Made when a client first looks there: one request looks in few namespaces. */
  private poolsOf(namespace: string): Pools {
    const known = this.pools.get(namespace);
    if (known !== undefined) return known;
    const pools: Pools = { own: new HostIndex(), exported: new HostIndex() };
    this.pools.set(namespace, pools);
    const others: Manifest[] = [];
    // In what is merged, istiod ranks rules with a selector before the others.
    for (const rule of this.byNamespace.get(namespace) ?? NONE)
      if (hasSelector(rule)) this.addToPools(pools, rule, namespace);
      else others.push(rule);
    for (const rule of others) this.addToPools(pools, rule, namespace);
    return pools;
  }

  private addToPools({ own, exported }: Pools, rule: Manifest, namespace: string): void {
    const exportTo = clientsOf(rule);
    const isOwn = exportTo.size === 0 || [PUBLIC, PRIVATE, namespace].some((each) => exportTo.has(each));
    const isPrivate = this.isPrivate(exportTo, namespace);
    const isRoot = namespace === this.config.rootNamespace;
    if (isRoot ? isPrivate : isOwn) this.addTo(own, rule, exportTo);
    if (!isPrivate) this.addTo(exported, rule, exportTo);
  }

  /** Of the mesh's default, istiod honours no more than this. */
  private isPrivate(exportTo: ReadonlySet<string>, namespace: string): boolean {
    if (exportTo.size === 0) return this.config.defaultDestinationRuleExportTo.includes(PRIVATE);
    return exportTo.size === 1 && (exportTo.has(PRIVATE) || exportTo.has(namespace));
  }

  private addTo(pool: Pool, rule: Manifest, exportTo: ReadonlySet<string>): void {
    const host = this.hostOf(rule);
    const [known] = pool.same(host);
    if (known === undefined) pool.add(host, [mergedRule(rule, exportTo)]);
    else merge(known, rule, exportTo);
  }
}

const NONE: readonly Manifest[] = [];

const subsetsIn = oncePer((rules: readonly Manifest[]): ReadonlyMap<string, readonly RulePart[]> => {
  const found = new Map<string, RulePart[]>();
  for (const manifest of rules)
    for (const [name, field] of subsetsOf(manifest)) append(found, name, { manifest, field });
  return found;
});

function narrowest(pool: Pool | undefined, host: string): readonly MergedRule[] | undefined {
  return pool?.covering(host).at(-1);
}

/** The first whose selector the client's labels meet; else the last that has none. */
function selected(rules: readonly MergedRule[], labels: Labels): RuleInForce | undefined {
  const isMet = ({ selector }: MergedRule) =>
    selector !== undefined && [...selector].every(([name, value]) => labels[name] === value);
  return rules.find(isMet) ?? rules.findLast(({ selector }) => selector === undefined);
}
