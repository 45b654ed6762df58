interface Owners {
  readonly name: string;
  readonly identity: string;
  readonly paths: string[];
}

/** Names of files in one folder, each for one owner. */
export class FileNames {
  private readonly owners = new Map<string, Owners>();

  /** @param what the owners are: "Charts" or "Objects" */
  constructor(private readonly what: string) {}

  /**
   * The first of the names that no other thing has, also where upper and lower case are one; else the last one.
   * @param path of the construct
   * @param identity the same for two constructs that stand for one thing. Default: the path
   * @returns `free` false where the name is another's: that is a problem
   */
  claim(names: readonly string[], path: string, identity: string = path): { name: string; free: boolean } {
    const name = names.find((each) => (this.at(each)?.identity ?? identity) === identity) ?? names.at(-1) ?? '';
    const known = this.at(name);
    if (known === undefined) this.owners.set(name.toLowerCase(), { name, identity, paths: [path] });
    else known.paths.push(path);
    return { name, free: known === undefined };
  }

  /** Names with several owners, each as a sentence. */
  get problems(): string[] {
    return [...this.owners.values()]
      .filter(({ paths }) => paths.length > 1)
      .map(
        ({ name, paths }) =>
          `${this.what} ${paths.join(' and ')} would be written to one file, ${name}: rename all but one of them.`,
      );
  }

  private at(name: string): Owners | undefined {
    return this.owners.get(name.toLowerCase());
  }
}
