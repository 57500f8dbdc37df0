import type { FillOfPeriod, Goal, PeriodProgress, Progress, Resumption, Retreat } from './progress.ts';

/** Periods in which a purchase counted, one after the other. */
export interface Run {
  /** How many. */
  readonly length: number;
  /** Whether a purchase of the asked period is one of them. */
  readonly isHeld: boolean;
}

/** How what counts fills a challenge. `periods` are all in which anything counted. */
export interface Course {
  /** Whether purchases still count when no more cards can be filled, because they decide what a return takes. */
  readonly countsWhenFull: boolean;
  /** How many more cards can be filled by what counts in the period. */
  left(goal: Omit<Goal, 'goal'>, periods: readonly PeriodProgress[], period: string): number;
  /** A purchase of the period counts more. Progress is that of the period. */
  advance(
    periods: readonly PeriodProgress[],
    period: string,
    more: number,
    goal: Goal,
  ): { readonly progress: Progress; readonly fills: number };
  /**
   * Goods of a purchase of the period came back.
   * @param fills all of the member, in the order in which they were filled
   */
  retreat(
    periods: readonly PeriodProgress[],
    period: string,
    less: number,
    goal: Goal,
    fills: readonly FillOfPeriod[],
  ): Retreat<FillOfPeriod>;
  /** The return was a mistake: what it took counts again. */
  resume(
    periods: readonly PeriodProgress[],
    period: string,
    more: number,
    goal: Goal,
    fills: readonly FillOfPeriod[],
    returnId: string,
  ): Resumption<FillOfPeriod>;
  /** What is on the open card of the period, and what must be counted before it begins. */
  open(
    periods: readonly PeriodProgress[],
    period: string,
    goal: Pick<Goal, 'goal'>,
  ): { readonly counted: number; readonly owed: number };
  /** The purchases of the open card, the newest first. */
  stamps<Count extends { readonly counted: number; readonly period: string }>(
    newestFirst: readonly Count[],
    periods: readonly PeriodProgress[],
    period: string,
    goal: Pick<Goal, 'goal'>,
  ): { readonly count: Count; readonly stamps: number }[];
  /** The periods in a row that the period continues or could continue; null if their order does not matter. */
  run(periods: readonly PeriodProgress[], period: string): Run | null;
}

/** The periods after one of them changed. */
export const withProgress = (
  periods: readonly PeriodProgress[],
  period: string,
  { counted, used }: Progress,
  fills = 0,
): PeriodProgress[] => {
  const standing = (periods.find((each) => each.period === period)?.standing ?? 0) + fills;
  return [...periods.filter((each) => each.period !== period), { period, counted, used, standing }];
};
