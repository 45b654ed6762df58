import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { annotation, NGINX } from '../traffic/ingress-annotations';
import type { Mesh } from '../traffic/mesh';
import type { IngressHop } from './ingress-hops';

/** The annotation of an Ingress by which ingress-nginx is told something. */
export function nginxSetting(ingress: Manifest, name: string): Field {
  return annotation(ingress, NGINX + name);
}

/** Whether the controller of the Ingress reads the annotations of ingress-nginx. */
export function followsNginx(ingress: Manifest, { ingresses }: Mesh): boolean {
  const { family } = ingresses.controllerOf(ingress);
  if (family !== 'traefik') return family === 'nginx';
  return ingresses.backendsOf(ingress).some((backend) => ingresses.connectionTo(backend)?.follows === 'nginx');
}

/** Traefik reads them in ways of its own. */
export function isNginx(ingress: Manifest, { ingresses }: Mesh): boolean {
  return ingresses.controllerOf(ingress).family === 'nginx';
}

/** `proxy-ssl-secret` in its two parts; undefined where it is not written like that. */
export function secretParts(ingress: Manifest): { readonly namespace: string; readonly name: string } | undefined {
  const [namespace = '', name = '', ...rest] = nginxSetting(ingress, 'proxy-ssl-secret').text.split('/');
  return namespace === '' || name === '' || rest.length > 0 ? undefined : { namespace, name };
}

/** ingress-nginx is told of a Secret that it does not take. */
export function isMalformedSecret({ backend: { ingress }, connection }: IngressHop): boolean {
  const isWritten = nginxSetting(ingress, 'proxy-ssl-secret').text !== '';
  return connection.follows === 'nginx' && isWritten && connection.clientSecrets?.length === 0;
}
