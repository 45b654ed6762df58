import { objectText, testRule } from './rule-tester';

const policy = (spec: string) => objectText('security.istio.io/v1', 'PeerAuthentication', spec);

testRule('peer-authentication-ports', 'error', {
  valid: [policy('{}'), policy('{ portLevelMtls: { 1: {}, 65535: {} } }'), policy('{ portLevelMtls: null }')],
  invalid: [
    {
      object: policy('{ portLevelMtls: {} }'),
      violations: [
        {
          path: 'spec.portLevelMtls',
          message: 'portLevelMtls is empty, and istiod refuses that',
          fix: 'Name a port, or remove it',
        },
      ],
    },
    {
      object: policy('{ portLevelMtls: { 0: {}, 65536: {}, http: {}, "80.5": {} } }'),
      violations: [
        {
          path: 'spec.portLevelMtls["0"]',
          message: 'Port "0" of portLevelMtls is not between 1 and 65535',
          fix: 'Use the port of the workload, which may differ from that of its Service',
        },
        {
          path: 'spec.portLevelMtls["65536"]',
          message: 'Port "65536" of portLevelMtls is not between 1 and 65535',
          fix: 'Use the port of the workload, which may differ from that of its Service',
        },
        {
          path: 'spec.portLevelMtls.http',
          message: 'Port "http" of portLevelMtls is not between 1 and 65535',
          fix: 'Use the port of the workload, which may differ from that of its Service',
        },
        {
          path: 'spec.portLevelMtls["80.5"]',
          message: 'Port "80.5" of portLevelMtls is not between 1 and 65535',
          fix: 'Use the port of the workload, which may differ from that of its Service',
        },
      ],
    },
  ],
});
