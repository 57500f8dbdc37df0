/** Milliseconds of the fastest run: others may use the processor too. Ends when a run took less than `limit`. */
export const fastest = (runs: number, limit: number, work: () => void): number => {
  let best = Infinity;
  for (let run = 0; run < runs && best >= limit; run += 1) {
    const begun = performance.now();
    work();
    best = Math.min(best, performance.now() - begun);
  }
  return best;
};
