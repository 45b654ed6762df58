import { Field } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';

/** A field that says something, or would have to. */
export interface Place {
  readonly manifest: Manifest;
  readonly path: Path;
}

export const NGINX = 'nginx.ingress.kubernetes.io/';
export const TRAEFIK = 'traefik.ingress.kubernetes.io/';
export const AWS = 'alb.ingress.kubernetes.io/';
/** Of IBM's former ALB. */
export const IBM = 'ingress.bluemix.net/';

export function annotationsOf(manifest: Manifest): Field {
  return Field.root(manifest).get('metadata', 'annotations');
}

export function annotation(manifest: Manifest, key: string): Field {
  return annotationsOf(manifest).get(key);
}

export function placeOf(manifest: Manifest, key: string): Place {
  return { manifest, path: annotation(manifest, key).path };
}

/** Annotations whose keys begin like this, and are texts. */
export function annotationsWith(manifest: Manifest, prefix: string): readonly (readonly [string, Field])[] {
  return annotationsOf(manifest).entries.filter(
    ([key, { value }]) => key.startsWith(prefix) && typeof value === 'string',
  );
}

/** As Go reads booleans; undefined for other texts and where there is none. */
export function readFlag({ text }: Field): boolean | undefined {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true;
  return /^(0|f|F|FALSE|false|False)$/.test(text) ? false : undefined;
}
