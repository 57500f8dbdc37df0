import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { isCurrency, majorOf, minorOf } from '#lib/shell/form/amount.ts';
import { newKey, wholeOf, type RuleKind } from './kind.ts';

type Effect = Extract<RuleEffect, { kind: 'fixed-points' }>;
type Minimum = Effect['minimums'][number];

export interface MinimumRow {
  key: number;
  currency: string;
  /** Major units as typed. */
  amount: string;
}
export interface FixedDraft {
  points: string;
  minimums: MinimumRow[];
}

export const newMinimum = (currency: string): MinimumRow => ({ key: newKey(), currency, amount: '' });

const minimumOf = ({ currency, amount }: MinimumRow): Minimum | null => {
  const minor = isCurrency(currency) ? minorOf(amount, currency) : null;
  return minor ? { currency, amount: minor } : null;
};
const pointsOf = (typed: string): number | null => wholeOf(typed, 1_000_000);

/** Faults: `points`, `minimum-<key>`. */
export const fixedPoints: RuleKind<Effect, FixedDraft> = {
  name: m.console_rules_kind_fixed,
  context: 'sale',

  empty: () => ({ points: '10', minimums: [] }),

  read: ({ points, minimums }) => ({
    points: String(points),
    minimums: minimums.map(({ currency, amount }) => ({
      key: newKey(),
      currency,
      amount: majorOf(amount, currency),
    })),
  }),

  faults: ({ points, minimums }) => [
    ...(pointsOf(points) === null ? ['points'] : []),
    ...minimums.filter((row) => !minimumOf(row)).map(({ key }) => `minimum-${key}`),
  ],

  effect: (draft) => {
    const points = pointsOf(draft.points);
    const minimums = draft.minimums.flatMap((row) => minimumOf(row) ?? []);
    return points === null ? null : { kind: 'fixed-points', points, minimums };
  },
};
