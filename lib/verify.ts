import { compareFindings, type Finding, type Position } from './finding';
import { kindKey, type Manifest, type Path, pathText } from './manifest/manifest';
import type { SkippedDocument } from './manifest/parse';
import type { Note } from './manifest/problem';
import { OBJECT_RULES } from './rules';
import type { ObjectRule, Violation } from './rules/rule';
import { checkObject, type Verdict } from './schema/check-object';
import { describeNote, type Opinion, SCHEMA_OPINIONS } from './verify-opinions';

export interface VerifyInput {
  /** The objects to judge. */
  readonly objects: readonly Manifest[];
  /** What the cluster has already: referred to, not judged. Default: nothing. */
  readonly context?: readonly Manifest[];
  /** Values that others than kubectl read differently. Default: none. */
  readonly notes?: readonly (Note & { readonly manifest: Manifest })[];
  /** Default: none. */
  readonly skipped?: readonly SkippedDocument[];
  /** Called now and then with the number of objects judged so far. Default: nobody is told. */
  readonly onProgress?: (judged: number) => void;
}

/** What was looked at, so that silence is not taken for a pass. */
export interface Coverage {
  /** Objects judged. */
  readonly objects: number;
  /** Objects given as context. */
  readonly context: number;
  /** Kinds that nobody here knows, each with the number of its objects: only named, not judged. */
  readonly withoutSchema: readonly { readonly apiVersion: string; readonly kind: string; readonly objects: number }[];
  readonly skipped: readonly SkippedDocument[];
  /** Rules that could not be decided. */
  readonly notApplicable: readonly string[];
  /** Findings that were acknowledged. */
  readonly acknowledged: readonly string[];
}

export interface Verification {
  /** In the one order of findings. */
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
}

/**
 * Judges every object as the API server and Istio's webhook would: schema first; the webhook's rules for objects that
 * the schema lets pass that far. What the server refuses first is reported and not repeated by a rule.
 */
export function verify(input: VerifyInput): Verification {
  const findings: Finding[] = [];
  const unknown = new UnknownKinds();
  for (const [index, manifest] of input.objects.entries()) {
    if (index % PROGRESS_EVERY === 0) input.onProgress?.(index);
    const verdict = checkObject(manifest);
    if (verdict.withoutSchema) unknown.add(manifest);
    for (const found of schemaFindings(manifest, verdict)) findings.push(found);
    for (const found of ruleFindings(manifest, verdict)) findings.push(found);
  }
  for (const note of input.notes ?? []) {
    if (!isSecretData(note.manifest, note.path)) findings.push(finding(note.manifest, note.path, describeNote(note)));
  }
  return { findings: findings.toSorted(compareFindings), coverage: coverage(input, unknown) };
}

/** Often enough to be seen, seldom enough to cost nothing. */
const PROGRESS_EVERY = 256;

function schemaFindings(manifest: Manifest, { faults }: Verdict): Finding[] {
  return faults.map(({ kind, path, message, fix }) => {
    const told = isSecretData(manifest, path) ? `${pathText(path)} ${SECRET_DATA}` : message;
    return finding(manifest, path, { ...SCHEMA_OPINIONS[kind], message: told, fix });
  });
}

/** Said in place of a message that could quote the value. */
const SECRET_DATA = 'is not what a Secret holds there: texts, which are base64 under data (the value is not shown)';

/** Output goes to logs, where no part of a key belongs. */
function isSecretData({ kind, group }: Manifest, [field]: Path): boolean {
  return kind === 'Secret' && group === '' && (field === 'data' || field === 'stringData');
}

/** The rules of each kind, so that an object meets only its own. */
const RULES_BY_KIND = byKind(OBJECT_RULES);

function byKind(rules: readonly ObjectRule[]): ReadonlyMap<string, readonly ObjectRule[]> {
  const map = new Map<string, ObjectRule[]>();
  for (const rule of rules) for (const kind of rule.kinds) map.set(kind, [...(map.get(kind) ?? []), rule]);
  return map;
}

function ruleFindings(manifest: Manifest, verdict: Verdict): Finding[] {
  if (!verdict.wellFormed) return [];
  // The webhook sees the object as the server has completed it.
  const completed = { ...manifest, value: verdict.value };
  const taken = verdict.faults.map(({ path }) => path);
  return (RULES_BY_KIND.get(kindKey(manifest)) ?? []).flatMap((rule) =>
    violations(rule, completed)
      .filter(({ path }) => !taken.some((fault) => isWithin(path, fault)))
      .map(({ path, message, fix }) =>
        finding(manifest, path, { rule: rule.id, code: rule.code, severity: rule.severity, message, fix }),
      ),
  );
}

/** A rule that fails says so itself, and the others still run. */
function violations(rule: ObjectRule, manifest: Manifest): Violation[] {
  const found: Violation[] = [];
  try {
    rule.check(manifest, (violation) => found.push(violation));
  } catch (error) {
    found.push({
      path: [],
      message: `This rule itself failed (${error instanceof Error ? error.message : String(error)}), so nothing is known of what it checks`,
      fix: 'Report this object to the maintainers of cdk8s-secure-ingress',
    });
  }
  return found;
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.every((step, index) => path[index] === step);
}

function finding(manifest: Manifest, path: Path, opinion: Opinion): Finding {
  const { apiVersion, kind, namespace, name, origin } = manifest;
  const { line, column }: Position = origin.locate(path);
  const { rule, code, severity, message, fix } = opinion;
  return {
    rule,
    code,
    severity,
    resource: { apiVersion, kind, namespace, name },
    path: pathText(path),
    file: origin.file,
    line,
    column,
    message,
    fix,
    ...(origin.construct === undefined ? {} : { construct: origin.construct }),
  };
}

type UnknownKind = Coverage['withoutSchema'][number];

/** Kinds without schema, with the number of their objects. */
class UnknownKinds {
  private readonly kinds = new Map<string, UnknownKind>();

  add({ apiVersion, kind }: Manifest): void {
    const key = `${apiVersion} ${kind}`;
    this.kinds.set(key, { apiVersion, kind, objects: (this.kinds.get(key)?.objects ?? 0) + 1 });
  }

  get sorted(): UnknownKind[] {
    return [...this.kinds].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, kind]) => kind);
  }
}

function coverage({ objects, context = [], skipped = [] }: VerifyInput, unknown: UnknownKinds): Coverage {
  return {
    objects: objects.length,
    context: context.length,
    withoutSchema: unknown.sorted,
    skipped,
    notApplicable: [],
    acknowledged: [],
  };
}
