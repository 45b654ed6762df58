import { type Finding, reaches, type Severity } from './finding';

/** What cdk8s-cli hands to a plugin, as far as it is used here; cdk8s-cli's own types would become the user's burden. */
export interface ValidationContext {
  /** Paths of the files that were written. */
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingResources: readonly {
        readonly resourceName: string;
        readonly locations: readonly string[];
        readonly manifestPath: string;
      }[];
    }): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
}

/** `properties` in cdk8s.yaml. */
export interface ManifestValidationProps {
  /** Files and folders with what the cluster has already, relative to the current folder. Default: nothing. */
  readonly context?: readonly string[];
  /** Findings as bad as this, or worse, make the validation fail. Default: `error`. */
  readonly failOn?: Severity;
}

/**
 * The verifier as a plugin of `cdk8s synth`, for apps that are no `VerifiedApp`. cdk8s-cli runs it when the files are
 * written already, so that it reports but does not prevent; `secure-ingress synth` then keeps the old output.
 */
export class ManifestValidation {
  constructor(private readonly props: ManifestValidationProps = {}) {}

  /** @throws Error when a manifest or the context cannot be read */
  async validate({ manifests, report }: ValidationContext): Promise<void> {
    const { readManifests }: typeof import('./launcher/verify-input') = require('./launcher/verify-input');
    const { verify }: typeof import('./verify') = require('./verify');
    const input = readManifests(manifests);
    const context = readManifests(this.props.context ?? []);
    const [problem] = [...input.problems, ...context.problems];
    if (problem !== undefined) throw new Error(`${problem.file}: ${problem.message}. ${problem.fix}.`);
    const { findings, coverage } = verify({ objects: input.objects, context: context.objects, notes: input.notes });
    for (const finding of findings) report.addViolation(violation(finding));
    const failed = findings.some(({ severity }) => reaches(severity, this.props.failOn ?? 'error'));
    report.submit(failed ? 'failure' : 'success', { objects: String(coverage.objects) });
  }
}

function violation({ rule, code, severity, message, fix, resource, path, file, line, column }: Finding) {
  return {
    ruleName: `${rule} (${code}, ${severity})`,
    recommendation: message,
    fix,
    violatingResources: [
      { resourceName: resource.name, locations: [`${path} (line ${line}, column ${column})`], manifestPath: file },
    ],
  };
}
