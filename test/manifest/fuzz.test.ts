import type { Position } from '../../lib/finding';
import { Catalog } from '../../lib/manifest/catalog';
import { parse } from '../../lib/manifest/parse';

const SEEDS = [
  `# a gateway
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: public
  labels: {app: "a", on: 'b', n: 0777}
spec:
  servers:
    - port: {number: 443, name: https, protocol: HTTPS}
      hosts: ["*.example.com", 001:db8::]
      tls: &tls
        mode: SIMPLE
        credentialName: cert
    - <<: *tls
      port: *tls
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: {name: p, labels: {a: b}}
  - ? [x]
    : >-
      folded
      text
`,
  '{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "\\u00e9"}}]}',
];
const ALPHABET = Buffer.from(' \t\n\r\0:-?,[]{}#&*!|>\'"%@`~<.0aé\\/\ufeff\u0085');

/** The same numbers in every run: a linear congruential generator. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutated(seed: Buffer, next: (below: number) => number): Buffer {
  let bytes = seed;
  for (let count = 1 + next(4); count > 0; count--) {
    const [at, to] = [next(bytes.length), next(bytes.length)];
    const inserted =
      next(3) === 0 ? Buffer.from([next(256)]) : ALPHABET.subarray(next(ALPHABET.length)).subarray(0, 1 + next(2));
    const middle = next(4) === 0 ? bytes.subarray(Math.min(at, to), Math.max(at, to)) : inserted;
    bytes = Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(at + next(3))]);
  }
  return bytes;
}

test('whatever the bytes, parsing ends, and every place is in the file', () => {
  const next = random(20);
  const outcomes = { objects: 0, problems: 0, skipped: 0 };
  for (let round = 0; round < 1500; round++) {
    const { objects, problems, skipped, notes, source } = parse(
      'a',
      mutated(Buffer.from(SEEDS[round % 2] ?? ''), next),
    );
    const lines = source.text.split('\n').length;
    const places: Position[] = [
      ...problems,
      ...objects.map(({ origin }) => origin.locate(['metadata', 'labels', 'a'])),
    ];
    for (const note of notes) places.push(note.manifest.origin.locate(note.path));
    expect(places.filter(({ line, column }) => line < 1 || line > lines || column < 1)).toEqual([]);
    expect(new Catalog(objects).podsWith({ a: 'b' }).length).toBeLessThanOrEqual(objects.length);
    outcomes.objects += objects.length;
    outcomes.problems += problems.length;
    outcomes.skipped += skipped.length;
  }

  expect(Object.values(outcomes).every((count) => count > 20) || outcomes).toBe(true);
});
