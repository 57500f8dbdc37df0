import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { isCurrency, majorOf, minorOf } from '#lib/shell/form/amount.ts';
import { allLines, lineFaults, linesOf, readLines, type ChosenDraft } from './chosen-lines.ts';
import { newKey, wholeOf, type RuleKind } from './kind.ts';
import type { Rate } from '../../shared/kinds/points-per-money.ts';

type Effect = Extract<RuleEffect, { kind: 'points-per-money' }>;

export interface RateRow {
  key: number;
  currency: string;
  points: string;
  /** Major units as typed. */
  per: string;
}
export interface MoneyDraft {
  rates: RateRow[];
  lines: ChosenDraft;
}

export const newRate = (currency: string): RateRow => ({ key: newKey(), currency, points: '1', per: '1' });

const rateOf = ({ currency, points, per }: RateRow): Rate | null => {
  const minor = isCurrency(currency) ? minorOf(per, currency) : null;
  const whole = wholeOf(points, 10_000);
  return minor && whole ? { currency, points: whole, per: minor } : null;
};

/** Faults: `rate-<key>`, `row-<key>`. */
export const pointsPerMoney: RuleKind<Effect, MoneyDraft> = {
  name: m.console_rules_kind_money,
  context: 'sale',

  empty: (currency) => ({ rates: [newRate(currency)], lines: allLines(currency) }),

  read: (effect, clubCurrency) => ({
    rates: effect.rates.map(({ currency, points, per }) => ({
      key: newKey(),
      currency,
      points: String(points),
      per: majorOf(per, currency),
    })),
    lines: readLines(effect, clubCurrency),
  }),

  faults: ({ rates, lines }) => [
    ...rates.filter((row) => !rateOf(row)).map(({ key }) => `rate-${key}`),
    ...lineFaults(lines),
  ],

  effect: (draft) => {
    const rates = draft.rates.flatMap((row) => rateOf(row) ?? []);
    return rates.length > 0 ? { kind: 'points-per-money', rates, ...linesOf(draft.lines) } : null;
  },
};
