import { SecureIngressApp } from 'cdk8s-secure-ingress';
import { addScenarios, MeshStrict, parseSettings, type Settings, SettingsError } from 'cdk8s-secure-ingress/charts';

const settings: Settings = parseSettings('hipstershop-http:\n  ingressIp: 203.0.113.10\n', 'settings.yaml');
const app = new SecureIngressApp();
addScenarios(app, settings);
new MeshStrict(app, 'strict', { clients: 'explicit' });
console.log(app.synthYaml());

try {
  parseSettings('hipstershop-http:\n  ingressIp: 203.0.113\n', 'settings.yaml');
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
}

// @ts-expect-error: types that come out as any would take this.
export const wrong: number = settings['hipstershop-http'];
