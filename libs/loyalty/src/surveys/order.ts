/** FNV-1a, 32 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  // The last characters differ most: mix them into the high bits.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** Whether something is in a sample of so many percent. The same seed always decides the same. */
export const isSampled = (seed: string, percent: number): boolean => hashOf(seed) % 100 < percent;

/** An order by chance that is always the same for the same seed, so that a page that is opened again looks the same. */
export const shuffled = <Item extends { readonly key: string }>(
  items: readonly Item[],
  seed: string,
): Item[] =>
  items
    .map((item) => ({ item, place: hashOf(`${seed} ${item.key}`) }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
