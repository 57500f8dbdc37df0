import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/ui/format.ts';
import { isCurrency, majorOf, minorOf } from '#lib/shell/form/amount.ts';
import { list, strong } from '../wording.ts';
import { newKey, wholeOf, type RuleKind } from './kind.ts';

type Effect = Extract<RuleEffect, { kind: 'points-per-money' }>;
export type Rate = Effect['rates'][number];

export interface RateRow {
  key: number;
  currency: string;
  points: string;
  /** Major units as typed. */
  per: string;
}
export interface MoneyDraft {
  rates: RateRow[];
}

export const newRate = (currency: string): RateRow => ({ key: newKey(), currency, points: '1', per: '1' });

const rateOf = ({ currency, points, per }: RateRow): Rate | null => {
  const minor = isCurrency(currency) ? minorOf(per, currency) : null;
  const whole = wholeOf(points, 10_000);
  return minor && whole ? { currency, points: whole, per: minor } : null;
};

/** Faults: `rate-<key>`. */
export const pointsPerMoney: RuleKind<Effect, MoneyDraft> = {
  name: m.console_rules_kind_money,

  empty: (currency) => ({ rates: [newRate(currency)] }),

  read: ({ rates }) => ({
    rates: rates.map(({ currency, points, per }) => ({
      key: newKey(),
      currency,
      points: String(points),
      per: majorOf(per, currency),
    })),
  }),

  faults: ({ rates }) => rates.filter((row) => !rateOf(row)).map(({ key }) => `rate-${key}`),

  effect: (draft) => {
    const rates = draft.rates.flatMap((row) => rateOf(row) ?? []);
    return rates.length > 0 ? { kind: 'points-per-money', rates } : null;
  },

  sentence: ({ rates }, { where, limits }, wording) => {
    const said = rates.map(({ points, per, currency }) =>
      strong(
        m.console_sentence_rate({ count: points, money: money(per, currency, wording.locale) }, wording),
      ),
    );
    return m.console_sentence_money({ rates: list(said, 'conjunction', wording), where, limits }, wording);
  },
};
