/* From the text of manifests, as YAML or as a JSON list, to the findings. */
const { parse } = require('../../build/lib/manifest/parse.js');
const { verify } = require('../../build/lib/verify.js');
const { stringify } = require('yaml');
const { objectsOfHosts } = require('../inputs/hosts.js');

const TEXTS = {
  'hosts.yaml': (objects) => objects.map((object) => stringify(object)).join('---\n'),
  'hosts.json': (objects) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
};

exports.prepare = ({ hosts, file, readOnly = false }) => {
  const text = Buffer.from(TEXTS[file](objectsOfHosts(hosts)));
  return () => {
    const { objects, notes } = parse(file, text);
    const findings = readOnly ? [] : verify({ objects, notes }).findings;
    return { objects: objects.length, findings: findings.length };
  };
};
