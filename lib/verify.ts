import { compareFindings, type Finding, reaches, SEVERITIES, type Severity } from './finding';
import { append, groupBy } from './groups';
import { kindKey, type Manifest, type Path, pathText } from './manifest/manifest';
import type { SkippedDocument } from './manifest/parse';
import type { FileProblem, Note } from './manifest/problem';
import { OBJECT_RULES } from './rules';
import type { ObjectRule } from './rules/rule';
import { checkObject, type Verdict } from './schema/check-object';
import { describeFailure, describeObject, type Opinion } from './verify-opinions';

type ManifestNote = Note & { readonly manifest: Manifest };

export interface VerifyInput {
  /** The objects to judge. */
  readonly objects: readonly Manifest[];
  /** What the cluster has already: referred to, not judged. Default: nothing. */
  readonly context?: readonly Manifest[];
  /** Values of the objects that others than kubectl read differently. Default: none. */
  readonly notes?: readonly ManifestNote[];
  /** Default: none. */
  readonly skipped?: readonly SkippedDocument[];
  /** Default: nothing. */
  readonly unreadable?: readonly FileProblem[];
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
  readonly unreadable: readonly FileProblem[];
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
  const notes = groupBy(input.notes ?? [], ({ manifest }) => manifest);
  for (const [index, manifest] of input.objects.entries()) {
    if (index % PROGRESS_EVERY === 0) input.onProgress?.(index);
    const verdict = checkObject(manifest);
    if (verdict.withoutSchema) unknown.add(manifest);
    for (const { path, opinion } of describeObject(manifest, verdict.faults, notes.get(manifest) ?? [])) {
      findings.push(finding(manifest, path, opinion));
    }
    for (const found of ruleFindings(manifest, verdict)) findings.push(found);
  }
  return { findings: findings.toSorted(compareFindings), coverage: coverage(input, unknown) };
}

/**
 * The findings as bad as `threshold`, or worse.
 * @throws Error when it is no severity, as plain JavaScript and YAML can say: a misspelled one must not let all pass
 */
export function failing(findings: readonly Finding[], threshold: Severity): readonly Finding[] {
  if (!SEVERITIES.includes(threshold)) {
    throw new Error(`\`failOn\` ${JSON.stringify(threshold)}: expected one of ${SEVERITIES.join(', ')}.`);
  }
  return findings.filter(({ severity }) => reaches(severity, threshold));
}

/** Often enough to be seen, seldom enough to cost nothing. */
const PROGRESS_EVERY = 256;

/** The rules of each kind, so that an object meets only its own. */
const RULES_BY_KIND = byKind(OBJECT_RULES);

function byKind(rules: readonly ObjectRule[]): ReadonlyMap<string, readonly ObjectRule[]> {
  const map = new Map<string, ObjectRule[]>();
  for (const rule of rules) for (const kind of rule.kinds) append(map, kind, rule);
  return map;
}

function ruleFindings(manifest: Manifest, verdict: Verdict): Finding[] {
  if (!verdict.wellFormed) return [];
  // The webhook sees the object as the server has completed it.
  const completed = { ...manifest, value: verdict.value };
  const taken = verdict.faults.map(({ path }) => path);
  return (RULES_BY_KIND.get(kindKey(manifest)) ?? []).flatMap((rule) => findingsOf(rule, completed, taken));
}

/** One rule's findings, but for those at or below a fault. A rule that fails does not keep the others from running. */
function findingsOf(rule: ObjectRule, manifest: Manifest, taken: readonly Path[]): Finding[] {
  const { id, code, severity } = rule;
  const found: Finding[] = [];
  try {
    rule.check(manifest, ({ path, message, fix }) => {
      if (taken.some((fault) => isWithin(path, fault))) return;
      found.push(finding(manifest, path, { rule: id, code, severity, message, fix }));
    });
  } catch (error) {
    found.push(finding(manifest, [], describeFailure({ rule: id, code }, error)));
  }
  return found;
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.every((step, index) => path[index] === step);
}

function finding(manifest: Manifest, path: Path, opinion: Opinion): Finding {
  const { apiVersion, kind, namespace, name, origin } = manifest;
  const { line, column } = origin.locate(path);
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

function coverage(input: VerifyInput, unknown: UnknownKinds): Coverage {
  const { objects, context = [], skipped = [], unreadable = [] } = input;
  return {
    objects: objects.length,
    context: context.length,
    withoutSchema: unknown.sorted,
    skipped,
    unreadable,
    notApplicable: [],
    acknowledged: [],
  };
}
