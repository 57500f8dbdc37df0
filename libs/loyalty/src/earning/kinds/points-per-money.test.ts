import { expect, test } from 'vitest';
import { earn, euroRule, goods, purchaseOf } from '../../../test/purchases.ts';
import { pointsPerMoney } from './points-per-money.ts';

const { money, 'no-rate': noRate } = pointsPerMoney.explain;
const figures = { kind: 'money', amount: 123_450, currency: 'EUR', points: 1, per: 100 } as const;

test('allows one rate per currency', () => {
  const rate = { points: 1, per: 100 };
  const rates = ['EUR', 'CZK', 'EUR'].map((currency) => ({ currency, ...rate }));
  expect(pointsPerMoney.check({ kind: 'points-per-money', rates })).toEqual([
    { pointer: '/rates/2/currency', message: 'one rate per currency' },
  ]);
  expect(pointsPerMoney.check({ kind: 'points-per-money', rates: rates.slice(0, 2) })).toEqual([]);
});

test('two rules each give their own points', () => {
  const rules = [euroRule(), euroRule({ id: 'more', rates: { EUR: { points: 3, per: 1000 } } })];
  expect(earn(rules, purchaseOf([goods(1000)])).grants.map(({ points }) => points)).toEqual([10, 3]);
});

test('shows the amount and the rate', () => {
  expect(money.en(figures)).toBe('1234.50 EUR × 1, rounded down');
  expect(money.de(figures)).toBe('1.234,50\u00a0€ × 1, abgerundet');
  expect(money.cs({ ...figures, currency: 'CZK', per: 2500 })).toBe(
    '1\u00a0234,50\u00a0Kč ÷ 25, zaokrouhleno dolů',
  );
  expect(money.de({ ...figures, points: 3, per: 700 })).toBe(
    '1.234,50\u00a0€ × 3 je 7,00\u00a0€, abgerundet',
  );
});

test('says that a currency earns nothing', () => {
  const usd = { kind: 'no-rate', currency: 'USD' } as const;
  expect([noRate.en(usd), noRate.de(usd), noRate.cs(usd)]).toEqual([
    'No points for purchases in USD',
    'Keine Punkte für Einkäufe in USD',
    'Za nákupy v měně USD nejsou žádné body',
  ]);
});
