import { objectText, testRule } from './rule-tester';

const rule = (spec: string) => objectText('networking.istio.io/v1', 'DestinationRule', spec);
const balancer = (settings: string) => rule(`{ trafficPolicy: { loadBalancer: ${settings} } }`);
const hash = (settings: string) => balancer(`{ consistentHash: ${settings} }`);
const portHash = (settings: string) =>
  rule(`{ trafficPolicy: { portLevelSettings: [{ loadBalancer: { consistentHash: ${settings} } }] } }`);

testRule('load-balancer-cookie', 'error', {
  valid: [
    hash('{ httpCookie: { name: user, ttl: 0s } }'),
    hash('{ httpCookie: { name: user, attributes: [{ name: SameSite, value: Strict }, { name: Partitioned }] } }'),
    hash('{ httpHeaderName: x-user }'),
    balancer('{ simple: RANDOM }'),
  ],
  invalid: [
    {
      object: hash('{ httpCookie: {} }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.name',
          message: 'The cookie has no name, so nothing could be hashed',
          fix: 'Name it',
        },
      ],
    },
    {
      object: hash('{ httpCookie: { name: user, attributes: [{ name: a }, { value: b }, null, { name: a }] } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes[1].name',
          message: 'The cookie attribute has no name',
          fix: 'Name it, or remove it',
        },
        {
          path: 'spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes[2].name',
          message: 'The cookie attribute has no name',
          fix: 'Name it, or remove it',
        },
        {
          path: 'spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes[3].name',
          message: 'Cookie attribute "a" is given before, and istiod refuses it twice',
          fix: 'Keep one of the two',
        },
      ],
    },
    {
      object: portHash('{ httpCookie: { name: "" } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.portLevelSettings[0].loadBalancer.consistentHash.httpCookie.name',
          message: 'The cookie has no name, so nothing could be hashed',
          fix: 'Name it',
        },
      ],
    },
  ],
});

testRule('load-balancer-maglev', 'error', {
  valid: [
    hash('{ maglev: { tableSize: 65537 } }'),
    hash('{ maglev: { tableSize: 4999999 } }'),
    hash('{ maglev: { tableSize: 2 } }'),
    hash('{ maglev: { tableSize: 1 } }'),
    hash('{ ringHash: { minimumRingSize: 1000 } }'),
    hash('{}'),
  ],
  invalid: [
    {
      object: hash('{ maglev: {} }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize',
          message: 'The Maglev table has no size',
          fix: 'Use a prime number such as 65537',
        },
      ],
    },
    {
      object: hash('{ maglev: { tableSize: 65536 } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize',
          message: 'Maglev table size 65536 is no prime number',
          fix: 'Use a prime number such as 65537',
        },
      ],
    },
    {
      object: hash('{ maglev: { tableSize: 25 } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize',
          message: 'Maglev table size 25 is no prime number',
          fix: 'Use a prime number such as 65537',
        },
      ],
    },
    {
      object: hash('{ maglev: { tableSize: 5000011 } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize',
          message: 'Maglev table size 5000011 is not below 5000011',
          fix: 'Use a prime number such as 65537',
        },
      ],
    },
    {
      object: portHash('{ maglev: { tableSize: 9 } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.portLevelSettings[0].loadBalancer.consistentHash.maglev.tableSize',
          message: 'Maglev table size 9 is no prime number',
          fix: 'Use a prime number such as 65537',
        },
      ],
    },
  ],
});

testRule('load-balancer-ring-size', 'error', {
  valid: [
    hash('{ minimumRingSize: 1024 }'),
    hash('{ minimumRingSize: 0, maglev: { tableSize: 65537 } }'),
    hash('{ ringHash: { minimumRingSize: 1024 } }'),
  ],
  invalid: [
    {
      object: hash('{ minimumRingSize: 1024, maglev: { tableSize: 65537 } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.consistentHash.minimumRingSize',
          message: 'minimumRingSize 1024 stands beside maglev, and istiod refuses both',
          fix: 'Use `ringHash.minimumRingSize`, or maglev alone',
        },
      ],
    },
    {
      object: portHash('{ minimumRingSize: 1, ringHash: {} }'),
      violations: [
        {
          path: 'spec.trafficPolicy.portLevelSettings[0].loadBalancer.consistentHash.minimumRingSize',
          message: 'minimumRingSize 1 stands beside ringHash, and istiod refuses both',
          fix: 'Use `ringHash.minimumRingSize`, or maglev alone',
        },
      ],
    },
  ],
});

testRule('load-balancer-ring-size-old', 'warning', {
  valid: [
    hash('{ ringHash: { minimumRingSize: 1024 } }'),
    hash('{ minimumRingSize: 1024, ringHash: { minimumRingSize: 1024 } }'),
    hash('{ minimumRingSize: 0 }'),
  ],
  invalid: [
    {
      object: hash('{ minimumRingSize: 1024 }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.consistentHash.minimumRingSize',
          message: 'minimumRingSize 1024 of consistentHash is deprecated',
          fix: 'Move it to `ringHash.minimumRingSize`',
        },
      ],
    },
    {
      object: portHash('{ useSourceIp: true, minimumRingSize: 1 }'),
      violations: [
        {
          path: 'spec.trafficPolicy.portLevelSettings[0].loadBalancer.consistentHash.minimumRingSize',
          message: 'minimumRingSize 1 of consistentHash is deprecated',
          fix: 'Move it to `ringHash.minimumRingSize`',
        },
      ],
    },
  ],
});

testRule('load-balancer-warmup', 'error', {
  valid: [
    balancer('{ warmup: { duration: 30s } }'),
    balancer('{ warmup: { duration: 30s, minimumPercent: 100, aggression: 1 } }'),
    balancer('{ warmup: { duration: 30s, minimumPercent: 10.5, aggression: 1.5 } }'),
    balancer('{ simple: RANDOM }'),
  ],
  invalid: [
    {
      object: balancer('{ warmup: {} }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.warmup.duration',
          message: 'The warm-up has no duration',
          fix: 'Set it, such as "30s"',
        },
      ],
    },
    {
      object: balancer('{ warmup: { duration: 0s } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.warmup.duration',
          message: 'duration "0s" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: balancer('{ warmup: { duration: 30s, minimumPercent: 100.5 } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.warmup.minimumPercent',
          message: 'minimumPercent is 100.5, more than 100',
          fix: 'Use a percentage',
        },
      ],
    },
    {
      object: balancer('{ warmup: { duration: 30s, aggression: 0 } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.warmup.aggression',
          message: 'aggression is 0, less than 1',
          fix: 'Use 1 or more',
        },
      ],
    },
    {
      object: balancer('{ warmup: { duration: 30s, aggression: 0.5 } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.warmup.aggression',
          message: 'aggression is 0.5, less than 1',
          fix: 'Use 1 or more',
        },
      ],
    },
  ],
});
