import type { Finding, Severity } from './finding';

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
  /**
   * File with Istio's mesh config, relative to the current folder: the ConfigMap `istio`, the mesh config itself, Helm
   * values with `meshConfig` or an IstioOperator. Default: the ConfigMap `istio` of the manifests or the context, else
   * Istio's defaults.
   */
  readonly meshConfig?: string;
  /** Findings as bad as this, or worse, make the validation fail. Default: `error`. */
  readonly failOn?: Severity;
}

const PROPERTIES = ['context', 'meshConfig', 'failOn'];

/**
 * The verifier as a plugin of `cdk8s synth`, for apps that are no `VerifiedApp`. cdk8s-cli runs it when the files are
 * written already, so that it reports but does not prevent; `secure-ingress synth` then keeps the old output.
 */
export class ManifestValidation {
  /** @throws Error for properties that cdk8s.yaml misspells: without them, too much could pass */
  constructor(private readonly props: ManifestValidationProps = {}) {
    const { context = [], meshConfig = '' } = props;
    const unknown = Object.keys(props).find((name) => !PROPERTIES.includes(name));
    if (unknown !== undefined)
      throw new Error(`ManifestValidation has no property "${unknown}": write context, meshConfig or failOn.`);
    if (!Array.isArray(context)) throw new Error('`context` of ManifestValidation is a list of paths: write ["PATH"].');
    if (typeof meshConfig !== 'string') throw new Error('`meshConfig` of ManifestValidation is a path: write "PATH".');
  }

  /** @throws Error when a manifest, the context or the mesh config cannot be read */
  async validate({ manifests, report }: ValidationContext): Promise<void> {
    const verifier: Verifier = require('#verifier');
    const { failing, problemLines, readContext, readManifests, readMeshConfig, verify, visible } = verifier;
    const input = readManifests(manifests);
    const context = readContext(this.props.context ?? []);
    const mesh = readMeshConfig(this.props.meshConfig);
    const problems = [...input.problems, ...context.problems, ...mesh.problems];
    if (problems.length > 0) throw new Error(problemLines(problems).join('\n'));
    const { objects, notes } = input;
    const { findings, coverage } = verify({ objects, notes, context: context.objects, meshConfig: mesh.config });
    const failed = failing(findings, this.props.failOn ?? 'error').length > 0;
    for (const finding of findings) report.addViolation(violation(finding, verifier));
    const unknown = coverage.withoutSchema.map(({ apiVersion, kind }) => visible(`${apiVersion} ${kind}`));
    report.submit(failed ? 'failure' : 'success', {
      Objects: String(coverage.objects),
      ...(unknown.length > 0 && { 'Not judged, no schema': unknown.join(', ') }),
    });
  }
}

/** Loaded when a plugin runs, and not with the package. */
type Verifier = typeof import('./verifier');

function violation(finding: Finding, { sentence, visible }: Verifier) {
  const { rule, code, severity, message, fix, resource, path, file, line, column } = finding;
  const object = `${resource.kind} ${resource.namespace === '' ? '' : `${resource.namespace}/`}${resource.name}`;
  const location = `${object}${path === '' ? '' : `, ${path}`} (line ${line}, column ${column})`;
  return {
    ruleName: `${rule} (${code}, ${severity})`,
    recommendation: `${visible(message)}.`,
    fix: sentence(fix),
    violatingResources: [
      // By this name cdk8s-cli looks up the construct.
      { resourceName: visible(resource.name), locations: [visible(location)], manifestPath: visible(file) },
    ],
  };
}
