import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';

/** How to reach the registry is the machine's affair; everything else that npm tells its children is not ours. */
const WAY_TO_THE_REGISTRY =
  /^npm_config_(registry|cache|userconfig|globalconfig|cafile|proxy|https_proxy|noproxy|\/\/.*)$/i;
/** What would change how Node, jest, cdk8s or an app of ours behaves. */
const OUTER_RUN = /^(npm_.*|INIT_CWD|NODE_ENV|NODE_OPTIONS|NODE_PATH|JEST_.*|FORCE_COLOR|CDK8S_.*|SECURE_INGRESS_.*)$/i;

/** The environment as a user's shell has it, also when jest was started by an npm script. */
export function userEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => WAY_TO_THE_REGISTRY.test(name) || !OUTER_RUN.test(name));
  const environment = Object.fromEntries(kept);
  // npm puts the outer project's commands in front, which would stand in for those that a project lacks.
  const commands = (environment.PATH ?? '')
    .split(delimiter)
    .filter((path) => !path.endsWith(join('node_modules', '.bin')));
  return { ...environment, PATH: commands.join(delimiter) };
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function run(folder: string, command: string, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(command, args, { cwd: folder, env: userEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}

/** What it writes to stdout. @throws with all its output when it fails */
export async function succeed(folder: string, command: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(folder, command, ...args);
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}

/** Whether packages can be installed here. */
export function registryAnswers(): boolean {
  const args = ['view', 'cdk8s', 'name', '--prefer-online', '--fetch-retries=0', '--fetch-timeout=10000'];
  return spawnSync('npm', args, { env: userEnvironment() }).status === 0;
}
