import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { isCurrency, majorOf, minorOf } from '#lib/shell/form/amount.ts';
import {
  allLines,
  lineFaults,
  linesOf,
  readLines,
  type ChosenDraft,
} from '#lib/facts/shared/conditions/chosen-lines.ts';
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
/** Kinds of lines that earn only if a rule says so. */
export const extraKinds = ['gift-card', 'deposit'] as const;
export type ExtraKinds = Record<(typeof extraKinds)[number], boolean>;

export interface MoneyDraft {
  rates: RateRow[];
  also: ExtraKinds;
  lines: ChosenDraft;
}

export const newRate = (currency: string): RateRow => ({ key: newKey(), currency, points: '1', per: '1' });

const rateOf = ({ currency, points, per }: RateRow): Rate | null => {
  const minor = isCurrency(currency) ? minorOf(per, currency) : null;
  const whole = wholeOf(points, 10_000);
  return minor && whole ? { currency, points: whole, per: minor } : null;
};

export const readExtra = (kinds: Effect['alsoKinds'] = []): ExtraKinds => ({
  'gift-card': kinds.includes('gift-card'),
  deposit: kinds.includes('deposit'),
});

/** Faults: `rate-<key>`, `row-<key>`. */
export const pointsPerMoney: RuleKind<Effect, MoneyDraft> = {
  name: m.console_rules_kind_money,
  context: 'sale',

  empty: (currency) => ({ rates: [newRate(currency)], also: readExtra(), lines: allLines(currency) }),

  read: (effect, clubCurrency) => ({
    rates: effect.rates.map(({ currency, points, per }) => ({
      key: newKey(),
      currency,
      points: String(points),
      per: majorOf(per, currency),
    })),
    also: readExtra(effect.alsoKinds),
    lines: readLines(effect, clubCurrency),
  }),

  faults: ({ rates, lines }) => [
    ...rates.filter((row) => !rateOf(row)).map(({ key }) => `rate-${key}`),
    ...lineFaults(lines),
  ],

  effect: (draft) => {
    const rates = draft.rates.flatMap((row) => rateOf(row) ?? []);
    const alsoKinds = extraKinds.filter((kind) => draft.also[kind]);
    const also = alsoKinds.length > 0 ? { alsoKinds } : {};
    return rates.length > 0 ? { kind: 'points-per-money', rates, ...linesOf(draft.lines), ...also } : null;
  },
};
