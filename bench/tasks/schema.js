/* Objects of one kind against their schema, again and again. */
const { fromObject } = require('../../build/lib/manifest/from-object.js');
const { checkObject } = require('../../build/lib/schema/check-object.js');
const { objectsOfHosts } = require('../inputs/hosts.js');

exports.prepare = ({ hosts, kind }) => {
  const objects = objectsOfHosts(hosts)
    .filter((object) => object.kind === kind)
    .map((object) => fromObject(object));
  return () => {
    const faults = objects.flatMap((object) => checkObject(object).faults);
    return { objects: objects.length, faults: faults.length };
  };
};
