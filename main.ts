import { readFileSync } from 'node:fs';
import { addScenarios, parseSettings, SettingsError } from './charts';
import { SecureIngressApp } from './lib';

/** Set by `secure-ingress synth --settings FILE`. */
const file = process.env.SECURE_INGRESS_SETTINGS ?? 'settings.yaml';

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
  const app = new SecureIngressApp();
  addScenarios(app, parseSettings(readSettings(), file));
  app.synth();
} catch (error) {
  // The launcher tells settings that cannot be used (2) from charts that cannot be rendered (1).
  process.exitCode = error instanceof SettingsError ? 2 : 1;
  console.error((error as Error).message);
}
