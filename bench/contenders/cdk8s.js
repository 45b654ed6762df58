/* cdk8s's own App. */
const { App, YamlOutputType } = require('cdk8s');
const { fill } = require('../inputs/host-app.js');

exports.prepare = ({ layout, ...input }, outdir) => {
  const app = new App({ outdir, yamlOutputType: YamlOutputType[layout] });
  fill(app, input);
  return () => app.synth();
};
