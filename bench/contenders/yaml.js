/* Plain objects, and the yaml package: no constructs, no order, no validation. */
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { stringify } = require('yaml');
const { objectsOfHosts } = require('../inputs/hosts.js');

exports.prepare = ({ hosts }, outdir) => {
  const objects = objectsOfHosts(hosts);
  return () => writeFileSync(join(outdir, 'app.yaml'), objects.map((object) => stringify(object)).join('---\n'));
};
