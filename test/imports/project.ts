import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A project in a folder of its own that imports one made-up source, and the folder of its local copies. */
export class Project {
  readonly root = mkdtempSync(join(tmpdir(), 'project-'));
  readonly crds = join(this.root, 'crds');

  constructor(version = '1.2.0') {
    mkdirSync(this.crds);
    this.name(version);
  }

  /** Writes `cdk8s.yaml` as somebody who edits the version would. */
  name(version: string): void {
    const address = `https://raw.githubusercontent.com/example/widgets/v${version}/crds.yaml`;
    writeFileSync(join(this.root, 'cdk8s.yaml'), JSON.stringify({ imports: [address], schemas: [] }));
  }

  copy(file: string, ...crds: unknown[]): void {
    this.write(file, crds.map((crd) => `${JSON.stringify(crd)}\n---\n`).join(''));
  }

  write(file: string, content: string): void {
    writeFileSync(join(this.crds, file), content);
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
