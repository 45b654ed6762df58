import type { Finding } from '../finding';
import { type Manifest, type Path, pathText } from '../manifest/manifest';
import type { Violation } from '../rules/rule';
import type { Opinion } from './opinions';

type Extras = Pick<Violation, 'refType' | 'replacement'>;

/** An opinion at its place. */
export function makeFinding(manifest: Manifest, path: Path, opinion: Opinion, extras: Extras = {}): Finding {
  const { apiVersion, kind, namespace, name, origin } = manifest;
  const { line, column } = origin.locate(path);
  const { rule, code, severity, message, fix } = opinion;
  const { refType, replacement } = extras;
  return {
    rule,
    code,
    severity,
    resource: { apiVersion, kind, namespace, name },
    path: pathText(path),
    file: origin.file,
    line,
    column,
    message,
    fix,
    ...(refType === undefined ? {} : { refType }),
    ...(replacement === undefined
      ? {}
      : { replacement: { path: pathText(replacement.path), value: replacement.value } }),
    ...(origin.construct === undefined ? {} : { construct: origin.construct }),
  };
}

/** True for a field at or below another. */
export function isWithin(path: Path, outer: Path): boolean {
  return outer.every((step, index) => path[index] === step);
}
