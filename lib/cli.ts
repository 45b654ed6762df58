#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { SEVERITIES } from './finding';
import { Failure } from './launcher/failure';

/** The package's own manifest, wherever this file was built to. */
const MANIFEST = 'cdk8s-secure-ingress/package.json';

/** Loaded when it runs, like every command: none pays for the start-up of the others. */
async function runSynth(options: import('./synth').SynthOptions): Promise<void> {
  const { synth }: typeof import('./synth') = require('./synth');
  await synth(options);
}

async function runVerify(paths: string[], options: import('./verify-files').VerifyOptions): Promise<void> {
  const { verifyFiles }: typeof import('./verify-files') = require('./verify-files');
  process.exitCode = verifyFiles(paths, options);
}

function runRules(name: string | undefined, options: import('./show-rules').RulesOptions): void {
  const { showRules }: typeof import('./show-rules') = require('./show-rules');
  process.stdout.write(showRules(name, options));
}

function program(): Command {
  const { version }: { version: string } = require(MANIFEST);
  const root = new Command('secure-ingress')
    .description('Renders cdk8s apps with secure ingress and checks what they render.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(--help lists what there is)');
  root
    .command('synth')
    .description('Render the cdk8s app of this folder; the old output stays as it is unless all is well.')
    .option('--settings <file>', 'settings for the app, passed as SECURE_INGRESS_SETTINGS')
    .option('--output <dir>', 'folder to replace (default: output in cdk8s.yaml, else dist)')
    .addHelpText('after', '\nExit code: 0 done, 1 the app rejects its charts, 2 could not do the job.')
    .action(runSynth);
  root
    .command('verify')
    .description("Judge manifests as the API server and Istio's webhook would, without a cluster.")
    .argument('<path...>', 'files, folders with *.yaml, *.yml and *.json, - for standard input')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json']).default('text'))
    .addOption(
      new Option('--context <path>', 'what the cluster has already: referred to, not judged (repeatable)')
        .argParser((path: string, paths: string[]) => [...paths, path])
        .default([], 'nothing'),
    )
    .option('--mesh-config <file>', "Istio's mesh config (default: the ConfigMap istio, if it is there)")
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 for findings as bad as this, or worse')
        .choices(SEVERITIES)
        .default('error'),
    )
    .option('--quiet', 'only findings that --fail-on names, no totals')
    .addHelpText(
      'after',
      '\nExit code: 0 clean, 1 findings at or above --fail-on, 2 could not do the job:\n' +
        'wrong arguments, a file that cannot be read or is no YAML, nothing to judge.',
    )
    .action(runVerify);
  root
    .command('rules')
    .description('List the rules of verify, or explain those that a name or code means.')
    .argument('[id]', 'such as gateway-credential-missing, or IST0101')
    .addOption(new Option('--format <format>', 'how to tell').choices(['text', 'json', 'markdown']).default('text'))
    .action(runRules);
  return root;
}

/** Returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    // Commander has written its message itself.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const failure = error instanceof Failure ? error : undefined;
    process.stderr.write(`${failure?.message ?? (error instanceof Error ? error.stack : String(error))}\n`);
    return failure?.exitCode ?? 2;
  }
}

// A report that nobody could read is no success, whatever the command came to.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') process.stderr.write(`The report cannot be written: ${message}\n`);
  process.exit(2);
});
// Without anybody to tell, the exit code alone has to say it.
process.stderr.on('error', () => undefined);

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
