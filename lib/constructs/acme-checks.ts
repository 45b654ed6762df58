import {
  type ClusterIssuerSpecAcmeSolversDns01,
  toJson_ClusterIssuerSpecAcmeSolversDns01,
} from '../../imports/cert-manager.io';
import {
  ACCOUNT_KEY,
  type AcmeProps,
  type AcmeSolver,
  type Dns01Solver,
  type Http01GatewayApiSolver,
  type Http01Solver,
  LETS_ENCRYPT,
} from './acme';
import { checkLabel, checkObjectName, isLabel, isSubdomain } from './names';
import { checkRoom, type Problems } from './problems';

export function checkAcme(problems: Problems, props: AcmeProps): void {
  const { name, namespace, server = LETS_ENCRYPT, email, profile, accountKeySecretName } = props;
  if (namespace !== undefined) checkLabel(problems, 'namespace', namespace);
  if (accountKeySecretName === undefined) checkRoom(problems, 'name', name, ACCOUNT_KEY);
  else checkObjectName(problems, 'accountKeySecretName', accountKeySecretName);
  problems.check(!/^https:\/\/[^/\s]+\S*$/.test(server), () => ({
    path: 'server',
    value: server,
    why: "not the https address of an ACME server's directory",
    fix: `Use for instance ${LETS_ENCRYPT}`,
  }));
  problems.check(email !== undefined && !/^[^\s@:]+@[^\s@]+$/.test(email), () => ({
    path: 'email',
    value: email,
    why: 'not a mail address, and the CA would refuse the account',
    fix: 'Write for instance ops@example.com, or leave it out',
  }));
  problems.check(profile === '', () => ({
    path: 'profile',
    value: profile,
    why: 'names no profile',
    fix: "Leave it out to use the CA's own default",
  }));
  checkSolver(problems, props.solver);
}

function checkSolver(problems: Problems, solver: AcmeSolver): void {
  if (solver.type === 'http01') checkIngress(problems, solver);
  else if (solver.type === 'dns01') checkDns01(problems, solver);
  else checkGatewayApi(problems, solver);
}

function checkIngress(problems: Problems, { ingressClassName = 'istio', ingressSelector }: Http01Solver): void {
  checkObjectName(problems, 'solver.ingressClassName', ingressClassName);
  problems.check(ingressSelector !== undefined && ingressClassName !== 'istio', () => ({
    path: 'solver.ingressSelector',
    value: ingressSelector,
    why: `tells which pods serve class istio, and the class here is ${ingressClassName}`,
    fix: 'Leave it out',
  }));
  problems.check(
    ingressSelector !== undefined && !/^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/.test(ingressSelector),
    () => ({
      path: 'solver.ingressSelector',
      value: ingressSelector,
      why: 'not the value of a label',
      fix: "Use what the mesh config's ingressSelector says, such as ingressgateway",
    }),
  );
}

function checkGatewayApi(problems: Problems, { parentRefs }: Http01GatewayApiSolver): void {
  problems.check(parentRefs.length === 0, () => ({
    path: 'solver.parentRefs',
    value: [],
    why: 'no Gateway would route the challenges',
    fix: 'Name the Gateway API gateway that serves port 80 of these hosts',
  }));
  for (const [index, { name, namespace }] of parentRefs.entries()) {
    problems.check(!isSubdomain(name) || (namespace !== undefined && !isLabel(namespace)), () => ({
      path: `solver.parentRefs[${index}]`,
      value: namespace === undefined ? name : `${namespace}/${name}`,
      why: 'not the name of a Gateway, or not that of a namespace',
      fix: 'Give both as they are on the cluster',
    }));
  }
}

function checkDns01(problems: Problems, { provider }: Dns01Solver): void {
  const rendered = renderedProvider(provider);
  const providers = Object.keys(rendered).filter((key) => key !== 'cnameStrategy');
  const lost = size(provider) !== size(rendered);
  problems.check(lost || providers.length !== 1, () => ({
    path: 'solver.provider',
    value: Object.keys(provider),
    why: lost
      ? 'has a field that the generated class does not know, which would vanish'
      : `names ${providers.length} DNS providers, one is needed`,
    fix: 'Use the property names of ClusterIssuerSpecAcmeSolversDns01 in imports/cert-manager.io, with one provider',
  }));
  if (!lost) checkCloudflare(problems, provider.cloudflare);
}

/** What the generated function cannot read, such as a text for a list, renders to nothing. */
function renderedProvider(provider: ClusterIssuerSpecAcmeSolversDns01): object {
  try {
    return toJson_ClusterIssuerSpecAcmeSolversDns01(provider) ?? {};
  } catch {
    return {};
  }
}

/** Objects and values in it, to tell whether some were lost. */
function size(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + size(item), 1);
}

/** The one provider with a choice of credentials that its schema leaves open and cert-manager's webhook does not. */
function checkCloudflare(problems: Problems, cloudflare: ClusterIssuerSpecAcmeSolversDns01['cloudflare']): void {
  if (cloudflare === undefined) return;
  const { apiKeySecretRef, apiTokenSecretRef, email } = cloudflare;
  problems.check((apiKeySecretRef === undefined) === (apiTokenSecretRef === undefined), () => ({
    path: 'solver.provider.cloudflare',
    value: Object.keys(cloudflare),
    why: 'needs either a token or a key',
    fix: 'Use apiTokenSecretRef, which may be limited to one zone',
  }));
  problems.check(apiKeySecretRef !== undefined && email === undefined, () => ({
    path: 'solver.provider.cloudflare.email',
    why: "a key is good only together with the account's mail address",
    fix: 'Give it, or use apiTokenSecretRef',
  }));
}
