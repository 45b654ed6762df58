/* VerifiedApp: schemas, CEL and all rules, over the hosts and, unless told otherwise, what the cluster has already. */
const { YamlOutputType } = require('cdk8s');
const { VerifiedApp } = require('../..');
const { clusterOf } = require('../inputs/cluster.js');
const { fill } = require('../inputs/host-app.js');

exports.prepare = ({ layout, context = true, ...input }, outdir) => {
  const props = layout in YamlOutputType ? { yamlOutputType: YamlOutputType[layout] } : { layout };
  const app = new VerifiedApp({ outdir, ...props, context: context ? clusterOf(input.hosts) : [] });
  fill(app, input);
  return () => app.synth();
};
