import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { Failure, messageOf } from '../failure';

/** A folder with a cdk8s app. */
export interface Project {
  readonly folder: string;
  /** The shell command that runs the app. */
  readonly app: string;
  /** As written in cdk8s.yaml; undefined when it names none. */
  readonly output: string | undefined;
  /** The script of cdk8s-cli, where cdk8s.yaml asks for what cdk8s-cli does beside running the app. */
  readonly cdk8sCli: string | undefined;
  /** Whether package.json has a script `compile`, as in cdk8s's TypeScript template. */
  readonly compiles: boolean;
}

/** @throws Failure when the folder is not that of a cdk8s app that can be run */
export function readProject(folder: string): Project {
  const { app, output, validations, synthConfig } = readConfig(folder);
  if (typeof app !== 'string' || app.trim() === '') {
    throw new Failure(
      2,
      `cdk8s.yaml in ${folder} has no \`app\`, the command that runs the cdk8s app. Add it, such as "app: node main.js".`,
    );
  }
  if (output !== undefined && typeof output !== 'string') {
    throw new Failure(
      2,
      `cdk8s.yaml in ${folder}: \`output\` is no path. Give the folder to write to, such as "dist".`,
    );
  }
  const cdk8sCli = (validations ?? synthConfig) ? findCdk8sCli(folder) : undefined;
  return { folder, app, output, cdk8sCli, compiles: hasCompileScript(folder) };
}

/** The absolute path of a settings file. @throws Failure when it cannot be read */
export function settingsPath(folder: string, settings: string): string {
  const path = resolve(folder, settings);
  try {
    accessSync(path, constants.R_OK);
    if (statSync(path).isFile()) return path;
  } catch (error) {
    throw new Failure(
      2,
      `--settings ${settings} cannot be read: ${messageOf(error)}. Give the path of a settings file.`,
    );
  }
  throw new Failure(2, `--settings ${settings} is not a file. Give the path of a settings file.`);
}

function readConfig(folder: string): Readonly<Record<string, unknown>> {
  const path = join(folder, 'cdk8s.yaml');
  if (!existsSync(path)) {
    throw new Failure(
      2,
      `There is no cdk8s.yaml in ${folder}, which would name the app to run. ` +
        'Change to the folder of a cdk8s app, or write one with a line such as "app: node main.js".',
    );
  }
  return readObject(path, parse);
}

function hasCompileScript(folder: string): boolean {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return false;
  const { scripts } = readObject(path, JSON.parse);
  return isObject(scripts) && 'compile' in scripts;
}

function readObject(path: string, read: (text: string) => unknown): Readonly<Record<string, unknown>> {
  try {
    const content = read(readFileSync(path, 'utf8'));
    return isObject(content) ? content : {};
  } catch (error) {
    throw new Failure(2, `${path} cannot be read: ${messageOf(error)}. Correct the file.`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function findCdk8sCli(folder: string): string {
  try {
    const manifest = createRequire(join(folder, 'package.json')).resolve('cdk8s-cli/package.json');
    return join(dirname(manifest), 'bin', 'cdk8s');
  } catch {
    throw new Failure(
      2,
      `cdk8s.yaml has validations or a synthConfig, and cdk8s-cli is not installed for ${folder}. ` +
        'Run "npm install --save-dev cdk8s-cli" there.',
    );
  }
}
