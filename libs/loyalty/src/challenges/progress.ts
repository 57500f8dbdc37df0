/** How far a member is in a challenge. */
export interface Progress {
  /** Of all purchases, less returns. */
  readonly counted: number;
  /** By filled cards. More than counted after a return, while a reward that was used stays. */
  readonly used: number;
}

/** How far a member is in one period of a challenge, or in the challenge if it never starts again. */
export interface PeriodProgress extends Progress {
  /** As `challengePeriodOf` says. */
  readonly period: string;
  /** Cards that were filled in it and not withdrawn. */
  readonly standing: number;
}

export interface Goal {
  readonly goal: number;
  /** The next card begins when one is filled. */
  readonly repeats: boolean;
  /** Cards that a member can fill in all periods together; null for any number. */
  readonly mostFilled: number | null;
}

/** One purchase fills no more cards than this. */
export const mostAtOnce = 50;

/** What of a purchase counts: not more than fills so many cards. */
export const countable = (counted: number, { goal }: Pick<Goal, 'goal'>): number =>
  Math.min(counted, goal * mostAtOnce);

/** The progress in a period; nothing if nothing counted in it. */
export const progressIn = (periods: readonly PeriodProgress[], period: string): PeriodProgress =>
  periods.find((each) => each.period === period) ?? { period, counted: 0, used: 0, standing: 0 };

/** Cards that were filled in all periods and not withdrawn. */
export const standingIn = (periods: readonly PeriodProgress[]): number =>
  periods.reduce((sum, { standing }) => sum + standing, 0);

/**
 * How many more cards can be filled in this period.
 * @param here cards that were filled in it and not withdrawn
 * @param ever cards of all periods
 */
export const fillsLeft = ({ repeats, mostFilled }: Omit<Goal, 'goal'>, here: number, ever: number): number =>
  Math.max(0, Math.min(repeats ? Infinity : 1 - here, (mostFilled ?? Infinity) - ever));

/** A card that was filled. */
export interface Fill {
  readonly id: string;
  /** What it took. */
  readonly goal: number;
  /** 'kept': a return took its purchases back, but the reward had been used. */
  readonly state: 'given' | 'withdrawn' | 'kept';
  readonly rewardUsed: boolean;
  /** The return that withdrew or kept it. */
  readonly changedBy: string | null;
}

/** A card that was filled in that period. */
export interface FillOfPeriod extends Fill {
  readonly period: string;
}

/** What is on the open card. */
export const onCard = ({ counted, used }: Progress): number => Math.max(0, counted - used);

/** The last counts, the newest first, that make up the open card; each with its part of it. */
export const openCardOf = <Count extends { readonly counted: number }>(
  newestFirst: readonly Count[],
  progress: Progress,
): { readonly count: Count; readonly stamps: number }[] => {
  let missing = onCard(progress);
  const parts: { readonly count: Count; readonly stamps: number }[] = [];
  for (const count of newestFirst) {
    if (missing === 0) break;
    const stamps = Math.min(missing, count.counted);
    if (stamps > 0) parts.push({ count, stamps });
    missing -= stamps;
  }
  return parts;
};

/** What must be counted again before the next card begins, because a used reward was kept. */
export const owedBefore = ({ counted, used }: Progress): number => Math.max(0, used - counted);

/**
 * Counts more, and fills as many cards as that makes, but not more than one purchase may fill. What is above waits.
 * @param left how many more can be filled
 */
export const advance = (
  { counted, used }: Progress,
  more: number,
  goal: number,
  left: number,
): { readonly progress: Progress; readonly fills: number } => {
  const total = counted + more;
  const fills = Math.min(Math.floor(Math.max(0, total - used) / goal), left, mostAtOnce);
  return { progress: { counted: total, used: used + fills * goal }, fills };
};

export interface Retreat<F extends Fill = Fill> {
  readonly progress: Progress;
  /** Cards that are no longer filled; their rewards are unused. */
  readonly withdrawn: readonly F[];
  /** Cards that should be withdrawn, but whose reward was used: it stays. */
  readonly kept: readonly F[];
}

/**
 * Counts less, because goods came back. Withdraws cards that are no longer filled: unused rewards first, the newest
 * first. A used one stays, and what it took must be counted again before the next card begins.
 * @param fills of the member, in the order in which they were filled
 */
export const retreat = <F extends Fill>(
  { counted, used }: Progress,
  less: number,
  fills: readonly F[],
): Retreat<F> => {
  const left = counted - less;
  const standing = fills.filter(({ state }) => state !== 'withdrawn').reverse();
  const withdrawn = takenUntil(
    standing.filter(({ rewardUsed }) => !rewardUsed),
    used - left,
  );
  const still = used - sumOf(withdrawn);
  const kept = takenUntil(
    standing.filter(({ rewardUsed, state }) => rewardUsed && state === 'given'),
    still - left,
  );
  return { progress: { counted: left, used: still }, withdrawn, kept };
};

/** As many as are needed to cover it. */
const takenUntil = <F extends Fill>(fills: readonly F[], missing: number): F[] => {
  const taken: F[] = [];
  for (const fill of fills) {
    if (sumOf(taken) >= missing) break;
    taken.push(fill);
  }
  return taken;
};

const sumOf = (fills: readonly Fill[]): number => fills.reduce((sum, { goal }) => sum + goal, 0);

export interface Resumption<F extends Fill = Fill> {
  readonly progress: Progress;
  /** Cards that the return had withdrawn and that are filled again. */
  readonly restored: readonly F[];
  /** Cards that the return had to keep: nothing is owed for them now. */
  readonly settled: readonly F[];
  /** Further cards that are filled. */
  readonly fills: number;
}

/**
 * The return was a mistake: what it took counts again.
 * @param fills of the period
 * @param elsewhere cards that were filled in other periods and not withdrawn
 */
export const resume = <F extends Fill>(
  progress: Progress,
  more: number,
  goal: Goal,
  {
    fills,
    elsewhere,
    returnId,
  }: { readonly fills: readonly F[]; readonly elsewhere: number; readonly returnId: string },
): Resumption<F> => {
  const changed = fills.filter(({ changedBy }) => changedBy === returnId);
  const counted = progress.counted + more;
  let { used } = progress;
  const here = fills.filter(({ state }) => state !== 'withdrawn').length;
  let left = fillsLeft(goal, here, here + elsewhere);
  const restored = changed.filter((fill) => {
    if (fill.state !== 'withdrawn' || left === 0 || counted - used < fill.goal) return false;
    used += fill.goal;
    left -= 1;
    return true;
  });
  const { progress: after, fills: further } = advance({ counted, used }, 0, goal.goal, left);
  const settled = counted >= used ? changed.filter(({ state }) => state === 'kept') : [];
  return { progress: after, restored, settled, fills: further };
};
