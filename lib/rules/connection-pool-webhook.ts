import { parseDuration } from '../manifest/go-duration';
import type { Path } from '../manifest/manifest';
import { durationViolations } from './duration-fields';
import type { ObjectRule } from './rule';
import { connectionPoolsOf } from './traffic-policy';
import { refused } from './webhook-rule';

const KINDS = ['DestinationRule.networking.istio.io', 'Sidecar.networking.istio.io'];

const connectionPoolEmpty = refused({
  id: 'connection-pool-empty',
  kinds: KINDS,
  about: ['connectionPool', 'inboundConnectionPool'],
  summary: 'A connection pool has settings for HTTP or TCP.',
  check(manifest, report) {
    for (const pool of connectionPoolsOf(manifest)) {
      if (pool.get('http').isSet || pool.get('tcp').isSet) continue;
      const message = 'The connection pool has neither http nor tcp settings, and istiod refuses that';
      report({ path: pool.path, message, fix: 'Fill it, or remove it' });
    }
  },
});

const COUNTS: readonly Path[] = [
  ['http', 'http1MaxPendingRequests'],
  ['http', 'http2MaxRequests'],
  ['http', 'maxRequestsPerConnection'],
  ['http', 'maxRetries'],
  ['http', 'maxConcurrentStreams'],
  ['tcp', 'maxConnections'],
];

const connectionPoolCounts = refused({
  id: 'connection-pool-counts',
  kinds: KINDS,
  about: ['connectionPool', 'inboundConnectionPool'],
  summary: 'The limits of a connection pool are not negative.',
  check(manifest, report) {
    for (const { path, number } of connectionPoolsOf(manifest).flatMap((pool) => COUNTS.map((at) => pool.get(...at)))) {
      if (number >= 0) continue;
      const message = `${path.at(-1)} is ${number}, and a limit is not negative`;
      report({ path, message, fix: 'Use 0 for the default, or a positive number' });
    }
  },
});

const DURATIONS: readonly Path[] = [
  ['http', 'idleTimeout'],
  ['tcp', 'connectTimeout'],
  ['tcp', 'maxConnectionDuration'],
  ['tcp', 'tcpKeepalive', 'time'],
  ['tcp', 'tcpKeepalive', 'interval'],
];

const MILLISECOND = 1_000_000n;

/** Less than a millisecond counts as nothing, which turns the timeout off. */
function turnsOff(duration: string): boolean {
  const size = parseDuration(duration);
  return size !== undefined && size / MILLISECOND === 0n;
}

const connectionPoolDurations = refused({
  id: 'connection-pool-durations',
  kinds: KINDS,
  about: ['connectionPool', 'inboundConnectionPool'],
  summary: 'The times of a connection pool are durations of whole milliseconds.',
  check(manifest, report) {
    for (const pool of connectionPoolsOf(manifest)) {
      const idle = turnsOff(pool.get('tcp', 'idleTimeout').text) ? [] : [['tcp', 'idleTimeout']];
      durationViolations(pool, [...DURATIONS, ...idle]).forEach(report);
    }
  },
});

const connectionPoolUpgrade = refused({
  id: 'connection-pool-upgrade',
  kinds: KINDS,
  about: ['connectionPool', 'inboundConnectionPool'],
  summary: "Connections are upgraded to HTTP/2, or have the client's protocol.",
  check(manifest, report) {
    for (const pool of connectionPoolsOf(manifest)) {
      const client = pool.get('http', 'useClientProtocol');
      if (!client.flag || pool.get('http', 'h2UpgradePolicy').text !== 'UPGRADE') continue;
      const message =
        "useClientProtocol keeps the client's protocol, and h2UpgradePolicy UPGRADE makes it HTTP/2: istiod refuses both";
      report({ path: client.path, message, fix: 'Keep one of the two' });
    }
  },
});

export const CONNECTION_POOL_WEBHOOK_RULES: readonly ObjectRule[] = [
  connectionPoolCounts,
  connectionPoolDurations,
  connectionPoolEmpty,
  connectionPoolUpgrade,
];
