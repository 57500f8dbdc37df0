import type { Overview } from '@regulars/contracts';
import { afterAll, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { figuresOf, periodLabel } from './overview-figures.ts';

const none = { value: 1, previous: null };
const overviewOf = (revenue: number, currency: string): Overview => ({
  days: 30,
  from: '2026-11-01',
  activeFrom: '2026-09-01',
  currency,
  activeMembers: none,
  members: none,
  newMembers: none,
  purchases: none,
  revenue: { value: revenue, previous: null },
  cardShare: none,
  otherCurrencies: [],
  issued: none,
  redeemed: none,
  expired: none,
  given: none,
  taken: none,
  redemptionRate: none,
  outstanding: none,
  liability: none,
  expiringSoon: null,
  series: [],
  grain: 'month',
});

describe('the figures of the overview', () => {
  afterAll(() => {
    overwriteGetLocale(() => 'en');
  });

  it.each([
    ['en', 'EUR', '€99.90', '€1,235'],
    ['de', 'EUR', '99,90 €', '1.235 €'],
    ['cs', 'CZK', '99,90 Kč', '1 235 Kč'],
  ] as const)('show cents below a thousand (%s)', (locale, currency, small, large) => {
    overwriteGetLocale(() => locale);
    const shown = (amount: number) =>
      figuresOf(overviewOf(amount, currency))
        .main.find(({ key }) => key === 'revenue')
        ?.value.replaceAll(/[\u00a0\u202f]/gu, ' ');
    expect(shown(9990)).toBe(small);
    expect(shown(123_456)).toBe(large);
  });

  it.each([
    ['en', 'Nov 26'],
    ['de', 'Nov. 26'],
    ['cs', 'listopad 26'],
  ] as const)('name a month with its year (%s)', (locale, label) => {
    overwriteGetLocale(() => locale);
    expect(periodLabel('2026-11-01', 'month').replaceAll('\u00a0', ' ')).toBe(label);
  });
});
