/* Who renders the hosts. */
const { spawnSync } = require('node:child_process');

const STOCK = { name: 'cdk8s', file: 'contenders/cdk8s.js', sameBytes: true };
const OURS = { name: 'SecureIngressApp', file: 'contenders/secure-ingress-app.js', limit: 300, sameBytes: true };
const VERIFIED = { name: 'VerifiedApp', file: 'contenders/verified-app.js', limit: 300, sameBytes: true };

const KOSKO = { file: 'contenders/kosko.js', absent: withoutKosko() };
/** Those that write objects without an app. */
const OTHERS = [
  { name: 'kosko, validated by schema', ...KOSKO, input: {} },
  { name: 'kosko, not validated', ...KOSKO, input: { validate: false } },
  { name: 'YAML writer of our apps', file: 'contenders/yaml-text.js', input: {} },
  { name: 'yaml', file: 'contenders/yaml.js', input: {} },
  { name: 'JSON.stringify', file: 'contenders/json.js', input: {} },
  { name: 'jsonnet', file: 'contenders/jsonnet.js', input: {}, absent: withoutJsonnet() },
];

function withoutKosko() {
  try {
    require.resolve('@kosko/generate');
    return undefined;
  } catch {
    return 'not installed: npm ci --prefix bench';
  }
}

function withoutJsonnet() {
  const { error } = spawnSync('jsonnet', ['--version']);
  return error === undefined ? undefined : 'not installed: apt-get install jsonnet';
}

/** Each contender for so many hosts in one file. */
function inOneFile(hosts) {
  const input = { hosts, layout: 'FILE_PER_APP' };
  return [
    { ...STOCK, input },
    { ...OURS, input },
    { ...VERIFIED, input },
    { ...VERIFIED, name: 'VerifiedApp, no context', input: { ...input, context: false } },
    ...OTHERS.map((other) => ({ ...other, input: { hosts, ...other.input } })),
  ];
}

module.exports = { inOneFile, OURS, STOCK, VERIFIED };
