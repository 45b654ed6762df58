import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { App, type AppProps, type Chart, YamlOutputType } from 'cdk8s';
import { Replacement } from './output/replacement';
import { writeText } from './output/write-text';
import { checkedLayout, chartsInOrder, type FolderLayout, type Layout, renderApp } from './rendering/render-app';
import type { RenderedFile, RenderedObject } from './rendering/rendered-file';
import { yamlText } from './rendering/yaml-text';

/**
 * - `outdir`: the folder to write to. Default: the environment variable CDK8S_OUTDIR, which `cdk8s synth` sets, else "dist".
 * - `outputFileExtension`: default ".k8s.yaml".
 * - `resolvers`: replace property values while an object is rendered, as in any cdk8s app. Default: none.
 * - `yamlOutputType`: one of cdk8s's layouts, with its file names, order and bytes. Default: `layout` decides.
 * - `recordConstructMetadata`: with `yamlOutputType`, as in cdk8s. Default: false.
 */
export interface SecureIngressAppProps extends AppProps {
  /**
   * How objects are divided into files, where `yamlOutputType` does not say:
   *
   * - `chart-folders`: `<chart>/<chart>.k8s.yaml` for each chart with objects, a folder for each Argo CD Application. A
   *   chart in another one has its path, joined with "-", for a name. Objects are ordered by Argo CD sync wave, Namespaces
   *   first, then kind, namespace, name and apiVersion; only `addDependency` between objects of one chart overrides that.
   * - `numbered-folders`: `<chart>/<kind>.<name>.k8s.yaml`. Where there are dependencies, charts and objects begin with
   *   how many others come before them on the longest way (`0002-`): in the order of their names, as `kubectl apply -R`
   *   takes them, files are in the order of their dependencies.
   *
   * Default: `chart-folders`.
   */
  readonly layout?: FolderLayout;
}

/** Output folders that an app of this process has written: a second app adds to what is there. */
const written = new Map<string, App>();

/**
 * A cdk8s app that is linear in the number of constructs and dependencies, and writes nothing before everything has been
 * rendered and checked. The same tree gives the same bytes.
 */
export class SecureIngressApp extends App {
  private readonly layout: Layout;
  private readonly records: boolean;

  /** @throws Error when `layout` is none of those above, or is given beside `yamlOutputType` */
  constructor(props: SecureIngressAppProps = {}) {
    super(props);
    const { layout, yamlOutputType } = props;
    if (layout !== undefined && yamlOutputType !== undefined)
      throw new Error('`layout` and `yamlOutputType` both say how files are divided. Give one of them.');
    this.layout = checkedLayout(yamlOutputType ?? layout ?? 'chart-folders');
    const record = props.recordConstructMetadata ?? process.env['CDK8S_RECORD_CONSTRUCT_METADATA'] === 'true';
    this.records = record && yamlOutputType !== undefined;
  }

  /** As in cdk8s: those that others depend on first. @throws Error when they depend on each other in a cycle */
  override get charts(): Chart[] {
    return chartsInOrder(this);
  }

  /**
   * Replaces the output folder once all is well. A folder that holds anything but `*.k8s.yaml` is not replaced: the new
   * files are put in place one by one, and the others stay. Files that do not change are not written again.
   * @throws one Error that lists everything found: what the constructs' validations report, objects that cannot be
   * rendered, dependency cycles, files with two owners; and, in the layouts that are not cdk8s's, objects rendered
   * twice, be it in one chart or in charts that are not alternatives of one family (`declareAlternative`)
   */
  override synth(): void {
    const outdir = resolve(this.outdir);
    const replacement = new Replacement(this.outdir);
    try {
      this.write(replacement.folder);
      const owner = written.get(outdir);
      if (owner === undefined || owner === this) replacement.commit();
      else replacement.merge();
      written.set(outdir, this);
    } finally {
      replacement.remove();
    }
  }

  /**
   * The text of all objects as one stream of YAML documents, in the order of `yamlOutputType`'s layouts, or of `layout`.
   * @throws as `synth`
   */
  override synthYaml(): string {
    const layout = typeof this.layout === 'number' ? YamlOutputType.FILE_PER_APP : this.layout;
    return Array.from(this.rendered(layout), ({ objects }) => [...documents(objects)].join('')).join(SEPARATOR);
  }

  /**
   * Passes on everything that is rendered, before any of it is in place. A subclass looks at it and throws to have
   * nothing written.
   */
  protected inspect(files: Iterable<RenderedFile>): Iterable<RenderedFile> {
    return files;
  }

  private rendered(layout: Layout): Iterable<RenderedFile> {
    return this.inspect(renderApp(this, layout, this.outputFileExtension));
  }

  private write(folder: string): void {
    mkdirSync(folder, { recursive: true });
    const resources = this.records ? {} : undefined;
    const made = new Set<string>();
    for (const { path, objects } of this.rendered(this.layout)) {
      const target = join(folder, path);
      const parent = path.endsWith('/') ? target : dirname(target);
      if (!made.has(parent)) mkdirSync(parent, { recursive: true });
      made.add(parent);
      if (!path.endsWith('/')) writeText(target, documents(objects, resources));
    }
    if (resources === undefined) return;
    writeText(join(folder, 'construct-metadata.json'), [JSON.stringify({ version: '1.0.0', resources })]);
  }
}

const SEPARATOR = '---\n';

/** @param resources filled with the path of each object's construct, by the object's name */
function* documents(objects: Iterable<RenderedObject>, resources?: Record<string, { path: string }>) {
  let separator = '';
  for (const { manifest, source } of objects) {
    yield separator + yamlText(manifest);
    separator = SEPARATOR;
    if (resources) resources[source.name] = { path: source.node.path };
  }
}
