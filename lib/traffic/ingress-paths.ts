import type { Answer } from './answer';
import { annotation, NGINX, readFlag, TRAEFIK } from './ingress-annotations';
import type { ControllerFamily } from './ingress-controller';
import type { IngressRoute } from './ingress-routes';
import { matchesGlob } from './string-match';

/**
 * Whether a route takes requests for a path. `Exact` is that path, `Prefix` the path and all below it, element by
 * element; what `ImplementationSpecific` is, the controller says, and the input leaves it open for one that is not
 * known. Source: pathType of Ingress (networking.k8s.io/v1).
 */
export function matchesPath(route: IngressRoute, family: ControllerFamily, path: string): Answer {
  if (route.path === '') return true;
  if (route.pathType === 'Exact') return route.path === path;
  if (route.pathType === 'Prefix') return isBelow(route.path, path);
  return matchesFreely(route, family, path);
}

function isBelow(prefix: string, path: string): boolean {
  const elements = prefix.replace(/\/+$/, '');
  return path === elements || path.startsWith(`${elements}/`);
}

function matchesFreely(route: IngressRoute, family: ControllerFamily, path: string): Answer {
  switch (family) {
    case 'nginx':
      return usesRegex(route) ? undefined : path.startsWith(route.path);
    case 'traefik':
      return annotation(route.ingress, `${TRAEFIK}router.pathmatcher`).isSet ? undefined : path.startsWith(route.path);
    case 'alb':
      return matchesAws(route.path, path);
    case 'gce':
      return route.path.endsWith('/*') ? path.startsWith(route.path.slice(0, -1)) : path === route.path;
    case 'istio':
      return route.path.endsWith('.*') ? path.startsWith(route.path.slice(0, -2)) : path === route.path;
    default:
      return path === route.path ? true : undefined;
  }
}

/** The paths are regular expressions to ingress-nginx, if the Ingress asks for that. */
function usesRegex({ ingress }: IngressRoute): boolean {
  return (
    readFlag(annotation(ingress, `${NGINX}use-regex`)) === true ||
    annotation(ingress, `${NGINX}rewrite-target`).text !== ''
  );
}

/** `*` for any characters, `?` for one. */
function matchesAws(pattern: string, path: string): Answer {
  return pattern.includes('?') ? undefined : matchesGlob(pattern, path);
}
