import { gateway, gatewayPod, server } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const SERVER = server('a.com');

const FOUND = {
  on: 'Gateway shop/gw',
  path: 'spec.selector',
  message:
    'Without a selector the Gateway is for every gateway of the mesh, so its hosts are open on those of other teams and on internal ones, too',
  fix: "Set the labels of one gateway's Pods, such as `istio: ingressgateway`",
};

testMeshRule('gateway-selector-empty', {
  valid: [
    { name: 'a selector', objects: gateway('shop/gw', SERVER) + gatewayPod('edge/edge') },
    { name: 'a selector that selects nothing', objects: gateway('shop/gw', SERVER) },
    { name: 'a Gateway of the context', objects: '', context: gateway('shop/gw', SERVER, 'null') },
  ],
  invalid: [
    { name: 'no selector', objects: gateway('shop/gw', SERVER, 'null'), findings: [FOUND] },
    { name: 'an empty one', objects: gateway('shop/gw', SERVER, '{}', 'v1beta1'), findings: [FOUND] },
  ],
});
