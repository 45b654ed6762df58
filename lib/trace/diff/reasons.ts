import { canonical } from '../../manifest/canonical';
import { Field, specOf } from '../../manifest/field';
import { type Json, kindKey, type Manifest, type Path, pathText } from '../../manifest/manifest';
import type { Mesh } from '../../traffic/mesh';
import type { Decider } from '../request';
import type { Difference } from './change';
import { isElsewhere } from './list-items';
import type { Sides } from './sides';

/** More than these say no more. */
const MOST = 4;

/** What has been changed of one field. */
interface Reason {
  readonly title: string;
  /** Empty for an object that is new or gone. */
  readonly path: string;
  readonly text: string;
}

/**
 * What has been changed of the fields that decide: "spec.mtls.mode of PeerAuthentication shop/default was "STRICT", is
 * "PERMISSIVE"". Fields that are the same are left out, unless all are.
 */
export function explained(
  sides: Sides,
  was: readonly Decider[],
  is: readonly Decider[],
): Pick<Difference, 'reasons' | 'decidedBy'> {
  const told = toldBy(sides, was, is);
  if (told.reasons.length > 0) return told;
  const wide = toldBy(sides, was.flatMap(wholeSpec), is.flatMap(wholeSpec));
  return wide.reasons.length > 0 ? wide : { reasons: [], decidedBy: { was, is } };
}

/** The fields of what an object is to be, for changes of others than the ones that decide. */
function wholeSpec({ manifest }: Decider): readonly Decider[] {
  return specOf(manifest).entries.map(([, { path }]) => ({ manifest, path }));
}

function toldBy(sides: Sides, was: readonly Decider[], is: readonly Decider[]): ReturnType<typeof explained> {
  const found = new Map<Decider, Reason>();
  for (const [deciders, side] of [[is, 'is'] as const, [was, 'was'] as const]) {
    for (const decider of deciders) {
      const known = reason(sides, decider, side);
      if (known !== undefined) found.set(decider, known);
    }
  }
  const distinct = new Map<string, Reason>();
  for (const one of found.values()) {
    const key = `${one.title} ${one.path}`;
    if (!distinct.has(key)) distinct.set(key, one);
  }
  const all = [...distinct.values()];
  const texts = all.filter((one) => !all.some((other) => isWithin(other, one))).map(({ text }) => text);
  return {
    reasons: texts.length > MOST ? [...texts.slice(0, MOST), `and ${texts.length - MOST} more`] : texts,
    decidedBy: { was: was.filter((one) => found.has(one)), is: is.filter((one) => found.has(one)) },
  };
}

/** Whether the one tells more closely what has been changed. */
function isWithin(one: Reason, { title, path }: Reason): boolean {
  return one.title === title && one.path.startsWith(path) && /^[.[]/.test(one.path.slice(path.length));
}

function titleOf({ catalog }: Mesh, manifest: Manifest): string {
  const namespace = catalog.namespaceOf(manifest);
  return `${manifest.kind} ${namespace === '' ? '' : `${namespace}/`}${manifest.name}`;
}

/** @param side that the field is of */
function reason(sides: Sides, { manifest, path }: Decider, side: 'was' | 'is'): Reason | undefined {
  const other = objectIn(side === 'is' ? sides.was : sides.is, manifest);
  const title = titleOf(sides.is, manifest);
  const alone = side === 'is' ? 'new' : 'gone';
  if (other === undefined) return { title, path: '', text: `${title} is ${alone}${stated(manifest, path)}` };
  const [own, others] = [valueAt(manifest, path), valueAt(other, path)];
  if (canonical(own) === canonical(others) || isElsewhere(manifest, path, other)) return undefined;
  const place = `${pathText(path)} of ${title}`;
  const text = isElsewhere(other, path, manifest)
    ? `${place} is ${alone}`
    : `${place} ${changeText(path, side === 'is' ? [others, own] : [own, others])}`;
  return { title, path: pathText(path), text };
}

function changeText(path: Path, [was, is]: readonly [Json, Json]): string {
  const [before, after] = [shown(was, path), shown(is, path)];
  return before === undefined || after === undefined ? 'is another' : `was ${before}, is ${after}`;
}

function objectIn({ catalog }: Mesh, manifest: Manifest): Manifest | undefined {
  return catalog.tryFind(kindKey(manifest), catalog.namespaceOf(manifest), manifest.name);
}

function valueAt(manifest: Manifest, path: Path): Json {
  return Field.root(manifest).get(...path).value ?? null;
}

/** What a field of an object that is on one side only says, where that is a plain value. */
function stated(manifest: Manifest, path: Path): string {
  const value = valueAt(manifest, path);
  return typeof value === 'object' ? '' : ` (${pathText(path)}: ${shown(value, path) ?? 'a secret'})`;
}

const WIDEST = 80;

/** Undefined for what is too long, or may be secret. */
function shown(value: Json, path: Path): string | undefined {
  if (value === null) return 'not set';
  if (path[0] === 'data' || path[0] === 'stringData') return undefined;
  const text = JSON.stringify(value);
  return text.length > WIDEST ? undefined : text;
}
