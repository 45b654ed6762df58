import type { Finding } from '../finding';
import { Catalog } from '../manifest/catalog';
import { kindKey, type Manifest, type Path, pathText } from '../manifest/manifest';
import { MESH_RULES } from '../rules/mesh-rules';
import { ANY_KIND, type MeshRule, type Violation } from '../rules/rule';
import { Mesh } from '../traffic/mesh';
import type { MeshConfig } from '../traffic/mesh-config';
import { RulesByKind } from './by-kind';
import { isWithin, makeFinding } from './make-finding';
import { describeFailure } from './opinions';

const FOR_ANY = MESH_RULES.filter(({ kinds }) => kinds.includes(ANY_KIND));
const RULES = new RulesByKind(MESH_RULES, FOR_ANY);

/** A rule that could not be decided for some objects. */
export interface Undecided {
  readonly rule: string;
  readonly code: string;
  /** What would have to be in the input or its context. */
  readonly missing: string;
  readonly manifests: ReadonlySet<Manifest>;
}

interface Open extends Undecided {
  readonly manifests: Set<Manifest>;
}

export interface Faults {
  /** Objects whose structure is not what the API takes: referred to, and not judged further. */
  readonly malformed: ReadonlySet<Manifest>;
  /** Fields that have been reported before. */
  readonly taken: ReadonlyMap<Manifest, readonly Path[]>;
}

/** Judges the objects of each world among the others of it and the context. What two worlds both show is told once. */
export class JointJudgement {
  /** With the object of each finding. */
  readonly found = new Map<Finding, Manifest>();
  private readonly told = new Map<Manifest, Set<string>>();
  /** By rule and what is missing. */
  private readonly open = new Map<MeshRule, Map<string, Open>>();

  constructor(private readonly faults: Faults) {}

  judge(world: readonly Manifest[], context: readonly Manifest[], config: MeshConfig, now: Date): void {
    const mesh = new Mesh(new Catalog(world, { context }), config, now);
    for (const manifest of mesh.catalog.judged) this.apply(this.rulesFor(manifest), manifest, mesh);
  }

  get undecided(): readonly Undecided[] {
    return [...this.open.values()].flatMap((ofRule) => [...ofRule.values()]);
  }

  private rulesFor(manifest: Manifest): readonly MeshRule[] {
    if (this.faults.malformed.has(manifest)) return FOR_ANY;
    return RULES.rulesFor(kindKey(manifest), manifest.value) ?? FOR_ANY;
  }

  private apply(rules: readonly MeshRule[], manifest: Manifest, mesh: Mesh): void {
    let current: MeshRule | undefined;
    const inquiry = {
      mesh,
      report: (violation: Violation) => current && this.report(current, manifest, violation),
      cannotTell: (missing: string) => current && this.leaveOpen(current, missing, manifest),
    };
    for (const rule of rules) {
      current = rule;
      try {
        rule.check(manifest, inquiry);
      } catch (error) {
        this.tell(manifest, [], makeFinding(manifest, [], describeFailure({ rule: rule.id, code: rule.code }, error)));
      }
    }
  }

  private report(
    { id, code, severity }: MeshRule,
    manifest: Manifest,
    { path, message, fix, ...rest }: Violation,
  ): void {
    if (this.faults.taken.get(manifest)?.some((fault) => isWithin(path, fault))) return;
    const opinion = { rule: id, code, severity: rest.severity ?? severity, message, fix };
    this.tell(manifest, path, makeFinding(manifest, path, opinion, rest));
  }

  private tell(manifest: Manifest, path: Path, finding: Finding): void {
    const told = this.told.get(manifest) ?? new Set();
    const key = [finding.rule, pathText(path), finding.message].join('\0');
    if (told.has(key)) return;
    this.told.set(manifest, told.add(key));
    this.found.set(finding, manifest);
  }

  private leaveOpen(rule: MeshRule, missing: string, manifest: Manifest): void {
    const { id, code } = rule;
    const ofRule = this.open.get(rule) ?? new Map<string, Open>();
    const known = ofRule.get(missing);
    if (known !== undefined) known.manifests.add(manifest);
    else this.open.set(rule, ofRule.set(missing, { rule: id, code, missing, manifests: new Set([manifest]) }));
  }
}
