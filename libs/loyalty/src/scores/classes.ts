/** In percent of all value; C has the rest. */
export interface ClassShares {
  readonly a: number;
  readonly b: number;
}

export type ValueClass = 'A' | 'B' | 'C';

export const usualShares: ClassShares = { a: 80, b: 15 };

/**
 * The class of a buyer by what all better ones brought together. The buyer who crosses a border belongs to the higher class. What is
 * not above zero is C.
 * @param before of all buyers with more value, in minor units
 * @param total of all buyers with a value above zero
 */
export const classOf = (value: number, before: number, total: number, { a, b }: ClassShares): ValueClass => {
  if (value <= 0) return 'C';
  // Large sums times a hundred are beyond exact numbers.
  const isBelow = (percent: number): boolean => BigInt(before) * 100n < BigInt(total) * BigInt(percent);
  if (isBelow(a)) return 'A';
  return isBelow(a + b) ? 'B' : 'C';
};

/** The order of value: more comes first, equal ones by their ids. */
export const byValue = (
  one: { readonly id: string; readonly value: number },
  other: { readonly id: string; readonly value: number },
): number => other.value - one.value || (one.id < other.id ? -1 : 1);

export interface Ranked {
  readonly id: string;
  readonly value: number;
  /** From 1. */
  readonly rank: number;
  /** What this one and all better ones brought. */
  readonly upTo: number;
  readonly class: ValueClass;
}

/** Goes on from the buyers before these, which are in the order of value. */
export const ranked = (
  buyers: readonly { readonly id: string; readonly value: number }[],
  from: { readonly rank: number; readonly upTo: number },
  total: number,
  shares: ClassShares,
): Ranked[] => {
  let { rank, upTo } = from;
  return buyers.map(({ id, value }) => {
    const before = upTo;
    rank += 1;
    upTo += Math.max(value, 0);
    return { id, value, rank, upTo, class: classOf(value, before, total, shares) };
  });
};
