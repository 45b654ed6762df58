/* The component that kosko finds here: the hosts as classes of @kubernetes-models. */
const { certificate, destinationRule, gateway, indexes, virtualService } = require('../../inputs/hosts.js');

let objects = [];

module.exports = () => objects;

/** Makes the objects before they are asked for: cdk8s's constructs are not made in the measured step either. */
module.exports.load = async (hosts) => {
  const { Certificate } = await import('@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate');
  const { DestinationRule } = await import('@kubernetes-models/istio/networking.istio.io/v1/DestinationRule');
  const { Gateway } = await import('@kubernetes-models/istio/networking.istio.io/v1/Gateway');
  const { VirtualService } = await import('@kubernetes-models/istio/networking.istio.io/v1/VirtualService');
  objects = indexes(hosts).flatMap((index) => [
    new Certificate(certificate(index)),
    new Gateway(gateway(index)),
    new VirtualService(virtualService(index)),
    new DestinationRule(destinationRule(index)),
  ]);
};
