import { withProgress, type Course, type Run } from './course.ts';
import type { Span } from './kinds/kind.ts';
import {
  fillsLeft,
  mostAtOnce,
  progressIn,
  standingIn,
  type FillOfPeriod,
  type Goal,
  type PeriodProgress,
} from './progress.ts';

/**
 * Periods in a row fill a card: each run of periods fills as many as it holds whole cards. So only the periods that have
 * a purchase decide, and not the order in which purchases and returns come. Cards that remain although no run fills them
 * (their reward was used) are owed.
 */
export const inARow = (every: Span): Course => {
  const earned = (periods: readonly PeriodProgress[], { goal }: Pick<Goal, 'goal'>): number =>
    runsOf(periods, every).reduce((sum, run) => sum + Math.floor(run.length / goal), 0);
  const open = (periods: readonly PeriodProgress[], period: string, goal: Pick<Goal, 'goal'>) => {
    const begun = runAt(periods, period, every).length % goal.goal;
    const missing = Math.max(0, standingIn(periods) - earned(periods, goal)) * goal.goal;
    return missing > 0 ? { counted: 0, owed: missing - begun } : { counted: begun, owed: 0 };
  };
  const left: Course['left'] = (goal, periods) => {
    const ever = standingIn(periods);
    return fillsLeft(goal, ever, ever);
  };
  return {
    countsWhenFull: true,
    left,
    advance: (periods, period, more, goal) => {
      const progress = moved(periods, period, more);
      const due = earned(withProgress(periods, period, progress), goal) - standingIn(periods);
      return { progress, fills: Math.max(0, Math.min(due, left(goal, periods, period), mostAtOnce)) };
    },
    retreat: (periods, period, less, goal, fills) => {
      const progress = moved(periods, period, -less);
      const newestFirst = fills.filter(isStanding).reverse();
      const over = newestFirst.length - earned(withProgress(periods, period, progress), goal);
      const withdrawn = newestFirst.filter(({ rewardUsed }) => !rewardUsed).slice(0, Math.max(0, over));
      const noted = newestFirst.filter(({ state }) => state === 'kept').length;
      const kept = newestFirst
        .filter(({ rewardUsed, state }) => rewardUsed && state === 'given')
        .slice(0, Math.max(0, over - withdrawn.length - noted));
      return { progress, withdrawn, kept };
    },
    resume: (periods, period, more, goal, fills, returnId) => {
      const progress = moved(periods, period, more);
      const changed = fills.filter(({ changedBy }) => changedBy === returnId);
      const standing = fills.filter(isStanding).length;
      const due = earned(withProgress(periods, period, progress), goal) - standing;
      const possible = Math.max(0, Math.min(due, fillsLeft(goal, standing, standing), mostAtOnce));
      const restored = changed.filter(({ state }) => state === 'withdrawn').slice(0, possible);
      const settled = due >= 0 ? changed.filter(({ state }) => state === 'kept') : [];
      return { progress, restored, settled, fills: possible - restored.length };
    },
    open,
    stamps: (newestFirst, periods, period, goal) => {
      const { counted } = open(periods, period, goal);
      if (counted === 0) return [];
      const shown = new Set(runAt(periods, period, every).slice(-counted));
      // The first purchase of each period.
      const firsts = new Map(
        newestFirst
          .filter((count) => count.counted > 0 && shown.has(count.period))
          .map((count) => [count.period, count]),
      );
      return [...firsts.values()]
        .sort((one, other) => (one.period < other.period ? 1 : -1))
        .map((count) => ({ count, stamps: 1 }));
    },
    run: (periods, period): Run => {
      const run = runAt(periods, period, every);
      return { length: run.length, isHeld: run.includes(period) };
    },
  };
};

const moved = (periods: readonly PeriodProgress[], period: string, more: number) => ({
  counted: progressIn(periods, period).counted + more,
  used: 0,
});

const isStanding = ({ state }: FillOfPeriod): boolean => state !== 'withdrawn';

/** First days of periods with a purchase, one period after the other. */
const runsOf = (periods: readonly PeriodProgress[], every: Span): string[][] => {
  const held = periods
    .filter(({ counted }) => counted > 0)
    .map(({ period }) => period)
    .sort();
  const runs: string[][] = [];
  for (const period of held) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last !== undefined && periodAfter(last, every) === period) run.push(period);
    else runs.push([period]);
  }
  return runs;
};

/** The run that has the period, or that the period would continue; empty if there is none. */
const runAt = (periods: readonly PeriodProgress[], period: string, every: Span): string[] => {
  const runs = runsOf(periods, every);
  return (
    runs.find((run) => run.includes(period)) ??
    runs.find((run) => periodAfter(run.at(-1) ?? '', every) === period) ??
    []
  );
};

const steps: { readonly [S in Span]: Temporal.DurationLike } = { week: { weeks: 1 }, month: { months: 1 } };

const periodAfter = (period: string, every: Span): string =>
  Temporal.PlainDate.from(period).add(steps[every]).toString();
