/** Members who allow no profiling are counted only among so many. */
export const leastOfCrowd = 20;

export interface Counted {
  readonly members: number;
  readonly value: number;
}

/** What is shown of a cell: those who allow profiling, and the others if they are enough. */
export const shownOfCell = (allowed: Counted, others: Counted): Counted => {
  if (others.members < leastOfCrowd) return allowed;
  return { members: allowed.members + others.members, value: allowed.value + others.value };
};

/** Fewer buyers give tenths in which someone could be known. */
export const leastForTenths = 10 * leastOfCrowd;

/** The shown figures of cells, by what `cellOf` says of each count; cells in which nobody is shown are left out. */
export const shownByCell = <Count extends Counted & { readonly allowed: boolean }, Cell>(
  counts: readonly Count[],
  cellOf: (count: Count) => Cell | undefined,
): Map<Cell, Counted> => {
  const none: Counted = { members: 0, value: 0 };
  const sums = new Map<Cell, { allowed: Counted; others: Counted }>();
  for (const count of counts) {
    const cell = cellOf(count);
    if (cell === undefined) continue;
    const sum = sums.get(cell) ?? { allowed: none, others: none };
    const part = count.allowed ? 'allowed' : 'others';
    const { members, value } = sum[part];
    sums.set(cell, { ...sum, [part]: { members: members + count.members, value: value + count.value } });
  }
  const shown = [...sums].map(([cell, { allowed, others }]) => [cell, shownOfCell(allowed, others)] as const);
  return new Map(shown.filter(([, { members }]) => members > 0));
};
