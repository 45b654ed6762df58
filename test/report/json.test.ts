import { jsonReport } from '../../lib/report/json';

const coverage = {
  objects: 1,
  context: 0,
  withoutSchema: [],
  alternatives: [['a.yaml'], ['b.yaml']],
  skipped: [],
  unreadable: [],
  notApplicable: [],
  acknowledged: [],
};

/** Keys in another order than the report's, and one that is not for it. */
const finding = {
  construct: 'shop/routes',
  replacement: { value: 'shop/web', path: 'spec.gateways[0]' },
  refType: 'gateway',
  fix: 'Correct it',
  message: 'It is wrong',
  column: 7,
  line: 12,
  file: 'shop.yaml',
  path: 'spec.gateways[0]',
  resource: { name: 'web', namespace: '', kind: 'VirtualService', apiVersion: 'networking.istio.io/v1', value: {} },
  severity: 'error',
  code: 'IST0101',
  rule: 'gateway-missing',
} as const;

test('all keys, in their order', () => {
  expect(jsonReport({ findings: [finding], coverage })).toBe(`{
  "findings": [
    {
      "rule": "gateway-missing",
      "code": "IST0101",
      "severity": "error",
      "resource": {
        "apiVersion": "networking.istio.io/v1",
        "kind": "VirtualService",
        "namespace": "",
        "name": "web"
      },
      "path": "spec.gateways[0]",
      "file": "shop.yaml",
      "line": 12,
      "column": 7,
      "message": "It is wrong",
      "fix": "Correct it",
      "refType": "gateway",
      "replacement": {
        "path": "spec.gateways[0]",
        "value": "shop/web"
      },
      "construct": "shop/routes"
    }
  ],
  "coverage": {
    "objects": 1,
    "context": 0,
    "withoutSchema": [],
    "alternatives": [
      [
        "a.yaml"
      ],
      [
        "b.yaml"
      ]
    ],
    "skipped": [],
    "unreadable": [],
    "notApplicable": [],
    "acknowledged": []
  }
}
`);
});

test('keys that say nothing are left out', () => {
  const { construct: _, refType: __, replacement: ___, ...plain } = finding;
  const report = JSON.parse(jsonReport({ findings: [plain], coverage })) as { findings: object[] };

  expect(Object.keys(report.findings[0] ?? {})).toEqual([
    'rule',
    'code',
    'severity',
    'resource',
    'path',
    'file',
    'line',
    'column',
    'message',
    'fix',
  ]);
});

test('nothing found', () => {
  expect(JSON.parse(jsonReport({ findings: [], coverage }))).toEqual({ findings: [], coverage });
});

test('what would steer a terminal is there by its code, and reads as it was', () => {
  const name = 'a\u001b[31m\u0085\u009b\u007f\u202e\u200b\ufeff\u2028\u{e0041}<b>"\\\n\tö';
  const report = jsonReport({ findings: [{ ...finding, message: name }], coverage });

  expect(report.split('\n')[16]).toBe(
    '      "message": "a\\u001b[31m\\u0085\\u009b\\u007f\\u202e\\u200b\\ufeff\\u2028\\udb40\\udc41<b>\\"\\\\\\n\\tö",',
  );
  expect(JSON.parse(report)).toMatchObject({ findings: [{ message: name }] });
});
