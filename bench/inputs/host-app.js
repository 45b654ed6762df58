/* The hosts as constructs, of the generated classes. */
const { Chart } = require('cdk8s');
const { Construct } = require('constructs');
const { Certificate } = require('../../build/imports/cert-manager.io.js');
const { DestinationRule, Gateway, VirtualService } = require('../../build/imports/networking.istio.io.js');
const { certificate, destinationRule, gateway, indexes, virtualService } = require('./hosts.js');
const { SHAPES } = require('./shapes.js');

class Host extends Construct {
  constructor(scope, index) {
    super(scope, `host-${index}`);
    this.objects = [
      new Certificate(this, 'certificate', certificate(index)),
      new Gateway(this, 'gateway', gateway(index)),
      new VirtualService(this, 'routes', virtualService(index)),
      new DestinationRule(this, 'settings', destinationRule(index)),
    ];
  }
}

/**
 * Fills an app of either kind with the same constructs: so many hosts, divided among charts, with dependencies of a shape
 * (see shapes.js) between the charts, or between all objects.
 */
function fill(app, { hosts, charts = 1, shape = 'none', between = 'charts', width = 10 }) {
  const made = indexes(charts).map((index) => new Chart(app, `chart-${index}`));
  const objects = indexes(hosts).flatMap(
    (index) => new Host(made[Math.floor((index * charts) / hosts)], index).objects,
  );
  const places = between === 'charts' ? made : objects;
  for (const [one, other] of SHAPES[shape](places.length, width)) places[one].node.addDependency(places[other]);
}

module.exports = { fill };
