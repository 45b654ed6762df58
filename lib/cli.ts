#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { SEVERITIES } from './finding';
import { Failure } from './failure';

/** Loaded when it runs, like every command: none pays for the start-up of the others. */
async function runSynth(options: import('./synth').SynthOptions): Promise<void> {
  const { synth }: typeof import('./synth') = require('./synth');
  await synth(options);
}

async function runVerify(paths: string[], options: import('./verify-files').VerifyOptions): Promise<void> {
  const { verifyFiles }: typeof import('./verify-files') = require('./verify-files');
  process.exitCode = verifyFiles(paths, options);
}

function runTrace(args: string[], options: import('./trace-files').TraceOptions): void {
  const { traceFiles }: typeof import('./trace-files') = require('./trace-files');
  process.exitCode = traceFiles(args, options);
}

function runDiff(old: string, now: string, options: import('./diff-files').DiffOptions): void {
  const { diffFiles }: typeof import('./diff-files') = require('./diff-files');
  process.exitCode = diffFiles(old, now, options);
}

function runRules(name: string | undefined, options: import('./show-rules').RulesOptions): void {
  const { showRules }: typeof import('./show-rules') = require('./show-rules');
  process.stdout.write(showRules(name, options));
}

function program(): Command {
  const { version }: { version: string } = require('cdk8s-secure-ingress/package.json');
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
    .description(
      "Judge each object as the API server and Istio's webhook would, and all together as istioctl analyze and Kiali " +
        'would, without a cluster.',
    )
    .argument('<path...>', 'files, folders with *.yaml, *.yml and *.json, - for standard input')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json', 'sarif']).default('text'))
    .addOption(contextOption('what the cluster has already: referred to, not judged (repeatable)'))
    .option('--mesh-config <file>', MESH_CONFIG)
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 for findings as bad as this, or worse')
        .choices(SEVERITIES)
        .default('error'),
    )
    .option('--quiet', 'only findings that --fail-on names, no totals')
    .addOption(
      new Option('--require <what>', 'exit with 1, too, if a request from outside is not certainly so').choices([
        'encrypted',
      ]),
    )
    .addHelpText(
      'after',
      '\nExit code: 0 clean, 1 findings at or above --fail-on, 2 could not do the job:\n' +
        'wrong arguments, a file that cannot be read or is no YAML, nothing to judge.',
    )
    .action(runVerify);
  addTrace(root);
  addDiff(root);
  root
    .command('rules')
    .description('List the rules of verify, or explain those that a name or code means.')
    .argument('[id]', 'such as gateway-credential-missing, or IST0101')
    .addOption(new Option('--format <format>', 'how to tell').choices(['text', 'json', 'markdown']).default('text'))
    .action(runRules);
  return root;
}

const MESH_CONFIG = "Istio's mesh config (default: the ConfigMap istio, if it is there)";

function contextOption(description: string): Option {
  return new Option('--context <path>', description)
    .argParser((path: string, paths: string[]) => [...paths, path])
    .default([], 'nothing');
}

function addTrace(root: Command): void {
  root
    .command('trace')
    .description('Tell the way of a request hop by hop, and whether it is encrypted; without a URL, of all there are.')
    .usage('[options] <path...> [url]')
    .argument('<path...>', 'files, folders with *.yaml, *.yml and *.json, - for standard input; last the URL, if any')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json', 'mermaid']).default('text'))
    .addOption(contextOption('what the cluster has already (repeatable)'))
    .option('--mesh-config <file>', MESH_CONFIG)
    .addOption(
      new Option('--require <what>', 'exit with 1 if a request is not certainly so on every hop').choices([
        'encrypted',
      ]),
    )
    .option('--method <method>', 'of the request (default: GET)')
    .addOption(
      new Option('--header <header>', "'Name: value' (repeatable)").argParser(
        (header: string, headers: string[] | undefined) => [...(headers ?? []), header],
      ),
    )
    .option('--host <name>', "header Host (default: the URL's host)")
    .option('--sni <name>', "server name in TLS (default: the URL's host)")
    .option('--no-sni', 'the client sends no server name')
    .option('--client-cert <namespace/secret>', 'whose certificate the client shows (default: none)')
    .option('--from <namespace/workload>', 'who calls, for a call inside the mesh')
    .option('--entry <kind/namespace/name>', 'where the request comes in, when several objects could take it')
    .addHelpText(
      'after',
      '\nExit code: 0 traced, 1 not as required, 2 could not do the job: wrong arguments,\n' +
        'a file that cannot be read or is no YAML, nothing to trace.',
    )
    .action(runTrace);
}

function addDiff(root: Command): void {
  root
    .command('diff')
    .description('Tell what a change does to the ways of requests: what is weaker, stronger, new, gone or changed.')
    .argument('<old>', 'file, folder with *.yaml, *.yml and *.json, or - for standard input')
    .argument('<new>', 'the same, after the change')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json', 'markdown']).default('text'))
    .addOption(contextOption('what the cluster has already, for both (repeatable)'))
    .option('--mesh-config <file>', MESH_CONFIG)
    .addOption(
      new Option('--fail-on <direction>', 'exit with 1 if something is weaker, or for any change').choices([
        'weaker',
        'changed',
      ]),
    )
    .addHelpText(
      'after',
      '\nExit code: 0 compared, 1 changes that --fail-on names, 2 could not do the job: wrong arguments,\n' +
        'a file that cannot be read or is no YAML, nothing to compare.',
    )
    .action(runDiff);
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

const { enableCompileCache }: { enableCompileCache?: () => unknown } = require('node:module');
// Since Node 22, what is loaded from here on is compiled once for all runs.
enableCompileCache?.();

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
