import { objectText, testRule } from './rule-tester';

const policy = (selector: string) =>
  objectText('security.istio.io/v1', 'PeerAuthentication', `{ selector: ${selector} }`);
const sidecar = (selector: string) =>
  objectText('networking.istio.io/v1', 'Sidecar', `{ workloadSelector: ${selector} }`);
const rule = (selector: string) =>
  objectText('networking.istio.io/v1', 'DestinationRule', `{ workloadSelector: ${selector} }`);

testRule('selector-labels', 'error', {
  valid: [
    policy('{ matchLabels: { app: web, "example.com/tier": "" } }'),
    policy('null'),
    policy('{}'),
    sidecar('{ labels: { app: web } }'),
    sidecar('{ matchLabels: { app: "*" } }'),
    rule('{ matchLabels: { app: web } }'),
  ],
  invalid: [
    {
      object: policy('{ matchLabels: { "": web } }'),
      violations: [
        {
          path: 'spec.selector.matchLabels[""]',
          message: 'Label ": web" of the selector has no key',
          fix: 'Give its key, or remove it',
        },
      ],
    },
    {
      object: policy('{ matchLabels: { app: "web-*", "a*": b, fine: fine } }'),
      violations: [
        {
          path: 'spec.selector.matchLabels.app',
          message: 'Label "app: web-*" of the selector has a "*", and selectors know no wildcards',
          fix: 'Write the whole label',
        },
        {
          path: 'spec.selector.matchLabels["a*"]',
          message: 'Label "a*: b" of the selector has a "*", and selectors know no wildcards',
          fix: 'Write the whole label',
        },
      ],
    },
    {
      object: sidecar('{ labels: { app: "*" } }'),
      violations: [
        {
          path: 'spec.workloadSelector.labels.app',
          message: 'Label "app: *" of the selector has a "*", and selectors know no wildcards',
          fix: 'Write the whole label',
        },
      ],
    },
    {
      object: rule('{ matchLabels: { "*": web } }'),
      violations: [
        {
          path: 'spec.workloadSelector.matchLabels["*"]',
          message: 'Label "*: web" of the selector has a "*", and selectors know no wildcards',
          fix: 'Write the whole label',
        },
      ],
    },
    {
      object: objectText('networking.istio.io/v1', 'ServiceEntry', '{ workloadSelector: { labels: { "": "*" } } }'),
      violations: [
        {
          path: 'spec.workloadSelector.labels[""]',
          message: 'Label ": *" of the selector has no key',
          fix: 'Give its key, or remove it',
        },
      ],
    },
    {
      object: objectText('telemetry.istio.io/v1', 'Telemetry', '{ selector: { matchLabels: { app: "*" } } }'),
      violations: [
        {
          path: 'spec.selector.matchLabels.app',
          message: 'Label "app: *" of the selector has a "*", and selectors know no wildcards',
          fix: 'Write the whole label',
        },
      ],
    },
    {
      object: objectText(
        'networking.istio.io/v1alpha3',
        'EnvoyFilter',
        '{ workloadSelector: { labels: { app: "*" } } }',
      ),
      violations: [
        {
          path: 'spec.workloadSelector.labels.app',
          message: 'Label "app: *" of the selector has a "*", and selectors know no wildcards',
          fix: 'Write the whole label',
        },
      ],
    },
    {
      object: objectText('networking.istio.io/v1beta1', 'ProxyConfig', '{ selector: { matchLabels: { app: "*" } } }'),
      violations: [
        {
          path: 'spec.selector.matchLabels.app',
          message: 'Label "app: *" of the selector has a "*", and selectors know no wildcards',
          fix: 'Write the whole label',
        },
      ],
    },
  ],
});

testRule('selector-empty', 'warning', {
  valid: [policy('{ matchLabels: { app: web } }'), policy('null'), sidecar('{ labels: { app: web } }'), rule('null')],
  invalid: [
    {
      object: policy('{}'),
      violations: [
        {
          path: 'spec.selector',
          message: 'The selector has no labels, so this PeerAuthentication applies as widely as without it',
          fix: 'Give it labels, or remove it',
        },
      ],
    },
    {
      object: policy('{ matchLabels: {} }'),
      violations: [
        {
          path: 'spec.selector',
          message: 'The selector has no labels, so this PeerAuthentication applies as widely as without it',
          fix: 'Give it labels, or remove it',
        },
      ],
    },
    {
      object: sidecar('{}'),
      violations: [
        {
          path: 'spec.workloadSelector',
          message: 'The workloadSelector has no labels, so this Sidecar applies as widely as without it',
          fix: 'Give it labels, or remove it',
        },
      ],
    },
    {
      object: sidecar('{ matchLabels: { app: web } }'),
      violations: [
        {
          path: 'spec.workloadSelector',
          message: 'The workloadSelector has no labels, so this Sidecar applies as widely as without it',
          fix: 'Give it labels, or remove it',
        },
      ],
    },
    {
      object: rule('{ matchLabels: null }'),
      violations: [
        {
          path: 'spec.workloadSelector',
          message: 'The workloadSelector has no labels, so this DestinationRule applies as widely as without it',
          fix: 'Give it labels, or remove it',
        },
      ],
    },
    {
      object: objectText('networking.istio.io/v1', 'ServiceEntry', '{ workloadSelector: { labels: {} } }'),
      violations: [
        {
          path: 'spec.workloadSelector',
          message: 'The workloadSelector has no labels, so this ServiceEntry applies as widely as without it',
          fix: 'Give it labels, or remove it',
        },
      ],
    },
    {
      object: objectText('security.istio.io/v1', 'AuthorizationPolicy', '{ selector: {} }'),
      violations: [
        {
          path: 'spec.selector',
          message: 'The selector has no labels, so this AuthorizationPolicy applies as widely as without it',
          fix: 'Give it labels, or remove it',
        },
      ],
    },
  ],
});
