import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, type AppProps, Yaml } from 'cdk8s';
import { renderApp } from './rendering/render-app';
import type { RenderedFile } from './rendering/rendered-file';

/**
 * - `outdir`: the folder to write to. Default: the environment variable CDK8S_OUTDIR, which `cdk8s synth` sets, else "dist".
 * - `resolvers`: replace property values while an object is rendered, as in any cdk8s app. Default: none.
 *
 * There is always one file a chart, so cdk8s's options for other divisions are left out.
 */
export interface SecureIngressAppProps extends Pick<AppProps, 'outdir' | 'resolvers'> {}

/**
 * A cdk8s app that writes `<outdir>/<chart>/<chart>.k8s.yaml` for each chart with objects, and writes nothing before
 * everything has been rendered and checked. A chart in another chart has a file of its own, named by its path joined
 * with "-".
 *
 * Objects are ordered by Argo CD sync wave, Namespaces first, then kind, namespace, name and apiVersion; only
 * `addDependency` between objects of one file overrides that. The same tree gives the same bytes. The time grows
 * linearly with the number of charts, objects and dependencies.
 */
export class SecureIngressApp extends App {
  constructor(props: SecureIngressAppProps = {}) {
    super({ outdir: props.outdir, resolvers: props.resolvers });
  }

  /**
   * Writes the files. Other files in `outdir` stay.
   * @throws one Error that lists everything found: what the constructs' validations report, objects that cannot be
   * rendered, dependency cycles, charts that would share a file, and objects rendered twice, be it in one file or in
   * charts that are not alternatives of one family (`declareAlternative`)
   */
  override synth(): void {
    const files = this.render().map((file) => ({ path: join(this.outdir, file.path), text: textOf(file) }));
    // Also without charts: `cdk8s synth` takes a missing folder for a crash.
    mkdirSync(this.outdir, { recursive: true });
    for (const { path, text } of files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  /**
   * The text of all files as one stream of YAML documents: charts that others depend on first, else by name.
   * @throws as `synth`
   */
  override synthYaml(): string {
    return this.render().map(textOf).join(SEPARATOR);
  }

  /**
   * Looks at everything that was rendered, before any of it is written. Does nothing here; a subclass throws to have
   * nothing written.
   */
  protected inspect(_files: readonly RenderedFile[]): void {}

  private render(): RenderedFile[] {
    const files = renderApp(this);
    this.inspect(files);
    return files;
  }
}

const SEPARATOR = '---\n';

/** One call an object: stringify takes its documents as arguments, and the stack holds only so many. */
function textOf({ objects }: RenderedFile): string {
  return objects.map(({ manifest }) => Yaml.stringify(manifest)).join(SEPARATOR);
}
