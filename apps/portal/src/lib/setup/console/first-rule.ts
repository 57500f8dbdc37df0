import type { RuleContent } from '@regulars/contracts';
import { minorOf } from '#lib/shell/form/amount.ts';

/** Roughly the value of a euro, as a start. */
const roughly: Record<string, string> = {
  CZK: '25',
  PLN: '4',
  HUF: '400',
  RON: '5',
  SEK: '10',
  NOK: '10',
  DKK: '10',
  JPY: '150',
  KRW: '1500',
};

export const firstAmount = (currency: string): string => roughly[currency] ?? '1';
export const fieldOf = (currency: string): string => `per_${currency}`;

type Rates = Extract<RuleContent['effect'], { kind: 'points-per-money' }>['rates'];

/** One point for each of these typed amounts, without currencies whose amount is invalid or zero. */
export const ratesOf = (currencies: readonly string[], values: Record<string, string>): Rates =>
  currencies.flatMap((currency) => {
    const per = minorOf(values[fieldOf(currency)] ?? '', currency);
    return per === null || per === 0 ? [] : [{ currency, points: 1, per }];
  });
