/* SecureIngressApp, in the same layouts and in its own: nothing is verified. */
const { YamlOutputType } = require('cdk8s');
const { SecureIngressApp } = require('../..');
const { fill } = require('../inputs/host-app.js');

exports.prepare = ({ layout, ...input }, outdir) => {
  const props = layout in YamlOutputType ? { yamlOutputType: YamlOutputType[layout] } : { layout };
  const app = new SecureIngressApp({ outdir, ...props });
  fill(app, input);
  return () => app.synth();
};
