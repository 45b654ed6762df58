import { SecureIngressApp, type SecureIngressAppProps } from './app';
import { type Finding, reaches, type Severity } from './finding';
import type { Manifest } from './manifest/manifest';
import type { RenderedFile } from './rendering/rendered-file';

export interface VerifiedAppProps extends SecureIngressAppProps {
  /**
   * What the cluster has already, such as `platform.yaml`: files or folders of manifests, relative to the current
   * folder, or objects. Referred to, not judged and not written. Default: nothing.
   */
  readonly context?: readonly (string | object)[];
  /** Findings as bad as this, or worse, keep everything from being written. Default: `error`. */
  readonly failOn?: Severity;
}

/** Thrown by `VerifiedApp` in place of writing. The message is the report. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';

  constructor(
    message: string,
    /** In the one order of findings. */
    readonly findings: readonly Finding[],
  ) {
    super(message);
  }
}

/**
 * A `SecureIngressApp` that judges every rendered object as the API server and Istio's webhook would, and only then
 * writes. Findings below `failOn` go to stderr.
 */
export class VerifiedApp extends SecureIngressApp {
  private readonly context: readonly (string | object)[];
  private readonly failOn: Severity;

  constructor(props: VerifiedAppProps = {}) {
    super(props);
    this.context = props.context ?? [];
    this.failOn = props.failOn ?? 'error';
  }

  /** @throws VerificationError with findings at or above `failOn`; Error when the context cannot be read */
  protected override inspect(files: readonly RenderedFile[]): void {
    // Loaded here: who only composes does not pay for the verifier.
    const { findingText, totalsText }: typeof import('./report/text') = require('./report/text');
    const { fromObject }: typeof import('./manifest/from-object') = require('./manifest/from-object');
    const { verify }: typeof import('./verify') = require('./verify');
    const objects = files.flatMap(({ objects: rendered }) =>
      rendered.map(({ manifest, source }) => fromObject(manifest, source.node.path)),
    );
    const verification = verify({ objects, context: readContext(this.context) });
    if (verification.findings.length === 0) return;
    const text = verification.findings.map((finding) => findingText(finding, PLAIN)).join('\n');
    const report = `${text}\n${totalsText(verification)}`;
    if (verification.findings.some(({ severity }) => reaches(severity, this.failOn))) {
      throw new VerificationError(`Nothing was written:\n\n${report}`, verification.findings);
    }
    process.stderr.write(report);
  }
}

/** Objects that never were in a file have no line to show. */
const PLAIN = { color: false, lineOf: () => undefined };

function readContext(context: readonly (string | object)[]): Manifest[] {
  const { readManifests }: typeof import('./launcher/verify-input') = require('./launcher/verify-input');
  const { fromObject }: typeof import('./manifest/from-object') = require('./manifest/from-object');
  const given = context.filter((entry) => typeof entry !== 'string');
  const { objects, problems } = readManifests(context.filter((entry) => typeof entry === 'string'));
  if (problems.length > 0) {
    const lines = problems.map(({ file, message, fix }) => `  ${file}: ${message}. ${fix}.`);
    throw new Error(`The context cannot be read:\n${lines.join('\n')}`);
  }
  return [...objects, ...given.map((object) => fromObject(object))];
}
