import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { succeed } from './processes';
import { asCommonJs, renderedObjects } from './readme';
import { objectsOf, REPOSITORY, type Workspace } from './workspace';

/** The lowest version that a range of ours admits. */
function lowest(range: string): string {
  return range.replace(/^\^/, '');
}

const { peerDependencies }: { peerDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(REPOSITORY, 'package.json'), 'utf8'),
);
const oldest = Object.entries(peerDependencies).map(([name, range]) => `${name}@${lowest(range)}`);

export function oldestPeersProject(workspace: Workspace): Promise<string> {
  return workspace.project('oldest-peers', { 'index.js': asCommonJs() }, oldest);
}

export function oldestPeersSuite(workspace: Workspace): void {
  let project = '';
  beforeAll(async () => {
    project = await oldestPeersProject(workspace);
  });

  test('are what is installed, once each', async () => {
    const listed = await succeed(
      project,
      'npm',
      'ls',
      '--all',
      '--parseable',
      '--long',
      ...Object.keys(peerDependencies),
    );
    const installed = listed
      .trimEnd()
      .split('\n')
      .map((line) => line.split(':')[1] ?? line);
    expect(installed.toSorted()).toEqual(oldest.toSorted());
  });

  test("render the README's example", async () => {
    await succeed(project, 'node', 'index.js');
    const rendered = readFileSync(join(project, 'dist', 'shop', 'shop.k8s.yaml'), 'utf8');
    expect(objectsOf(rendered)).toEqual(renderedObjects);
  });
}
