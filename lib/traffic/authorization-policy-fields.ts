import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';

export { AUTHORIZATION_POLICY } from './kinds';

/** ALLOW where none is written. */
export function actionOf(manifest: Manifest): string {
  const { text } = specOf(manifest).get('action');
  return text === '' ? 'ALLOW' : text;
}

export function rulesOf(manifest: Manifest): readonly Field[] {
  return specOf(manifest).get('rules').items;
}

/** The list that says what must not be: `notPorts` for `ports`. */
export function oppositeOf(key: string): string {
  return `not${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}
