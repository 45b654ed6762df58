import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { addScenarios, parseSettings } from '../../charts';
import { SecureIngressApp } from '../../lib';

export const ROOT = join(__dirname, '../..');
export const SETTINGS = readFileSync(join(ROOT, 'settings.yaml'), 'utf8');

export const SCENARIOS = [
  'articles-locked',
  'articles-secure',
  'bookinfo-nlb',
  'foocorp',
  'hipstershop-dedicated-gateway',
  'hipstershop-http',
  'hipstershop-https',
  'httpbin-alb',
  'mesh-strict',
] as const;

export type ScenarioName = (typeof SCENARIOS)[number];

/** An object as it stands in a file. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** An app with the scenarios that these settings have a section for. */
export function appOf(settings: string): SecureIngressApp {
  const app = new SecureIngressApp();
  addScenarios(app, parseSettings(settings, 'settings.yaml'));
  return app;
}

/** The text of the scenario's file. */
export function render(scenario: ScenarioName, settings = SETTINGS): string {
  const { cluster = null, [scenario]: section = null }: Record<string, unknown> = parse(settings);
  return appOf(stringify({ cluster, [scenario]: section })).synthYaml();
}

export function objectsIn(text: string): Manifest[] {
  return parseAllDocuments(text).map((document) => document.toJS());
}

/** The sample settings with some keys of sections replaced, each given as the YAML of the section. */
export function settingsWith(changes: Readonly<Record<string, string>>): string {
  const settings: Record<string, object> = parse(SETTINGS);
  for (const [section, yaml] of Object.entries(changes)) settings[section] = { ...settings[section], ...parse(yaml) };
  return stringify(settings);
}
