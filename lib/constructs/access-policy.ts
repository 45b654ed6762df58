import { Construct } from 'constructs';
import { AuthorizationPolicy, AuthorizationPolicySpecAction } from '../../imports/security.istio.io';
import { checkRules } from './access-checks';
import { ACCESS_RULE, type AccessRule, renderRule } from './access-rule';
import { metadata, SyncWave } from './argocd';
import { checkLabel, checkLabels, checkObjectName } from './names';
import { checkProps } from './props';
import { choice, type Fields, list, object, oneOf, optional, record, type Shape, text } from './shape';

interface PolicyProps {
  readonly name: string;
  readonly namespace: string;
  /** Labels of the pods, at least one. Default: all pods of the namespace (of the mesh, in Istio's root namespace). */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * As soon as one ALLOW policy selects a pod, requests that no rule of any of them matches are refused. A DENY policy
 * that matches refuses whatever ALLOW policies say.
 */
export interface RulesPolicyProps extends PolicyProps {
  readonly action: 'ALLOW' | 'DENY';
  /** At least one; a request that one of them matches is allowed or denied. */
  readonly rules: readonly AccessRule[];
}

/** Nobody gets in: an ALLOW policy without rules, unless another ALLOW policy of the same pods lets them. */
export interface NobodyPolicyProps extends PolicyProps {
  readonly action: 'NOBODY';
}

export type AccessPolicyProps = RulesPolicyProps | NobodyPolicyProps;

const POLICY: Fields<PolicyProps> = { name: text, namespace: text, labels: optional(record(text)) };

const RULES_POLICY: Shape<RulesPolicyProps> = object({
  ...POLICY,
  action: choice('ALLOW', 'DENY'),
  rules: list(ACCESS_RULE),
});

export const ACCESS_POLICY_PROPS: Shape<AccessPolicyProps> = oneOf('action', {
  ALLOW: RULES_POLICY,
  DENY: RULES_POLICY,
  NOBODY: object({ ...POLICY, action: choice('NOBODY') }),
});

/** Who may call what (security.istio.io AuthorizationPolicy). Callers in the mesh are known by mTLS only. */
export class AccessPolicy extends Construct {
  /** Throws for rules that Istio's webhook refuses, and for those that match everything by having no condition. */
  constructor(scope: Construct, id: string, props: AccessPolicyProps) {
    const problems = checkProps('AccessPolicy', scope, id, ACCESS_POLICY_PROPS, props);
    checkObjectName(problems, 'name', props.name);
    checkLabel(problems, 'namespace', props.namespace);
    if (props.labels !== undefined) checkLabels(problems, 'labels', props.labels);
    if (props.action !== 'NOBODY') checkRules(problems, props.rules);
    problems.finish();
    super(scope, id);
    new AuthorizationPolicy(this, 'authorization-policy', {
      metadata: metadata(SyncWave.MESH_POLICY, props.name, props.namespace),
      spec: {
        ...(props.labels === undefined ? {} : { selector: { matchLabels: { ...props.labels } } }),
        action: AuthorizationPolicySpecAction[props.action === 'DENY' ? 'DENY' : 'ALLOW'],
        ...(props.action === 'NOBODY' ? {} : { rules: props.rules.map(renderRule) }),
      },
    });
  }
}
