import { clients, strict } from './rows';
import { testScenario } from './scenario-tester';

testScenario('mesh-strict', {
  objects: `
    -8 DestinationRule istio-system/default
    -8 DestinationRule istio-system/kube-system-plaintext
    -8 DestinationRule istio-system/kubernetes-default-plaintext
    -8 PeerAuthentication istio-system/default`,
  rows: [
    ...strict('istio-system'),
    ...clients('istio-system', 'default', '*.local', 'ISTIO_MUTUAL'),
    ...clients('istio-system', 'kubernetes-default-plaintext', 'kubernetes.default.svc.cluster.local', 'DISABLE'),
    ...clients('istio-system', 'kube-system-plaintext', '*.kube-system.svc.cluster.local', 'DISABLE'),
  ],
  variants: {
    'automatic mTLS': {
      removed: [
        '-8 DestinationRule istio-system/default',
        '-8 DestinationRule istio-system/kube-system-plaintext',
        '-8 DestinationRule istio-system/kubernetes-default-plaintext',
      ],
      rows: strict('istio-system'),
    },
    'further Services without sidecars': {
      added: ['-8 DestinationRule istio-system/db-data-plaintext', '-8 DestinationRule istio-system/legacy-plaintext'],
      rows: [
        ...clients('istio-system', 'db-data-plaintext', 'db.data.svc.cluster.local', 'DISABLE'),
        ...clients('istio-system', 'legacy-plaintext', '*.legacy.svc.cluster.local', 'DISABLE'),
      ],
    },
  },
});
