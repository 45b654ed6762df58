import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSettings } from '../charts';
import { parse } from '../lib/manifest/parse';
import { findingText } from '../lib/report/text';
import { verify } from '../lib/verify';
import { withWays } from '../scripts/scenario-table';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const blocks = [...README.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, content = '']) => content);

function blockWith(text: string): string {
  const [found, ...others] = blocks.filter((block) => block.startsWith(text));
  if (found === undefined || others.length > 0) throw new Error(`README.md needs one block that begins with ${text}`);
  return found;
}

test('wrong settings are told as the README says', () => {
  const source = blockWith('# my-settings.yaml');

  expect(() => parseSettings(source, 'my-settings.yaml')).toThrow(
    expect.objectContaining({ message: blockWith('my-settings.yaml:').trimEnd() }),
  );
});

test('a wrong manifest is told as the README says', () => {
  const source = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop/shop.example.com]
      tls: { mode: SIMPLE, credentialName: shop-tls }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop, namespace: shop }
spec:
  secretName: shop-tls
  dnsNames: [shop.example.com]
  issuerRef: { kind: ClusterIssuer, name: letsencrypt }
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: letsencrypt }
spec: { selfSigned: {} }
`;
  const { objects, source: file } = parse('shop.yaml', source);
  const context = parse('platform.yaml', readFileSync(join(__dirname, '..', 'platform.yaml'))).objects;
  const options = { color: false, lineOf: (_: string, line: number) => file.lineText(line) };
  const report = verify({ objects, context }).findings.map((finding) => findingText(finding, options));

  expect(report.map((text) => text.trimEnd())).toEqual([blockWith('shop.yaml:').trimEnd()]);
});

test('the table of the scenarios says what requests to dist/ meet; after a change, run npm run docs', () => {
  expect(README).toBe(withWays(README, join(__dirname, '..')));
});
