import { append } from '../groups';
import type { Pod } from './pods';

export type Labels = Readonly<Record<string, string>>;

/** Pods by label, so that a selector looks only at the Pods that have its rarest label. */
export class PodIndex {
  private readonly buckets = new Map<string, Pod[]>();

  constructor(readonly pods: readonly Pod[]) {
    for (const pod of pods) {
      append(this.buckets, key(pod.namespace), pod);
      for (const [name, value] of Object.entries(pod.labels)) {
        append(this.buckets, key(undefined, name, value), pod);
        append(this.buckets, key(pod.namespace, name, value), pod);
      }
    }
  }

  /** In the order of `pods`. */
  select(labels: Labels, namespace?: string): readonly Pod[] {
    const wanted = Object.entries(labels);
    const everyone = namespace === undefined ? this.pods : this.bucket(key(namespace));
    const buckets = wanted.map(([name, value]) => this.bucket(key(namespace, name, value)));
    const fewest = buckets.reduce<readonly Pod[]>(
      (best, bucket) => (bucket.length < best.length ? bucket : best),
      everyone,
    );
    return fewest.filter((pod) => wanted.every(([name, value]) => pod.labels[name] === value));
  }

  private bucket(at: string): readonly Pod[] {
    return this.buckets.get(at) ?? [];
  }
}

function key(...parts: readonly (string | undefined)[]): string {
  return parts.map((part) => part ?? '').join('\0');
}
