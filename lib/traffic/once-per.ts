/** The work for each key is done once, however many ask, and forgotten with the key. */
export function oncePer<K extends object, V>(work: (key: K) => V): (key: K) => V {
  const done = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const known = done.get(key);
    if (known !== undefined) return known.value;
    const value = work(key);
    done.set(key, { value });
    return value;
  };
}
