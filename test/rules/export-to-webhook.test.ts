import { objectText, testRule } from './rule-tester';

const route = (exportTo: string, version = 'v1') =>
  objectText(`networking.istio.io/${version}`, 'VirtualService', `{ exportTo: ${exportTo} }`);
const entry = (exportTo: string) => objectText('networking.istio.io/v1', 'ServiceEntry', `{ exportTo: ${exportTo} }`);
const rule = (exportTo: string, selector = 'null') =>
  objectText('networking.istio.io/v1', 'DestinationRule', `{ exportTo: ${exportTo}, workloadSelector: ${selector} }`);
const SELECTOR = '{ matchLabels: { app: web } }';

testRule('export-to-entries', 'error', {
  valid: [
    route('[]'),
    route('["."]'),
    route('["*"]', 'v1beta1'),
    route('[prod, Test-1]', 'v1alpha3'),
    entry('["~"]'),
    rule('["*", "."]'),
    objectText('networking.istio.io/v1', 'VirtualService', '{}'),
  ],
  invalid: [
    {
      object: route('[prod, "a.b"]'),
      violations: [
        {
          path: 'spec.exportTo[1]',
          message: 'Entry "a.b" of exportTo is neither ".", "*" nor the name of a namespace',
          fix: 'Use ".", "*" or namespaces',
        },
      ],
    },
    {
      object: route('["~"]'),
      violations: [
        {
          path: 'spec.exportTo[0]',
          message: 'Entry "~" of exportTo exports to nobody, which only a ServiceEntry may, not a VirtualService',
          fix: 'Use ".", "*" or namespaces',
        },
      ],
    },
    {
      object: rule('["~"]'),
      violations: [
        {
          path: 'spec.exportTo[0]',
          message: 'Entry "~" of exportTo exports to nobody, which only a ServiceEntry may, not a DestinationRule',
          fix: 'Use ".", "*" or namespaces',
        },
      ],
    },
    {
      object: entry('["", "*x", "bad_name"]'),
      violations: [
        {
          path: 'spec.exportTo[0]',
          message: 'Entry "" of exportTo is neither ".", "*" nor the name of a namespace',
          fix: 'Use ".", "*" or namespaces',
        },
        {
          path: 'spec.exportTo[1]',
          message: 'Entry "*x" of exportTo is neither ".", "*" nor the name of a namespace',
          fix: 'Use ".", "*" or namespaces',
        },
        {
          path: 'spec.exportTo[2]',
          message: 'Entry "bad_name" of exportTo is neither ".", "*" nor the name of a namespace',
          fix: 'Use ".", "*" or namespaces',
        },
      ],
    },
    {
      object: entry('[null]'),
      violations: [
        {
          path: 'spec.exportTo[0]',
          message: 'Entry "" of exportTo is neither ".", "*" nor the name of a namespace',
          fix: 'Use ".", "*" or namespaces',
        },
      ],
    },
  ],
});

testRule('export-to-duplicates', 'error', {
  valid: [route('[".", other]'), route('["bad_name", "bad_name"]'), entry('["~", "*"]')],
  invalid: [
    {
      object: route('[".", "."]'),
      violations: [
        {
          path: 'spec.exportTo[1]',
          message: 'Entry "." of exportTo stands there before, and istiod refuses duplicates',
          fix: 'Remove one of the two',
        },
      ],
    },
    {
      object: route('[".", prod]'),
      violations: [
        {
          path: 'spec.exportTo[1]',
          message: 'Entry "prod" of exportTo stands there before as ".", and istiod refuses duplicates',
          fix: 'Remove one of the two',
        },
      ],
    },
    {
      object: route('[prod, "."]'),
      violations: [
        {
          path: 'spec.exportTo[1]',
          message: 'Entry "." of exportTo stands there before as "prod", and istiod refuses duplicates',
          fix: 'Remove one of the two',
        },
      ],
    },
    {
      object: entry('["*", "*"]'),
      violations: [
        {
          path: 'spec.exportTo[1]',
          message: 'Entry "*" of exportTo stands there before, and istiod refuses duplicates',
          fix: 'Remove one of the two',
        },
      ],
    },
    {
      object: entry('["~", "~"]'),
      violations: [
        {
          path: 'spec.exportTo[1]',
          message: 'Entry "~" of exportTo stands there before, and istiod refuses duplicates',
          fix: 'Remove one of the two',
        },
      ],
    },
    {
      object: rule('[a, b, a, a]'),
      violations: [
        {
          path: 'spec.exportTo[2]',
          message: 'Entry "a" of exportTo stands there before, and istiod refuses duplicates',
          fix: 'Remove one of the two',
        },
        {
          path: 'spec.exportTo[3]',
          message: 'Entry "a" of exportTo stands there before, and istiod refuses duplicates',
          fix: 'Remove one of the two',
        },
      ],
    },
    {
      object: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop }
spec: { exportTo: [default, "."] }`,
      violations: [
        {
          path: 'spec.exportTo[1]',
          message: 'Entry "." of exportTo stands there before as "default", and istiod refuses duplicates',
          fix: 'Remove one of the two',
        },
      ],
    },
  ],
});

testRule('export-to-alone', 'error', {
  valid: [
    route('["*"]'),
    route('[".", other]'),
    entry('["~"]'),
    entry('["~", "~"]'),
    entry('["*", "*"]'),
    rule('["*", "."]', SELECTOR),
  ],
  invalid: [
    {
      object: route('["*", "."]'),
      violations: [
        {
          path: 'spec.exportTo[0]',
          message: 'Entry "*" of exportTo means every namespace, and istiod refuses others beside it',
          fix: 'Keep "*" alone, or the others without it',
        },
      ],
    },
    {
      object: route('[prod, "*"]'),
      violations: [
        {
          path: 'spec.exportTo[1]',
          message: 'Entry "*" of exportTo means every namespace, and istiod refuses others beside it',
          fix: 'Keep "*" alone, or the others without it',
        },
      ],
    },
    {
      object: rule('["*", other]'),
      violations: [
        {
          path: 'spec.exportTo[0]',
          message: 'Entry "*" of exportTo means every namespace, and istiod refuses others beside it',
          fix: 'Keep "*" alone, or the others without it',
        },
      ],
    },
    {
      object: entry('["~", "*"]'),
      violations: [
        {
          path: 'spec.exportTo[1]',
          message: 'Entry "*" of exportTo means every namespace, and istiod refuses others beside it',
          fix: 'Keep "*" alone, or the others without it',
        },
      ],
    },
    {
      object: entry('[".", "~"]'),
      violations: [
        {
          path: 'spec.exportTo[1]',
          message: 'Entry "~" of exportTo means nobody, and istiod refuses others beside it',
          fix: 'Keep "~" alone, or the others without it',
        },
      ],
    },
  ],
});

testRule('export-to-own-namespace', 'error', {
  valid: [
    rule('[]', SELECTOR),
    rule('["."]', SELECTOR),
    rule('[prod]', SELECTOR),
    rule('["*"]'),
    rule('[other]'),
    rule('["a.b"]', SELECTOR),
  ],
  invalid: [
    {
      object: rule('["*"]', SELECTOR),
      violations: [
        {
          path: 'spec.exportTo[0]',
          message: 'Entry "*" of exportTo goes beyond the own namespace, where a workloadSelector cannot select',
          fix: 'Use "." alone, or remove the workloadSelector',
        },
      ],
    },
    {
      object: rule('[other]', '{}'),
      violations: [
        {
          path: 'spec.exportTo[0]',
          message: 'Entry "other" of exportTo goes beyond the own namespace, where a workloadSelector cannot select',
          fix: 'Use "." alone, or remove the workloadSelector',
        },
      ],
    },
    {
      object: rule('[".", other, "*"]', SELECTOR),
      violations: [
        {
          path: 'spec.exportTo[1]',
          message: 'Entry "other" of exportTo goes beyond the own namespace, where a workloadSelector cannot select',
          fix: 'Use "." alone, or remove the workloadSelector',
        },
        {
          path: 'spec.exportTo[2]',
          message: 'Entry "*" of exportTo goes beyond the own namespace, where a workloadSelector cannot select',
          fix: 'Use "." alone, or remove the workloadSelector',
        },
      ],
    },
  ],
});
