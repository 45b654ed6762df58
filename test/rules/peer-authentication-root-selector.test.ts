import { testMeshRule } from './mesh-rule-tester';
import { policy, STRICT } from './mutual-tls';

const SELECTED = `selector: { matchLabels: { app: web } }, ${STRICT}`;

testMeshRule('peer-authentication-root-selector', {
  valid: [
    { name: 'the mesh', objects: policy('default', STRICT, 'istio-system') },
    { name: 'a workload of another namespace', objects: policy('web', SELECTED) },
    { name: 'an empty selector', objects: policy('default', `selector: {}, ${STRICT}`, 'istio-system') },
    {
      name: 'another root namespace',
      objects: policy('web', SELECTED, 'istio-system'),
      mesh: { rootNamespace: 'mesh' },
    },
  ],
  invalid: [
    {
      name: 'a workload of the root namespace',
      objects: policy('web', SELECTED, 'istio-system'),
      findings: [
        {
          on: 'PeerAuthentication istio-system/web',
          path: 'spec.selector',
          message:
            '"istio-system" is the root namespace, whose policies are for the whole mesh: istiod ignores one with a selector there, so that nothing of it is in force',
          fix: 'Remove the selector if the mesh is meant, else move the policy to the namespace of the workload',
        },
      ],
    },
    {
      name: 'of another root namespace',
      objects: policy('web', SELECTED, 'mesh').replace('/v1', '/v1beta1'),
      mesh: { rootNamespace: 'mesh' },
      findings: [
        {
          on: 'PeerAuthentication mesh/web',
          path: 'spec.selector',
          message:
            '"mesh" is the root namespace, whose policies are for the whole mesh: istiod ignores one with a selector there, so that nothing of it is in force',
          fix: 'Remove the selector if the mesh is meant, else move the policy to the namespace of the workload',
        },
      ],
    },
  ],
});
