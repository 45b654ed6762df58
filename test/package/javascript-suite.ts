import { join } from 'node:path';
import { succeed } from './processes';
import { asCommonJs, example, renderedObjects } from './readme';
import { consumer, contentOf, locked, objectsOf, type Workspace } from './workspace';

export function javascriptProject(workspace: Workspace): Promise<string> {
  const files = {
    'index.js': asCommonJs(),
    'module.mjs': example,
    'mistakes.js': consumer('mistakes.js'),
  };
  return workspace.project('javascript', files, locked('cdk8s', 'cdk8s-plus-27', 'constructs'));
}

interface Mistake {
  readonly title: string;
  readonly error?: string;
  readonly message?: string;
}

/** An empty project without a compiler. */
export function javascriptSuite(workspace: Workspace): void {
  let project = '';
  let mistakes: Mistake[] = [];
  beforeAll(async () => {
    project = await javascriptProject(workspace);
    const lines = (await succeed(project, 'node', 'mistakes.js')).trimEnd().split('\n');
    mistakes = lines.map((line): Mistake => JSON.parse(line));
  });

  test.each(['index.js', 'module.mjs'])("the README's example renders as %s", async (file) => {
    await succeed(project, 'node', file);
    const rendered = contentOf(join(project, 'dist'));
    expect(objectsOf(rendered['shop/shop.k8s.yaml'] ?? '')).toEqual(renderedObjects);
  });

  test.each([
    ['no servers', 'IngressGateway shop/gateway', '`servers` []'],
    ['a port as text', 'IngressGateway shop/gateway', '`servers[0].port` "80"'],
    ['an address for a host', 'IngressGateway shop/gateway', '`servers[0].hosts[0].host` "https://shop.example.com/"'],
    ['a name for a backend', 'HostRoutes shop/routes', '`routes[0].to'],
    ['a backend without a port', 'HostRoutes shop/routes', '`routes[0].to.port`'],
    ['a path for a match', 'HostRoutes shop/routes', '`routes[0].match` "/api"'],
    ['a misspelt option', 'IngressGateway shop/gateway', '`servers[0].redirectt` "https"'],
    ['a name for a workload', 'IngressGateway shop/gateway', '`workload` "istio-ingress"'],
    ['a name for an issuer', 'ServerCertificate shop/certificate', '`issuer` "letsencrypt"'],
    ['no props', 'MeshNamespace shop/namespace', '`props`'],
    ['a name in capitals', 'MeshNamespace shop/namespace', '`name` "Shop"'],
    ['a rule without conditions', 'AccessPolicy shop/policy', '`rules[0].from[0]` {}'],
    ['a Secret name in capitals', 'ServerCertificate shop/certificate', '`secretName` "Shop"'],
  ])('%s is refused with its place', (title, construct, place) => {
    const mistake = mistakes.find((candidate) => candidate.title === title);
    expect(mistake?.error).toBe('Error');
    expect(mistake?.message).toContain(`${construct}:\n  ${place}`);
  });
}
