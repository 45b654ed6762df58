/* Plain objects, and the writer that our apps use: byte for byte what cdk8s makes of them. */
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { yamlText } = require('../../build/lib/rendering/yaml-text.js');
const { objectsOfHosts } = require('../inputs/hosts.js');

exports.prepare = ({ hosts }, outdir) => {
  const objects = objectsOfHosts(hosts);
  return () => writeFileSync(join(outdir, 'app.yaml'), objects.map(yamlText).join('---\n'));
};
