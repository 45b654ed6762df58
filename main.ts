import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { addScenarios, parseSettings, SettingsError } from './charts';
import { ContextError, VerifiedApp } from './lib';

/** The launcher sets the variable for `--settings FILE`, to an absolute path. */
const file = relative('', process.env.SECURE_INGRESS_SETTINGS ?? 'settings.yaml');

/** What the cluster has already. Whoever runs this app elsewhere may have no such file. */
const PLATFORM = 'platform.yaml';

function readSettings(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SettingsError(
      `${file}: cannot be read (${(error as Error).message}). Name another file with --settings.`,
    );
  }
}

try {
  const app = new VerifiedApp({ context: existsSync(PLATFORM) ? [PLATFORM] : [] });
  addScenarios(app, parseSettings(readSettings(), file));
  app.synth();
} catch (error) {
  // The launcher tells input that cannot be used (2) from charts that are refused (1).
  process.exitCode = error instanceof SettingsError || error instanceof ContextError ? 2 : 1;
  console.error((error as Error).message);
}
