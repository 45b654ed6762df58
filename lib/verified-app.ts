import { writeFileSync } from 'node:fs';
import { SecureIngressApp, type SecureIngressAppProps } from './app';
import type { Finding, Severity } from './finding';
import type { RenderedFile } from './rendering/rendered-file';
import type { TraceInput } from './trace/trace-worlds';
import type { Verification } from './verify';

export interface VerifiedAppProps extends SecureIngressAppProps {
  /**
   * What the cluster has already, such as `platform.yaml`: files or folders of manifests, relative to the current
   * folder, or objects. Referred to, not judged and not written. Default: nothing.
   */
  readonly context?: readonly (string | object)[];
  /**
   * Istio's mesh config: a file, relative to the current folder, or an object. Either is the ConfigMap `istio`, the mesh
   * config itself, Helm values with `meshConfig` or an IstioOperator. Default: the ConfigMap `istio` of the app or the
   * context, else Istio's defaults.
   */
  readonly meshConfig?: string | object;
  /** Findings as bad as this, or worse, keep everything from being written. Default: `error`. */
  readonly failOn?: Severity;
}

/** Thrown by `VerifiedApp` in place of writing. The message is the report. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
  /** In the one order of findings. */
  declare readonly findings: readonly Finding[];

  constructor(message: string, findings: readonly Finding[]) {
    super(message);
    // The message has them: Node would print them a second time when nobody catches the error.
    Object.defineProperty(this, 'findings', { value: findings });
    Object.defineProperty(this, 'name', { enumerable: false });
  }
}

/** Thrown by `VerifiedApp` when the context or the mesh config cannot be read. The message has a line for each problem. */
export class ContextError extends Error {
  override readonly name = 'ContextError';
}

/**
 * A `SecureIngressApp` that judges every rendered object as the API server and Istio's webhook would, and only then
 * writes. Findings below `failOn` go to stderr.
 */
export class VerifiedApp extends SecureIngressApp {
  private readonly context: readonly (string | object)[];
  private readonly meshConfig: string | object | undefined;
  private readonly failOn: Severity;

  constructor(props: VerifiedAppProps = {}) {
    super(props);
    this.context = props.context ?? [];
    this.meshConfig = props.meshConfig;
    this.failOn = props.failOn ?? 'error';
  }

  /** @throws VerificationError with findings at or above `failOn`; ContextError when the context or the mesh config cannot be read */
  protected override inspect(files: Iterable<RenderedFile>): Iterable<RenderedFile> {
    // Loaded here: who does not synthesize does not pay for the verifier.
    const { failing, fromObject, verify } = verifier();
    const rendered = Array.from(files, ({ path, objects }) => ({ path, objects: [...objects] }));
    const objects = rendered.flatMap((file) =>
      file.objects.flatMap(({ manifest, source }) =>
        manifest === undefined ? [] : fromObject(manifest, { construct: source.node.path, part: file.path }),
      ),
    );
    const cluster = readCluster(this.context, this.meshConfig);
    const verification = verify({ objects, ...cluster });
    const refused = failing(verification.findings, this.failOn).length > 0;
    const report = reportOf(verification);
    if (refused) throw new VerificationError(`Nothing was written:\n\n${report}`, verification.findings);
    process.stderr.write(report);
    noteSummaries({ objects, ...cluster });
    return rendered;
  }
}

function verifier(): typeof import('./verifier') {
  return require('#verifier');
}

/** The launcher asks for a line a file by an environment variable: it need not read the files again. */
function noteSummaries(input: TraceInput): void {
  const { SECURE_INGRESS_SUMMARIES: note } = process.env;
  if (note !== undefined) writeFileSync(note, JSON.stringify(verifier().partSummaries(input)));
}

/** Empty when there is nothing to tell. */
function reportOf(verification: Verification): string {
  const { findings, coverage } = verification;
  if (findings.length === 0 && coverage.withoutSchema.length === 0) return '';
  const { findingText, totalsText } = verifier();
  // Objects that never were in a file have no line to show.
  const options = { color: false, lineOf: () => undefined };
  return findings.map((finding) => `${findingText(finding, options)}\n`).join('') + totalsText(verification);
}

/** @throws ContextError that names everything that cannot be read, or is no object */
function readCluster(context: readonly (string | object)[], meshConfig: string | object | undefined) {
  const { fromObject, problemLines, readContext } = verifier();
  const { objects, problems } = readContext(context.filter((entry) => typeof entry === 'string'));
  const given = context.filter((entry) => typeof entry !== 'string').map((object) => fromObject(object));
  const mesh = readMeshConfig(meshConfig);
  const lines = problemLines([...problems, ...mesh.problems]);
  if (given.some(({ apiVersion, kind }) => apiVersion === '' || kind === '')) {
    lines.push('An object without apiVersion and kind is none of Kubernetes. Give each object by itself, or a path.');
  }
  if (lines.length > 0)
    throw new ContextError(`The context cannot be read:\n${lines.map((line) => `  ${line}`).join('\n')}`);
  return { context: [...objects, ...given], meshConfig: mesh.config };
}

function readMeshConfig(meshConfig: string | object | undefined) {
  if (typeof meshConfig === 'object') return verifier().givenMeshConfig('meshConfig', meshConfig);
  return verifier().readMeshConfig(meshConfig);
}
