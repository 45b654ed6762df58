import { objectText, testRule } from './rule-tester';

const rule = (spec: string) => objectText('networking.istio.io/v1', 'DestinationRule', spec);
const pool = (settings: string) => rule(`{ trafficPolicy: { connectionPool: ${settings} } }`);
const portPool = (settings: string) =>
  rule(`{ trafficPolicy: { portLevelSettings: [{ connectionPool: ${settings} }] } }`);
const sidecar = (spec: string) => objectText('networking.istio.io/v1', 'Sidecar', spec);

testRule('connection-pool-empty', 'error', {
  valid: [
    pool('{ http: {} }'),
    pool('{ tcp: {} }'),
    pool('null'),
    rule('{}'),
    sidecar('{ inboundConnectionPool: { tcp: {} } }'),
  ],
  invalid: [
    {
      object: pool('{}'),
      violations: [
        {
          path: 'spec.trafficPolicy.connectionPool',
          message: 'The connection pool has neither http nor tcp settings, and istiod refuses that',
          fix: 'Fill it, or remove it',
        },
      ],
    },
    {
      object: portPool('{ http: null }'),
      violations: [
        {
          path: 'spec.trafficPolicy.portLevelSettings[0].connectionPool',
          message: 'The connection pool has neither http nor tcp settings, and istiod refuses that',
          fix: 'Fill it, or remove it',
        },
      ],
    },
    {
      object: sidecar('{ inboundConnectionPool: {}, ingress: [{ connectionPool: {} }] }'),
      violations: [
        {
          path: 'spec.inboundConnectionPool',
          message: 'The connection pool has neither http nor tcp settings, and istiod refuses that',
          fix: 'Fill it, or remove it',
        },
        {
          path: 'spec.ingress[0].connectionPool',
          message: 'The connection pool has neither http nor tcp settings, and istiod refuses that',
          fix: 'Fill it, or remove it',
        },
      ],
    },
  ],
});

testRule('connection-pool-counts', 'error', {
  valid: [
    pool('{ http: { http1MaxPendingRequests: 0, http2MaxRequests: 1, maxRequestsPerConnection: 1, maxRetries: 3 } }'),
    pool('{ http: { maxConcurrentStreams: 100 }, tcp: { maxConnections: 1 } }'),
  ],
  invalid: [
    {
      object: pool('{ http: { http1MaxPendingRequests: -1, http2MaxRequests: -2, maxRequestsPerConnection: -3 } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.connectionPool.http.http1MaxPendingRequests',
          message: 'http1MaxPendingRequests is -1, and a limit is not negative',
          fix: 'Use 0 for the default, or a positive number',
        },
        {
          path: 'spec.trafficPolicy.connectionPool.http.http2MaxRequests',
          message: 'http2MaxRequests is -2, and a limit is not negative',
          fix: 'Use 0 for the default, or a positive number',
        },
        {
          path: 'spec.trafficPolicy.connectionPool.http.maxRequestsPerConnection',
          message: 'maxRequestsPerConnection is -3, and a limit is not negative',
          fix: 'Use 0 for the default, or a positive number',
        },
      ],
    },
    {
      object: portPool('{ http: { maxRetries: -1, maxConcurrentStreams: -1 } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.portLevelSettings[0].connectionPool.http.maxRetries',
          message: 'maxRetries is -1, and a limit is not negative',
          fix: 'Use 0 for the default, or a positive number',
        },
        {
          path: 'spec.trafficPolicy.portLevelSettings[0].connectionPool.http.maxConcurrentStreams',
          message: 'maxConcurrentStreams is -1, and a limit is not negative',
          fix: 'Use 0 for the default, or a positive number',
        },
      ],
    },
    {
      object: pool('{ tcp: { maxConnections: -1 } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.connectionPool.tcp.maxConnections',
          message: 'maxConnections is -1, and a limit is not negative',
          fix: 'Use 0 for the default, or a positive number',
        },
      ],
    },
    {
      object: sidecar('{ inboundConnectionPool: { tcp: { maxConnections: -1 } } }'),
      violations: [
        {
          path: 'spec.inboundConnectionPool.tcp.maxConnections',
          message: 'maxConnections is -1, and a limit is not negative',
          fix: 'Use 0 for the default, or a positive number',
        },
      ],
    },
    {
      object: sidecar('{ ingress: [null, { connectionPool: { http: { maxRetries: -1 } } }] }'),
      violations: [
        {
          path: 'spec.ingress[1].connectionPool.http.maxRetries',
          message: 'maxRetries is -1, and a limit is not negative',
          fix: 'Use 0 for the default, or a positive number',
        },
      ],
    },
  ],
});

testRule('connection-pool-durations', 'error', {
  valid: [
    pool(
      '{ http: { idleTimeout: 1ms }, tcp: { connectTimeout: 1.5s, maxConnectionDuration: 1h30m, idleTimeout: 5s } }',
    ),
    pool('{ tcp: { tcpKeepalive: { time: 7200s, interval: 75s } } }'),
    pool('{ tcp: { idleTimeout: 0s } }'),
    pool('{ tcp: { idleTimeout: 0ms } }'),
    pool('{ tcp: { idleTimeout: -500us } }'),
    pool('{ http: { idleTimeout: null } }'),
  ],
  invalid: [
    {
      object: pool('{ http: { idleTimeout: 0s } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.connectionPool.http.idleTimeout',
          message: 'idleTimeout "0s" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: pool('{ http: { idleTimeout: 1.5ms }, tcp: { connectTimeout: 10us, maxConnectionDuration: "5" } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.connectionPool.http.idleTimeout',
          message: 'idleTimeout "1.5ms" is not a whole number of milliseconds',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
        {
          path: 'spec.trafficPolicy.connectionPool.tcp.connectTimeout',
          message: 'connectTimeout "10us" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
        {
          path: 'spec.trafficPolicy.connectionPool.tcp.maxConnectionDuration',
          message: 'maxConnectionDuration "5" is not a duration such as 1h, 1m30s, 1.5s or 10ms',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: pool('{ tcp: { idleTimeout: -1s } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.connectionPool.tcp.idleTimeout',
          message: 'idleTimeout "-1s" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: pool('{ tcp: { idleTimeout: 1d } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.connectionPool.tcp.idleTimeout',
          message: 'idleTimeout "1d" is not a duration such as 1h, 1m30s, 1.5s or 10ms',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: portPool('{ tcp: { tcpKeepalive: { time: 0s, interval: "" } } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.portLevelSettings[0].connectionPool.tcp.tcpKeepalive.time',
          message: 'time "0s" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
        {
          path: 'spec.trafficPolicy.portLevelSettings[0].connectionPool.tcp.tcpKeepalive.interval',
          message: 'interval "" is not a duration such as 1h, 1m30s, 1.5s or 10ms',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: sidecar('{ inboundConnectionPool: { http: { idleTimeout: -1s } } }'),
      violations: [
        {
          path: 'spec.inboundConnectionPool.http.idleTimeout',
          message: 'idleTimeout "-1s" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
  ],
});

testRule('connection-pool-upgrade', 'error', {
  valid: [
    pool('{ http: { h2UpgradePolicy: UPGRADE } }'),
    pool('{ http: { useClientProtocol: true, h2UpgradePolicy: DO_NOT_UPGRADE } }'),
    pool('{ http: { useClientProtocol: false, h2UpgradePolicy: UPGRADE } }'),
  ],
  invalid: [
    {
      object: pool('{ http: { useClientProtocol: true, h2UpgradePolicy: UPGRADE } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.connectionPool.http.useClientProtocol',
          message:
            "useClientProtocol keeps the client's protocol, and h2UpgradePolicy UPGRADE makes it HTTP/2: istiod refuses both",
          fix: 'Keep one of the two',
        },
      ],
    },
    {
      object: sidecar('{ inboundConnectionPool: { http: { useClientProtocol: true, h2UpgradePolicy: UPGRADE } } }'),
      violations: [
        {
          path: 'spec.inboundConnectionPool.http.useClientProtocol',
          message:
            "useClientProtocol keeps the client's protocol, and h2UpgradePolicy UPGRADE makes it HTTP/2: istiod refuses both",
          fix: 'Keep one of the two',
        },
      ],
    },
  ],
});
