import { objectText, testRule } from './rule-tester';

const policy = (annotations: string, spec: string) =>
  objectText('security.istio.io/v1', 'AuthorizationPolicy', spec, `annotations: ${annotations}`);
const other = (annotations: string, kind = 'Gateway', apiVersion = 'networking.istio.io/v1') =>
  objectText(apiVersion, kind, '{}', `annotations: ${annotations}`);

testRule('dry-run-annotation', 'error', {
  valid: [
    policy('{ istio.io/dry-run: "true" }', '{ action: DENY }'),
    policy('{ istio.io/dry-run: "F" }', '{ action: ALLOW }'),
    policy('{ istio.io/dry-run: "1" }', '{}'),
    policy('{ other: "true" }', '{ action: CUSTOM }'),
    other('{ istio.io/rev: "true" }'),
    other('null'),
    objectText('networking.istio.io/v1', 'Gateway', '{}'),
  ],
  invalid: [
    {
      object: policy('{ istio.io/dry-run: "yes" }', '{ action: DENY }'),
      violations: [
        {
          path: 'metadata.annotations["istio.io/dry-run"]',
          message: 'Annotation "istio.io/dry-run" is "yes", which is no boolean',
          fix: 'Set it to "true", or remove it',
        },
      ],
    },
    {
      object: policy('{ istio.io/dry-run: "" }', '{}'),
      violations: [
        {
          path: 'metadata.annotations["istio.io/dry-run"]',
          message: 'Annotation "istio.io/dry-run" is "", which is no boolean',
          fix: 'Set it to "true", or remove it',
        },
      ],
    },
    {
      object: policy('{ istio.io/dry-run: "true" }', '{ action: CUSTOM }'),
      violations: [
        {
          path: 'metadata.annotations["istio.io/dry-run"]',
          message:
            'Annotation "istio.io/dry-run" works with the actions ALLOW and DENY only, and the action is "CUSTOM"',
          fix: 'Remove the annotation',
        },
      ],
    },
    {
      object: policy('{ istio.io/dry-run: "true" }', '{ action: AUDIT }'),
      violations: [
        {
          path: 'metadata.annotations["istio.io/dry-run"]',
          message:
            'Annotation "istio.io/dry-run" works with the actions ALLOW and DENY only, and the action is "AUDIT"',
          fix: 'Remove the annotation',
        },
      ],
    },
    {
      object: other('{ istio.io/dry-run: "true" }'),
      violations: [
        {
          path: 'metadata.annotations["istio.io/dry-run"]',
          message:
            'Annotation "istio.io/dry-run" works on AuthorizationPolicies only, and istiod refuses it on a Gateway',
          fix: 'Remove the annotation',
        },
      ],
    },
    {
      object: other('{ istio.io/dry-run: "false" }', 'Telemetry', 'telemetry.istio.io/v1'),
      violations: [
        {
          path: 'metadata.annotations["istio.io/dry-run"]',
          message:
            'Annotation "istio.io/dry-run" works on AuthorizationPolicies only, and istiod refuses it on a Telemetry',
          fix: 'Remove the annotation',
        },
      ],
    },
    {
      object: other('{ istio.io/dry-run: "true" }', 'WasmPlugin', 'extensions.istio.io/v1alpha1'),
      violations: [
        {
          path: 'metadata.annotations["istio.io/dry-run"]',
          message:
            'Annotation "istio.io/dry-run" works on AuthorizationPolicies only, and istiod refuses it on a WasmPlugin',
          fix: 'Remove the annotation',
        },
      ],
    },
  ],
});

testRule('reserved-annotations', 'error', {
  valid: [other('{ internal.istio.io/other: x }'), policy('{}', '{}')],
  invalid: [
    {
      object: other('{ internal.istio.io/parents: x }'),
      violations: [
        {
          path: 'metadata.annotations["internal.istio.io/parents"]',
          message: `Annotation "internal.istio.io/parents" is for istiod's own objects, and istiod refuses any other that has it`,
          fix: 'Remove the annotation',
        },
      ],
    },
    {
      object: other('{ internal.istio.io/parent-namespace: x, internal.istio.io/webhook-always-reject: "" }'),
      violations: [
        {
          path: 'metadata.annotations["internal.istio.io/parent-namespace"]',
          message: `Annotation "internal.istio.io/parent-namespace" is for istiod's own objects, and istiod refuses any other that has it`,
          fix: 'Remove the annotation',
        },
        {
          path: 'metadata.annotations["internal.istio.io/webhook-always-reject"]',
          message: `Annotation "internal.istio.io/webhook-always-reject" is for istiod's own objects, and istiod refuses any other that has it`,
          fix: 'Remove the annotation',
        },
      ],
    },
    {
      object: policy('{ internal.istio.io/webhook-always-reject: "false" }', '{}'),
      violations: [
        {
          path: 'metadata.annotations["internal.istio.io/webhook-always-reject"]',
          message: `Annotation "internal.istio.io/webhook-always-reject" is for istiod's own objects, and istiod refuses any other that has it`,
          fix: 'Remove the annotation',
        },
      ],
    },
  ],
});
