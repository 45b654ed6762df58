import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './workspace';

const FENCED = /^```(\w*)\n(.*?)^```$/gms;
const IMPORT = /^import (\{[^}]*\}) from ('[^']+');$/gm;

const blocks = [...readFileSync(join(REPOSITORY, 'README.md'), 'utf8').matchAll(FENCED)].map(
  ([, language = '', content = '']) => ({ language, content }),
);
const first = blocks.findIndex(({ language }) => language === 'ts');

function block(after: number): string {
  return blocks[first + after]?.content ?? '';
}

/** The example as the README has it. */
export const example = block(0);

/** What `npx secure-ingress synth` writes for it. */
export const synthOutput = block(1);

/** The objects that it renders: kind, and name with the namespace where there is one. */
export const renderedObjects = block(2)
  .trimEnd()
  .split('\n')
  .map((line) => line.split(/ {2,}/).slice(0, 2).join(' '));

/** The example for a file that Node takes for CommonJS. */
export function asCommonJs(): string {
  return example.replaceAll(IMPORT, 'const $1 = require($2);');
}

/** The example inside the chart class that cdk8s's template exports and tests. */
export function asTemplateMain(): string {
  const imports = [...example.matchAll(IMPORT)].map(([statement]) => statement).join('\n');
  const [, resources = ''] = /^const chart = .*?\n(.*)^app\.synth\(\);$/ms.exec(example) ?? [];
  return `import { Construct } from 'constructs';
${imports}

export class MyChart extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const chart = this;
${resources}
  }
}

const app = new VerifiedApp();
new MyChart(app, 'shop');
app.synth();
`;
}
