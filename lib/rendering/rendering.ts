import type { App } from 'cdk8s';
import { ConstructTree, type ObjectPlace } from './construct-tree';
import { Dependencies } from './dependencies';
import { Orders } from './orders';
import type { RenderedObject } from './rendered-file';

/** An app while it is rendered: its orders, its objects, and everything that is wrong with it. */
export class Rendering {
  readonly tree: ConstructTree;
  readonly dependencies: Dependencies;
  readonly orders: Orders;
  /** Filled as problems are found. */
  readonly problems: string[] = [];

  constructor(app: App) {
    this.tree = new ConstructTree(app);
    this.dependencies = new Dependencies(this.tree);
    this.orders = new Orders(this.tree, this.dependencies, this.problems);
  }

  /** Asks each construct, once. */
  validate(): void {
    for (const { construct } of this.tree.places) {
      const { path } = construct.node;
      for (const problem of construct.node.validate())
        this.problems.push(path === '' ? problem : `[${path}] ${problem}`);
    }
  }

  /** An object that fails is stood in for by its identity, so that what else is wrong is found as well. */
  render({ construct: source }: ObjectPlace): RenderedObject {
    const { apiVersion, kind, name, metadata, node } = source;
    try {
      return { source, manifest: source.toJson() };
    } catch (error) {
      // cdk8s puts path and name into the message already, but not for what fails in a generated class.
      const stock = `Failed serializing construct at path '${node.path}' with name '${name}': `;
      const reason = String(error instanceof Error ? error.message : error)
        .replace(stock, '')
        .replace(/^Error: /, '');
      this.problems.push(`[${node.path}] ${kind} "${name}" could not be rendered: ${reason}`);
      return { source, manifest: { apiVersion, kind, metadata: { name, namespace: metadata.namespace } } };
    }
  }

  /** One by one: a call takes only so many arguments. */
  report(problems: Iterable<string>): void {
    for (const problem of problems) this.problems.push(problem);
  }

  /** @throws one Error with every problem found */
  refuseProblems(): void {
    const { problems } = this;
    if (problems.length === 0) return;
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    throw new Error(`Nothing was synthesized because of ${count}:\n  ${problems.join('\n  ')}`);
  }
}
