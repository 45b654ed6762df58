import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, objectsIn, render, SCENARIOS, type ScenarioName, settingsWith } from './rendering';
import { VARIANTS } from './variants';

export const SECOND_SETTINGS = readFileSync(join(__dirname, 'second-settings.yaml'), 'utf8');

export interface Output {
  readonly name: string;
  readonly scenario: ScenarioName;
  readonly objects: readonly Manifest[];
}

/** Every scenario with the sample settings, with each variant of them, and with the second settings. */
export const OUTPUTS: readonly Output[] = SCENARIOS.flatMap((scenario) => [
  output(scenario, 'sample settings'),
  ...Object.entries<Readonly<Record<string, string>>>(VARIANTS[scenario]).map(([name, changes]) =>
    output(scenario, name, settingsWith(changes)),
  ),
  output(scenario, 'second settings', SECOND_SETTINGS),
]);

function output(scenario: ScenarioName, name: string, settings?: string): Output {
  return { name: `${scenario}: ${name}`, scenario, objects: objectsIn(render(scenario, settings)) };
}
