import {
  type AccessCondition,
  type AccessOperation,
  type AccessRule,
  type AccessSource,
  type Identity,
  identityNamespace,
} from './access-rule';
import {
  addressFault,
  attributeFault,
  hostFault,
  pathFault,
  principalFault,
  type TextFault,
  valueFault,
} from './access-texts';
import { checkPort, isLabel, isSubdomain } from './names';
import type { Problems } from './problems';

/** The CRD's bound on rules and on the sources of each. */
const MOST = 512;

export function checkRules(problems: Problems, rules: readonly AccessRule[]): void {
  problems.check(rules.length === 0, () => ({
    path: 'rules',
    value: [],
    why: 'ALLOW without rules refuses everybody and DENY without rules is refused itself',
    fix: "Say action: 'NOBODY' if that is meant, else give a rule",
  }));
  checkCount(problems, 'rules', rules);
  for (const [index, rule] of rules.entries()) checkRule(problems, `rules[${index}]`, rule);
}

function checkRule(problems: Problems, path: string, rule: AccessRule): void {
  const { from, to, when } = rule;
  problems.check(from === undefined && to === undefined && when === undefined, () => ({
    path,
    value: rule,
    why: 'a rule without conditions matches every request',
    fix: "Name callers or operations; from: [{ principals: ['*'] }] means every caller of the mesh",
  }));
  checkItems(problems, `${path}.from`, from);
  checkItems(problems, `${path}.to`, to);
  checkItems(problems, `${path}.when`, when);
  if (from !== undefined) checkCount(problems, `${path}.from`, from);
  for (const [at, source] of (from ?? []).entries()) checkSource(problems, `${path}.from[${at}]`, source);
  for (const [at, operation] of (to ?? []).entries()) checkOperation(problems, `${path}.to[${at}]`, operation);
  for (const [at, condition] of (when ?? []).entries()) checkCondition(problems, `${path}.when[${at}]`, condition);
}

const NOT_WITH_ACCOUNTS = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'] as const;

function checkCount(problems: Problems, path: string, list: readonly unknown[]): void {
  problems.check(list.length > MOST, () => ({
    path,
    value: list.length,
    why: `the API server takes at most ${MOST}`,
    fix: 'Use several AccessPolicies',
  }));
}

/** Istio refuses empty lists, conditions without any list, and empty strings. */
function checkItems(problems: Problems, path: string, items: readonly object[] | undefined): void {
  if (items === undefined) return;
  problems.check(items.length === 0, () => ({
    path,
    value: [],
    why: 'Istio refuses an empty list',
    fix: 'Leave it out',
  }));
  for (const [index, item] of items.entries()) {
    const lists = Object.entries(item).filter(([, list]) => Array.isArray(list)) as [string, unknown[]][];
    problems.check(lists.length === 0, () => ({
      path: `${path}[${index}]`,
      value: item,
      why: 'has no condition, and Istio refuses that',
      fix: 'Give at least one',
    }));
    for (const [key, list] of lists) {
      problems.check(list.length === 0 || list.includes(''), () => ({
        path: `${path}[${index}].${key}`,
        value: list,
        why: 'an empty list would match everything, and Istio refuses empty texts',
        fix: 'Give at least one value, or leave it out',
      }));
    }
  }
}

function checkSource(problems: Problems, path: string, source: AccessSource): void {
  if (source.serviceAccounts !== undefined) checkAccounts(problems, path, source, source.serviceAccounts);
  const { principals, notPrincipals, ipBlocks, notIpBlocks, remoteIpBlocks, notRemoteIpBlocks } = source;
  checkEach(problems, path, { principals, notPrincipals }, principalFault);
  checkEach(problems, path, { ipBlocks, notIpBlocks, remoteIpBlocks, notRemoteIpBlocks }, addressFault);
}

function checkAccounts(problems: Problems, path: string, source: AccessSource, accounts: readonly Identity[]): void {
  const others = NOT_WITH_ACCOUNTS.filter((key) => source[key] !== undefined);
  problems.check(others.length > 0, () => ({
    path,
    value: ['serviceAccounts', ...others],
    why: 'Istio refuses serviceAccounts together with principals or namespaces',
    fix: 'Use two sources; either may match',
  }));
  problems.check(accounts.length > 16, () => ({
    path: `${path}.serviceAccounts`,
    value: accounts.length,
    why: 'Istio takes at most 16 in one source',
    fix: 'Use several sources; either may match',
  }));
  for (const [index, account] of accounts.entries()) {
    const namespace = identityNamespace(account);
    problems.check(namespace === undefined || !isLabel(namespace) || !isSubdomain(account.name), () => ({
      path: `${path}.serviceAccounts[${index}]`,
      value: `${namespace ?? ''}/${account.name}`,
      why: 'not namespace and name of a ServiceAccount; wildcards are not possible here',
      fix: 'Give both, or use principals with a wildcard',
    }));
  }
}

function checkOperation(problems: Problems, path: string, operation: AccessOperation): void {
  const { paths, notPaths, hosts, notHosts, ports, notPorts } = operation;
  checkEach(problems, path, { paths, notPaths }, pathFault);
  checkEach(problems, path, { hosts, notHosts }, hostFault);
  for (const [key, list] of Object.entries({ ports, notPorts })) {
    for (const [index, port] of (list ?? []).entries()) checkPort(problems, `${path}.${key}[${index}]`, port);
  }
}

function checkCondition(problems: Problems, path: string, { key, values, notValues }: AccessCondition): void {
  const fault = attributeFault(key);
  if (fault !== undefined) problems.check(true, () => ({ path: `${path}.key`, value: key, ...fault }));
  checkEach(problems, path, { values, notValues }, (value) => valueFault(key, value));
}

/** Empty texts are reported with their list. */
function checkEach(
  problems: Problems,
  path: string,
  lists: Readonly<Record<string, readonly string[] | undefined>>,
  faultOf: (text: string) => TextFault | undefined,
): void {
  for (const [key, list] of Object.entries(lists)) {
    for (const [index, text] of (list ?? []).entries()) {
      const fault = text === '' ? undefined : faultOf(text);
      if (fault === undefined) continue;
      problems.check(true, () => ({ path: `${path}.${key}[${index}]`, value: text, ...fault }));
    }
  }
}
