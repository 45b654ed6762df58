import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run import -- [--crds DIR] [--check]

Generates imports/ from the sources that cdk8s.yaml names.

  --crds DIR  read local copies (NAME-VERSION.yaml) from DIR, not upstream
  --check     change nothing; say what in imports/ differs from imports/lock.json,
              with --crds from what would be generated
  --help      print this text

Exit code: 0 done, 1 --check found differences, 2 could not do the job.
`;

export interface Arguments {
  readonly crds?: string;
  readonly check: boolean;
  readonly help: boolean;
  readonly problems: readonly string[];
}

/** Reads the command line by hand of its tokens: parseArgs itself stops at the first problem. */
export function readArguments(args: readonly string[]): Arguments {
  const options = { crds: { type: 'string' }, check: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  const { tokens, values } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const problems: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') problems.push(`unexpected argument "${token.value}"`);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!(name in options)) problems.push(`unknown option "${rawName}"`);
    else if (name === 'crds' && (!value || value.startsWith('--'))) problems.push('--crds needs a folder: --crds DIR');
    else if (name !== 'crds' && value !== undefined) problems.push(`${rawName} takes no value, but has "${value}"`);
  }
  return {
    ...(typeof values.crds === 'string' && { crds: values.crds }),
    check: values.check === true,
    help: values.help === true,
    problems,
  };
}
