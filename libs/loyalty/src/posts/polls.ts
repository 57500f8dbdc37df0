export interface PollTerms {
  readonly options: number;
  /** How many options a member may choose. */
  readonly most: number;
  /** Milliseconds since 1970; null for no end. */
  readonly endsAt: number | null;
}

/** A poll ends at this moment: a vote in the same millisecond comes too late. */
export const isPollOver = ({ endsAt }: Pick<PollTerms, 'endsAt'>, now: number): boolean =>
  endsAt !== null && endsAt <= now;

export type VoteRefusal = 'over' | 'too-many' | 'unknown-option';

/** Why this vote does not count; null if it does. */
export const voteRefusal = (
  terms: PollTerms,
  choices: readonly number[],
  now: number,
): VoteRefusal | null => {
  if (isPollOver(terms, now)) return 'over';
  if (choices.length > terms.most) return 'too-many';
  return choices.every((choice) => choice < terms.options) ? null : 'unknown-option';
};

/**
 * Whole percent of those who voted, by option. Where each member has one vote they add up to 100: the options that
 * lose most by rounding down get the rest, the first one where they are equal.
 */
export const pollShares = (votes: readonly number[], voters: number, most: number): number[] => {
  if (voters === 0) return votes.map(() => 0);
  if (most > 1) return votes.map((count) => Math.round((100 * count) / voters));
  const exact = votes.map((count) => (100 * count) / voters);
  const shares = exact.map(Math.floor);
  const rest = 100 - shares.reduce((sum, share) => sum + share, 0);
  const byLoss = exact
    .map((share, place) => ({ place, loss: share - Math.floor(share) }))
    .sort((one, other) => other.loss - one.loss || one.place - other.place);
  for (const { place } of byLoss.slice(0, rest)) shares[place] = (shares[place] ?? 0) + 1;
  return shares;
};
