/** True when some name is in both. `*` may lead a part of a label here; `*.foo.com` does not hold `foo.com`. */
export function hostsOverlap(one: string, other: string): boolean {
  return isHostWithin(one, other) || isHostWithin(other, one);
}

/** True when every name in `inner` is in `outer`. */
export function isHostWithin(inner: string, outer: string): boolean {
  return outer.startsWith('*') ? inner.endsWith(outer.slice(1)) : inner === outer;
}
