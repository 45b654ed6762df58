/* All rules over objects in memory, with what the cluster has already. */
const { fromObject } = require('../../build/lib/manifest/from-object.js');
const { verify } = require('../../build/lib/verify.js');
const { clusterOf } = require('../inputs/cluster.js');
const { objectsAtOneGateway, objectsOfHosts } = require('../inputs/hosts.js');

exports.prepare = ({ hosts, oneGateway = false }) => {
  const made = oneGateway ? objectsAtOneGateway(hosts) : objectsOfHosts(hosts);
  const [objects, context] = [made, clusterOf(hosts)].map((list) => list.map((object) => fromObject(object)));
  return () => {
    const { findings } = verify({ objects, context });
    return { objects: objects.length, findings: findings.length };
  };
};
