/** Under this many answers no figure is shown. */
export const leastForFigures = 10;
/** Under this many answers a figure comes with a warning. */
export const leastForTrust = 100;
/** Under this many answers a cell of a table is not shown, because people could be told apart. */
const leastInCell = 5;

/**
 * The counts that may be shown; null for those that may not. Zero is shown. As the total is known, what is hidden is never one
 * cell alone and never fewer than `least` together: the next smallest cell is hidden too.
 */
export const shownCells = (counts: readonly number[], least = leastInCell): (number | null)[] => {
  const order = counts.map((_, index) => index).filter((index) => counts[index] !== 0);
  order.sort((one, other) => (counts[one] ?? 0) - (counts[other] ?? 0));
  const hidden = new Set<number>();
  let together = 0;
  for (const index of order) {
    const count = counts[index] ?? 0;
    const isEnough = hidden.size === 0 || (hidden.size > 1 && together >= least);
    if (count >= least && isEnough) break;
    hidden.add(index);
    together += count;
  }
  return counts.map((count, index) => (hidden.has(index) ? null : count));
};
