/* JSON.stringify: the floor. JSON is YAML, so that this is a stream of documents as well. */
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { objectsOfHosts } = require('../inputs/hosts.js');

exports.prepare = ({ hosts }, outdir) => {
  const objects = objectsOfHosts(hosts);
  return () => writeFileSync(join(outdir, 'app.yaml'), objects.map((object) => JSON.stringify(object)).join('\n---\n'));
};
