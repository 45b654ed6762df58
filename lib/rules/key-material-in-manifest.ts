import { Field } from '../manifest/field';
import { type Json, type JsonObject, kindKey, type Manifest, type Path } from '../manifest/manifest';
import { hasMark, isPublicPem, isStandIn, keyMaterialIn } from './key-material';
import { quoted } from './quoted';
import { ANY_KIND, type MeshRule, type Violation } from './rule';

const EFFECT =
  'what is in a manifest is in its repository, its history and its copies, so that others know it from now on';
const FIX =
  'Take it out, have it written on the cluster, such as by a Certificate, an ExternalSecret or a SealedSecret, and replace what has been in here';

/** Shorter ones cannot hold any of it. */
const SHORTEST = 20;

/** All texts below a field, in their order. Without recursion: how deep it goes is up to the input. */
function* textsBelow(start: Field): Generator<Field> {
  const pending = [start];
  for (let field = pending.pop(); field !== undefined; field = pending.pop()) {
    if (field.text.length >= SHORTEST) yield field;
    const below = field.items.length > 0 ? field.items : field.entries.map(([, child]) => child);
    for (const child of below.toReversed()) pending.push(child);
  }
}

/** The same question for all texts at once, without a Field for each value: most objects have nothing of it. */
function mayHold(manifest: Manifest): boolean {
  const pending: (JsonObject | readonly Json[])[] = [manifest.value];
  for (let holder = pending.pop(); holder !== undefined; holder = pending.pop()) {
    for (const value of Array.isArray(holder) ? (holder as readonly Json[]) : Object.values(holder)) {
      if (typeof value === 'string') {
        if (value.length >= SHORTEST && hasMark(value)) return true;
      } else if (typeof value === 'object' && value !== null) pending.push(value);
    }
  }
  return false;
}

/** Of a Secret any value is meant to be secret, but for certificates, and for what stands in for a value. */
function isSecretValue({ text, path }: Field): boolean {
  if (text === '' || isStandIn(text)) return false;
  const plain = path[0] === 'data' ? Buffer.from(text, 'base64').toString('latin1') : text;
  return !isPublicPem(plain) && !isStandIn(plain);
}

function secretViolation(manifest: Manifest): Violation | undefined {
  if (kindKey(manifest) !== 'Secret') return undefined;
  const root = Field.root(manifest);
  const values = ['data', 'stringData'].flatMap((name) => root.get(name).entries).filter(([, it]) => isSecretValue(it));
  const [first] = values;
  if (first === undefined) return undefined;
  const keys = quoted([...new Set(values.map(([key]) => key))]);
  return { path: first[1].path, message: `The Secret comes with values, for ${keys}: ${EFFECT}`, fix: FIX };
}

function isValueOfSecret(manifest: Manifest, [first]: Path): boolean {
  return kindKey(manifest) === 'Secret' && (first === 'data' || first === 'stringData');
}

export const keyMaterialInManifest: MeshRule = {
  id: 'key-material-in-manifest',
  code: 'SI0121',
  severity: 'error',
  kinds: [ANY_KIND],
  summary: 'No manifest has a private key, a token or the values of a Secret in it.',
  check(manifest, { report }) {
    const violation = secretViolation(manifest);
    if (violation !== undefined) report(violation);
    if (!mayHold(manifest)) return;
    for (const { text, path } of textsBelow(Field.root(manifest))) {
      const found = isValueOfSecret(manifest, path) ? undefined : keyMaterialIn(text);
      if (found !== undefined) report({ path, message: `There is ${found} in this value: ${EFFECT}`, fix: FIX });
    }
  },
};
