import { readArguments, USAGE } from './arguments';
import { compareImports, replaceImports } from './generate';
import { ImportError } from './import-error';
import { checkLock } from './lock';
import { readSources } from './sources';
import { generatorVersion } from './typed-classes';

const DIFFERS = 1;
const FAILED = 2;

/** Returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const { crds, check, help, problems } = readArguments(args);
  if (problems.length > 0) throw new ImportError([...problems, 'See `npm run import -- --help`.']);
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  return check ? checkImports(process.cwd(), crds) : writeImports(process.cwd(), crds);
}

async function checkImports(root: string, crds?: string): Promise<number> {
  const problems =
    crds === undefined ? checkLock(root, readSources(root), generatorVersion()) : await compareImports(root, crds);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) return DIFFERS;
  console.log(`imports/ is what ${crds === undefined ? 'imports/lock.json says' : `${crds} gives, byte for byte`}.`);
  return 0;
}

async function writeImports(root: string, crds?: string): Promise<number> {
  const { files, sources, warnings } = await replaceImports(root, crds);
  for (const warning of warnings) console.error(`warning: ${warning}`);
  console.log(`imports/: ${files} files from ${sources.join(', ')}.`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = FAILED;
    if (!(error instanceof ImportError)) throw error;
    for (const problem of error.problems) console.error(`import: ${problem}`);
  },
);
