/*
 * Bundles the command line and the verifier with the packages that they need: to find and open hundreds of small files
 * takes Node longer than to run them. The constructs are not among them, since they share cdk8s with the user's app.
 */
import { join, relative, sep } from 'node:path';
import { build } from 'rolldown';

const LIB = join(import.meta.dirname, '..', 'lib');

/**
 * What is required where it is needed becomes a file of its own, which stays unread until then. Packages are taken as
 * ES modules, as by everybody else who imports them, so that each is there once.
 */
const lazyModules = {
  name: 'lazy-modules',
  async resolveId(source, importer, { kind }) {
    if (kind !== 'require-call' || !importer?.startsWith(LIB) || source.endsWith('.json')) return undefined;
    const resolved = await this.resolve(source, importer, { kind: 'import-statement', skipSelf: true });
    if (!resolved || resolved.external) return undefined;
    const fileName = source.startsWith('.') ? nameOf(resolved.id) : `${source.split('/').at(-1)}.js`;
    this.emitFile({ type: 'chunk', id: resolved.id, fileName });
    return { id: `./${fileName}`, external: true };
  },
};

/** commander starts commands that are programs of their own with `node:child_process`; it has none here. */
const noExecutables = {
  name: 'no-executables',
  resolveId(source, importer) {
    return source === 'node:child_process' && importer?.includes('commander') ? '\0no-executables' : undefined;
  },
  load(id) {
    return id === '\0no-executables' ? 'module.exports = {};' : undefined;
  },
};

function nameOf(path) {
  return relative(LIB, path).replace('.ts', '.js').replaceAll(sep, '-');
}

await build({
  input: {
    cli: join(LIB, 'cli.ts'),
    verifier: join(LIB, 'verifier.ts'),
    'run-app': join(LIB, 'launcher', 'run-app.ts'),
  },
  platform: 'node',
  // A linked folder would bring the machine's paths into the comments.
  resolve: { symlinks: false },
  plugins: [lazyModules, noExecutables],
  output: {
    dir: join(LIB, '..', 'build', 'bundle'),
    format: 'cjs',
    cleanDir: true,
    chunkFileNames: 'shared-[name].js',
  },
  // What is not found, or means something else in a bundle, is no matter of taste.
  onLog: (level, { message }) => {
    throw new Error(`${level}: ${message}`);
  },
});
