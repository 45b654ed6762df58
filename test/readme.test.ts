import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSettings } from '../charts';
import { parse } from '../lib/manifest/parse';
import { findingText } from '../lib/report/text';
import { verify } from '../lib/verify';

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
  const source = [
    'apiVersion: networking.istio.io/v1',
    'kind: Gateway',
    'metadata: { name: shop, namespace: shop }',
    'spec:',
    '  selector: { istio: ingressgateway }',
    '  servers:',
    '    - port: { number: 80, name: http, protocol: HTTP }',
    '      hosts: ["*foo.com"]',
  ].join('\n');
  const { objects, source: file } = parse('gateway.yaml', source);
  const options = { color: false, lineOf: (_: string, line: number) => file.lineText(line) };
  const report = verify({ objects }).findings.map((finding) => findingText(finding, options));

  expect(report.map((text) => text.trimEnd())).toEqual([blockWith('gateway.yaml:').trimEnd()]);
});
