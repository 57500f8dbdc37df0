const order = { shown: 0, censored: 1, held: 2, refused: 3 } as const;

/** The verdict that counts of several checks: refused before held before censored before shown, the first of the same. */
export const strictest = <Verdict extends { readonly verdict: keyof typeof order }>(
  verdicts: readonly Verdict[],
): Verdict | undefined => {
  const sorted = verdicts.toSorted((one, other) => order[other.verdict] - order[one.verdict]);
  return sorted[0];
};
