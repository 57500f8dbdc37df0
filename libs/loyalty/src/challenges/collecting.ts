import type { Course } from './course.ts';
import {
  advance,
  fillsLeft,
  onCard,
  openCardOf,
  owedBefore,
  progressIn,
  resume,
  retreat,
  standingIn,
  type FillOfPeriod,
} from './progress.ts';

/** What counts adds up until it reaches the goal, in each period for itself. */
export const collecting: Course = {
  countsWhenFull: false,
  left: (goal, periods, period) => fillsLeft(goal, progressIn(periods, period).standing, standingIn(periods)),
  advance: (periods, period, more, goal) =>
    advance(progressIn(periods, period), more, goal.goal, collecting.left(goal, periods, period)),
  retreat: (periods, period, less, _goal, fills) =>
    retreat(progressIn(periods, period), less, fills.filter(isOf(period))),
  resume: (periods, period, more, goal, fills, returnId) =>
    resume(progressIn(periods, period), more, goal, {
      fills: fills.filter(isOf(period)),
      elsewhere: fills.filter((fill) => !isOf(period)(fill) && fill.state !== 'withdrawn').length,
      returnId,
    }),
  open: (periods, period) => {
    const progress = progressIn(periods, period);
    return { counted: onCard(progress), owed: owedBefore(progress) };
  },
  stamps: (newestFirst, periods, period) =>
    openCardOf(newestFirst.filter(isOf(period)), progressIn(periods, period)),
  run: () => null,
};

const isOf =
  (period: string) =>
  (each: Pick<FillOfPeriod, 'period'>): boolean =>
    each.period === period;
