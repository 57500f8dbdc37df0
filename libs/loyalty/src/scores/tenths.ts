/** Fewer buyers have no tenths. */
const leastOfTenths = 10;

/**
 * The tenth of a rank among so many, 1 to 10, as `ntile(10)` gives it: if they cannot be equal, the first ones have one more.
 * Null for fewer than ten.
 */
export const tenthOf = (rank: number, count: number): number | null => {
  if (count < leastOfTenths) return null;
  const [size, longer] = [Math.floor(count / 10), count % 10];
  const inLonger = longer * (size + 1);
  if (rank <= inLonger) return Math.ceil(rank / (size + 1));
  return longer + Math.ceil((rank - inLonger) / size);
};
