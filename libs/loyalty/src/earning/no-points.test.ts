import { describe, expect, it } from 'vitest';
import { noPointsOn, noPointsSentence } from './no-points.ts';
import type { EarningLine, EarningPurchase } from './purchase.ts';
import type { EarningRule } from './rule.ts';

const line = (gross: number, kind: EarningLine['kind'] = 'goods'): EarningLine => ({
  gross,
  net: gross,
  discount: 0,
  quantity: 1000,
  taxRate: 0,
  kind,
});
const bought = (
  lines: EarningLine[],
  payments: EarningPurchase['payments'] = [],
  currency = 'EUR',
): EarningPurchase => ({ currency, locationId: 'shop', purchasedAt: 0, lines, payments });
const perEuro: EarningRule = {
  id: 'rule',
  version: 1,
  validity: { from: null, until: null },
  countsTowardsStatus: true,
  caps: [],
  effect: { kind: 'points-per-money', rates: [{ currency: 'EUR', points: 1, per: 100 }] },
};
const withGiftCards: EarningRule = {
  ...perEuro,
  effect: {
    kind: 'points-per-money',
    rates: [{ currency: 'EUR', points: 1, per: 100 }],
    alsoKinds: ['gift-card'],
  },
};
const policy = { base: 'gross', discounts: 'after' } as const;
const why = (purchase: EarningPurchase, rules: EarningRule[] = [perEuro], extra = false) =>
  noPointsOn(purchase, rules, policy, {}, extra);

describe('why a line earned nothing', () => {
  it('names the kind of line, unless a rule gives points for it', () => {
    const purchase = bought([line(1000), line(2500, 'gift-card'), line(25, 'deposit'), line(500, 'service')]);
    expect(why(purchase)).toEqual([null, 'gift-card', 'deposit', null]);
    expect(why(purchase, [withGiftCards])).toEqual([null, null, 'deposit', null]);
  });

  it('names what was free, and what was paid with points or a gift card', () => {
    expect(why(bought([line(0), line(1000)]))).toEqual(['free', null]);
    expect(why(bought([line(1000)], [{ kind: 'points', amount: 1000 }]))).toEqual(['paid-before']);
    expect(why(bought([line(1000)], [{ kind: 'gift-card', amount: 999 }]))).toEqual([null]);
  });

  it('names a currency without a rate, and a time without a rule, if nothing else gave points', () => {
    const crowns = bought([line(1000)], [], 'CZK');
    expect(why(crowns)).toEqual(['no-rate']);
    expect(why(crowns, [perEuro], true)).toEqual([null]);
    expect(why(bought([line(1000)]), [])).toEqual(['no-rule']);
    const past = { ...perEuro, validity: { from: null, until: 0 } };
    expect(why(bought([line(1000)]), [past])).toEqual(['no-rule']);
    expect(noPointsOn(bought([line(1000)]), [], policy, {}, false, true)).toEqual(['no-rate']);
  });

  it('is a sentence in each language', () => {
    expect(noPointsSentence('gift-card', 'en')).toBe('No points: gift cards earn none');
    expect(noPointsSentence('gift-card', 'de')).toBe('Keine Punkte: Für Geschenkgutscheine gibt es keine');
    expect(noPointsSentence('gift-card', 'cs')).toBe('Bez bodů: za dárkové karty se body nepřipisují');
  });
});
