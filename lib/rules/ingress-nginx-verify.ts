import type { Manifest } from '../manifest/manifest';
import { INGRESS } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { lacksCa, nginxFindsCa } from './ingress-authority';
import { followsNginx, isNginx, nginxSetting, secretParts } from './ingress-nginx-settings';
import type { MeshRule, Violation } from './rule';

const SWITCHES: readonly (readonly [name: string, effect: string])[] = [
  ['proxy-ssl-verify', "that the controller does not verify the gateway's certificate, and speaks to anyone"],
  ['proxy-ssl-server-name', 'that the controller sends no server name (SNI)'],
];

/** Traefik needs no word to send a name. */
function misspelt(manifest: Manifest, mesh: Mesh): readonly Violation[] {
  return SWITCHES.slice(0, isNginx(manifest, mesh) ? 2 : 1).flatMap(([name, effect]) => {
    const { text, path } = nginxSetting(manifest, name);
    if (text === '' || text === 'on' || text === 'off') return [];
    const message = `ingress-nginx takes "${text}" for "off", as it does all words but "on", so ${effect}`;
    return { path, message, fix: 'Set it to "on"', replacement: { path, value: 'on' } };
  });
}

function unverified(manifest: Manifest, mesh: Mesh): Violation | undefined {
  const { text, path } = nginxSetting(manifest, 'proxy-ssl-verify');
  const secret = secretParts(manifest);
  if (text !== 'on' || secret === undefined || !lacksCa(secret, nginxFindsCa, mesh)) return undefined;
  const message = `Secret "${secret.namespace}/${secret.name}" of proxy-ssl-secret has no "ca.crt", and without that ingress-nginx leaves verification out, so that the controller speaks to anyone`;
  return { path, message, fix: `Put the CA of the gateway's certificate into the Secret as "ca.crt"` };
}

export const ingressNginxVerify: MeshRule = {
  id: 'ingress-nginx-verify',
  code: 'SI0202',
  severity: 'error',
  kinds: [INGRESS],
  summary: 'An Ingress that asks ingress-nginx to verify its backend is understood.',
  check(manifest, { mesh, report }) {
    if (!followsNginx(manifest, mesh) || nginxSetting(manifest, 'proxy-ssl-secret').text === '') return;
    for (const violation of misspelt(manifest, mesh)) report(violation);
    const violation = unverified(manifest, mesh);
    if (violation !== undefined) report(violation);
  },
};
