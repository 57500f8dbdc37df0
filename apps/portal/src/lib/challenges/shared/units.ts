import type { OwnChallenge } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/ui/format.ts';

type Unit = OwnChallenge['unit'];
type Of<Kind extends Unit['kind']> = Extract<Unit, { kind: Kind }>;
type Figures = Pick<OwnChallenge, 'unit' | 'counted' | 'goal' | 'missing'>;

/** How the numbers of a challenge read, by what it counts. */
interface UnitWords<U extends Unit> {
  /** '3 of 10 stamps' */
  progress: (of: Figures, unit: U) => string;
  /** '7 stamps to go' */
  toGo: (missing: number, unit: U) => string;
  /** What one purchase counted. */
  counted: (count: number, unit: U) => string;
  owed: (count: number, unit: U) => string;
  till: (name: string, of: Figures, unit: U) => string;
}

const words: { readonly [K in Unit['kind']]: UnitWords<Of<K>> } = {
  stamps: {
    progress: ({ counted, goal }) => m.challenges_progress({ counted, goal }),
    toGo: (count) => m.challenges_to_go({ count }),
    counted: (count) => m.challenges_counted({ count }),
    owed: (count) => m.challenges_owed({ count }),
    till: (name, { counted, goal }) => m.challenges_till_progress({ name, counted, goal }),
  },
  money: {
    progress: ({ counted, goal }, { currency }) =>
      m.challenges_money_progress({ counted: money(counted, currency), goal: money(goal, currency) }),
    toGo: (missing, { currency }) => m.challenges_money_to_go({ amount: money(missing, currency) }),
    counted: (count, { currency }) => money(count, currency),
    owed: (count, { currency }) => m.challenges_money_owed({ amount: money(count, currency) }),
    till: (name, { counted, goal }, { currency }) =>
      m.challenges_till_money({ name, counted: money(counted, currency), goal: money(goal, currency) }),
  },
  periods: {
    progress: ({ counted, goal }, { every }) => spans[every].progress({ counted, goal }),
    toGo: (count, { every }) => spans[every].toGo({ count }),
    counted: (_, { every }) => spans[every].counted(),
    owed: (count, { every }) => spans[every].owed({ count }),
    till: (name, { counted, goal }) => m.challenges_till_progress({ name, counted, goal }),
  },
};

const spans = {
  week: {
    progress: m.challenges_streak_progress_week,
    toGo: m.challenges_streak_to_go_week,
    counted: m.challenges_streak_counted_week,
    owed: m.challenges_streak_owed_week,
  },
  month: {
    progress: m.challenges_streak_progress_month,
    toGo: m.challenges_streak_to_go_month,
    counted: m.challenges_streak_counted_month,
    owed: m.challenges_streak_owed_month,
  },
} as const;

const wordsOf = (unit: Unit): UnitWords<Unit> => words[unit.kind] as UnitWords<Unit>;

export const progressText = (of: Figures): string => wordsOf(of.unit).progress(of, of.unit);
export const toGoText = ({ unit, missing }: Figures): string => wordsOf(unit).toGo(missing, unit);
export const countedText = (count: number, unit: Unit): string => wordsOf(unit).counted(count, unit);
export const owedText = (count: number, unit: Unit): string => wordsOf(unit).owed(count, unit);
export const tillText = (name: string, of: Figures): string => wordsOf(of.unit).till(name, of, of.unit);
