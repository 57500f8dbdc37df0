import type { Outcome } from './bulks.repository.ts';

const unchanged = { problem: null, given: null, tag: null, missing: 0, approval: null, place: null } as const;

/** A member was changed: by what was given, by a tag, or by nothing that could be taken back. */
export const changed = (
  what: Partial<Pick<Outcome, 'given' | 'place' | 'tag' | 'missing' | 'problem'>> = {},
): Outcome => ({
  ...unchanged,
  ...what,
  state: 'changed',
});

export const leftToApproval = (approval: string): Outcome => ({ ...unchanged, state: 'approval', approval });

/** Nothing was left of points that were given. */
export const nothingLeft = (missing: number): Outcome => ({
  ...unchanged,
  state: 'refused',
  problem: 'insufficient-points',
  missing,
});
