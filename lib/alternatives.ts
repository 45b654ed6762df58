import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

const FAMILY = 'cdk8s-secure-ingress/family';

/**
 * Declares the chart one of several alternatives: stages of one system that own the same objects and exclude each
 * other, such as an application with and without its own gateway. Only one chart of a family is deployed at a time,
 * so charts of one family may render the same object; charts of different families, or of none, may not.
 *
 * Call it first in the chart's constructor: it is construct context, which has to be set before children are added.
 * @param family any name that the alternatives share and no other family has
 * @throws when `family` is empty or the chart has children already
 */
export function declareAlternative(chart: Chart, family: string): void {
  if (family === '') {
    throw new Error(`Chart ${chart.node.path}: \`family\` is empty. Give the name that its alternatives share.`);
  }
  if (chart.node.children.length > 0) {
    throw new Error(
      `Chart ${chart.node.path} is declared an alternative of "${family}" after children were added to it, ` +
        'which would not know. Call declareAlternative first in its constructor.',
    );
  }
  chart.node.setContext(FAMILY, family);
}

/** The family that the nearest enclosing chart was declared in; undefined when there is none. */
export function familyOf(construct: IConstruct): string | undefined {
  const family: unknown = construct.node.tryGetContext(FAMILY);
  return typeof family === 'string' ? family : undefined;
}
