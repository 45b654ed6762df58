import { compareFindings, type Finding, reaches, SEVERITIES, type Severity } from './finding';
import { groupBy } from './groups';
import type { Manifest, Path } from './manifest/manifest';
import type { SkippedDocument } from './manifest/parse';
import type { FileProblem, Note } from './manifest/problem';
import { worldsOf } from './manifest/worlds';
import { checkObject, type Verdict } from './schema/check-object';
import { type MeshConfig, meshConfigIn } from './traffic/mesh-config';
import { acknowledge } from './verify/acknowledgements';
import { judgeAlone } from './verify/alone';
import { type Coverage, notApplicable, UnknownKinds } from './verify/coverage';
import { OBJECT_REPEATED } from './verify/engine-rules';
import { makeFinding } from './verify/make-finding';
import { describeObject, opinionOf } from './verify/opinions';
import { JointJudgement } from './verify/together';

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
  /** Istio's mesh config. Default: what a ConfigMap `istio` of the objects or the context holds, else Istio's defaults. */
  readonly meshConfig?: MeshConfig;
  /** The day on which certificates in Secrets are valid, or not. Default: today. */
  readonly now?: Date;
  /** Called now and then with the number of objects judged so far. Default: nobody is told. */
  readonly onProgress?: (judged: number) => void;
}

export interface Verification {
  /** In the one order of findings. */
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
}

/**
 * Judges every object alone, as the API server and Istio's webhook would, then all of them together, as
 * `istioctl analyze` and Kiali would on a cluster that has them. A fault is reported once, by who meets it first.
 */
export function verify(input: VerifyInput): Verification {
  const { objects, context = [], meshConfig = meshConfigIn([...objects, ...context]) } = input;
  const alone = judgeEach(input);
  const { worlds, alternatives, repeated } = worldsOf(objects);
  for (const manifest of repeated) alone.found.set(repetition(manifest), manifest);
  const joint = new JointJudgement(alone);
  for (const world of worlds) joint.judge(world, context, meshConfig, input.now ?? new Date());
  const found = new Map([...alone.found, ...joint.found]);
  const { findings, acknowledged } = acknowledge(found, objects, joint.undecided);
  return {
    findings: findings.toSorted(compareFindings),
    coverage: {
      objects: objects.length,
      context: context.length,
      withoutSchema: alone.unknown.sorted,
      alternatives,
      skipped: input.skipped ?? [],
      unreadable: input.unreadable ?? [],
      notApplicable: notApplicable(joint.undecided),
      acknowledged,
    },
  };
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

/** What is said of each object alone. */
function judgeEach({ objects, notes = [], onProgress }: VerifyInput) {
  const found = new Map<Finding, Manifest>();
  const malformed = new Set<Manifest>();
  const taken = new Map<Manifest, readonly Path[]>();
  const unknown = new UnknownKinds();
  const notesOf = groupBy(notes, ({ manifest }) => manifest);
  for (const [index, manifest] of objects.entries()) {
    if (index % PROGRESS_EVERY === 0) onProgress?.(index);
    const verdict = checkObject(manifest);
    if (verdict.withoutSchema) unknown.add(manifest);
    else if (!verdict.wellFormed) malformed.add(manifest);
    if (verdict.faults.length > 0) taken.set(manifest, pathsOf(verdict.faults));
    for (const { path, opinion } of describeObject(manifest, verdict.faults, notesOf.get(manifest) ?? [])) {
      found.set(makeFinding(manifest, path, opinion), manifest);
    }
    for (const finding of judgeAlone(manifest, verdict)) found.set(finding, manifest);
  }
  return { found, malformed, taken, unknown };
}

function pathsOf(faults: Verdict['faults']): Path[] {
  return faults.map(({ path }) => path);
}

function repetition(manifest: Manifest): Finding {
  const message = 'This file has defined the object before, and only the last definition stays';
  return makeFinding(
    manifest,
    ['metadata', 'name'],
    opinionOf(OBJECT_REPEATED, message, 'Remove one of the two, or rename it'),
  );
}

/** Often enough to be seen, seldom enough to cost nothing. */
const PROGRESS_EVERY = 256;
