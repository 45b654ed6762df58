import { javascriptProject, javascriptSuite } from './javascript-suite';
import { oldestPeersProject, oldestPeersSuite } from './oldest-peers-suite';
import { registryAnswers } from './processes';
import { tarballSuite } from './tarball-suite';
import { templateProject, templateSuite } from './template-suite';
import { typescriptProject, typescriptSuite } from './typescript-suite';
import { Workspace } from './workspace';

// npm may have to download everything first.
jest.setTimeout(300_000);

const workspace = new Workspace();
afterAll(() => workspace.remove());

describe('the tarball', () => {
  tarballSuite(workspace);
});

// Without a network the rest of the tests must still be of use; CI has to have one.
const installable = process.env.CI !== undefined || registryAnswers();
const title = `the installed package${installable ? '' : ' (npm cannot reach its registry)'}`;

(installable ? describe : describe.skip)(title, () => {
  beforeAll(() => {
    // Together, since each mostly waits; whoever needs one waits for it, and hears why it failed.
    for (const project of [templateProject, typescriptProject, javascriptProject, oldestPeersProject]) {
      project(workspace).catch(() => undefined);
    }
  });
  describe('in an empty TypeScript project', () => {
    typescriptSuite(workspace);
  });
  describe('in an empty JavaScript project', () => {
    javascriptSuite(workspace);
  });
  describe('with the oldest peers', () => {
    oldestPeersSuite(workspace);
  });
  describe("in a project of cdk8s's template", () => {
    templateSuite(workspace);
  });
});
