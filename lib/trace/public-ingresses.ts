import type { Manifest } from '../manifest/manifest';
import { annotation, AWS, NGINX, readFlag } from '../traffic/ingress-annotations';
import type { ControllerFamily } from '../traffic/ingress-controller';
import { defaultBackendOf, type IngressRoute, routesOf, tlsFor } from '../traffic/ingress-routes';
import type { Mesh } from '../traffic/mesh';
import { entering } from './entering';
import { regexSample } from './regex-sample';
import type { Client } from './request';
import { outsideRequest, plainSample, type Requests, sampleHost, type Untraceable } from './requests';
import { below } from './route-samples';
import { defaultPort } from './url';

/** Requests for all that Ingresses serve, those of Istio's class left out. */
export function ingressRequests(mesh: Mesh): Requests {
  const clients: Client[] = [];
  const untraceable: Untraceable[] = [];
  for (const ingress of mesh.ingresses.all) {
    const { family } = mesh.ingresses.controllerOf(ingress);
    if (family === 'istio') continue;
    for (const [host, paths] of pathsByHost(ingress, family, untraceable)) {
      for (const client of requestsFor(mesh, ingress, host, [...paths])) clients.push(client);
    }
  }
  return { clients, untraceable };
}

/** Plain HTTP that is redirected is one request for all paths. */
function requestsFor(mesh: Mesh, ingress: Manifest, host: string, paths: readonly string[]): readonly Client[] {
  const inPlainText = mesh.ingresses.plainHttp(ingress, host);
  const plainPaths = inPlainText === 'refused' ? [] : inPlainText === 'redirected' ? paths.slice(0, 1) : paths;
  const isSecured = takesTls(ingress, host) || inPlainText === 'redirected' || inPlainText === 'refused';
  return [
    ...plainPaths.map((path) => ({ scheme: 'http', path }) as const),
    ...(isSecured ? paths : []).map((path) => ({ scheme: 'https', path }) as const),
  ].map(({ scheme, path }) => {
    const client = outsideRequest({ scheme, port: defaultPort(scheme) }, plainSample(host, path));
    return entering(mesh, client, { manifest: ingress, gateway: undefined });
  });
}

/** Where the certificate of a cloud's load balancer comes from, beside `tls`. */
const CERTIFICATES = [
  `${AWS}certificate-arn`,
  'ingress.gcp.kubernetes.io/pre-shared-cert',
  'networking.gke.io/managed-certificates',
];

function takesTls(ingress: Manifest, host: string): boolean {
  if (tlsFor(ingress, host) !== undefined || annotation(ingress, `${AWS}listen-ports`).text.includes('HTTPS')) {
    return true;
  }
  return CERTIFICATES.some((key) => annotation(ingress, key).text !== '');
}

function pathsByHost(
  ingress: Manifest,
  family: ControllerFamily,
  untraceable: Untraceable[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const pathsOf = (host: string) => {
    const paths = found.get(host) ?? new Set();
    found.set(host, paths);
    return paths;
  };
  if (defaultBackendOf(ingress) !== undefined) pathsOf(sampleHost('*')).add('/');
  for (const route of routesOf(ingress)) {
    const taken = pathsOf(sampleHost(route.host || '*'));
    const candidates = samplePaths(route, family);
    const path = candidates.find((each) => !taken.has(each));
    if (path !== undefined) taken.add(path);
    else if (candidates.length === 0) {
      const why = 'asks for a path that no request could be made up for';
      untraceable.push({ manifest: ingress, path: route.backend.path.slice(0, -1), why });
    }
  }
  return found;
}

/** Paths that the route takes, the likeliest first. */
function samplePaths(route: IngressRoute, family: ControllerFamily): readonly string[] {
  const { path, pathType } = route;
  if (path === '' || pathType === 'Prefix') return [path || '/', below(path)];
  if (pathType === 'Exact') return [path];
  if (family === 'nginx' && isRegex(route)) return [regexSample(path)].filter((sample) => sample !== undefined);
  if (family === 'alb') return [path.replaceAll('*', '').replaceAll('?', 'a')];
  return [path.replace(/\*$/, '')];
}

function isRegex({ ingress }: IngressRoute): boolean {
  return (
    readFlag(annotation(ingress, `${NGINX}use-regex`)) === true ||
    annotation(ingress, `${NGINX}rewrite-target`).text !== ''
  );
}
