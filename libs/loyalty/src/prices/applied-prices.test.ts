import { describe, expect, it } from 'vitest';
import { appliedPrices, priceAt, type KeptPrice } from './applied-prices.ts';

const everywhere = { locationId: null, channel: null };
const vienna = { locationId: 'vienna', channel: null };
const online = { locationId: null, channel: 'web-shop' };
const viennaOnline = { locationId: 'vienna', channel: 'web-shop' };
const kept = (since: number, amount: number | null, place = {}): KeptPrice => ({
  ...everywhere,
  ...place,
  since,
  amount,
  orEarlier: false,
});
const applied = (prices: readonly KeptPrice[], place: Parameters<typeof priceAt>[1]) =>
  appliedPrices(prices, place).map(({ since, amount }) => [since, amount]);

describe('the price at a place', () => {
  const prices = [kept(0, 100), kept(1, 90, vienna), kept(2, 80, online), kept(3, 70, viennaOnline)];

  it('is the most specific one: the location counts more than the channel', () => {
    expect(priceAt(prices.slice(0, 3), viennaOnline)?.amount).toBe(90);
    expect(priceAt(prices, viennaOnline)?.amount).toBe(70);
    expect(priceAt(prices, { locationId: 'brno', channel: 'web-shop' })?.amount).toBe(80);
    expect(priceAt(prices, { locationId: 'brno', channel: 'till' })?.amount).toBe(100);
    expect(priceAt(prices, everywhere)?.amount).toBe(100);
    expect(priceAt([kept(0, 90, vienna)], everywhere)).toBeUndefined();
  });
});

describe('the prices at a place over time', () => {
  it('follow the general price until it has one of its own, and again when that ends', () => {
    const prices = [kept(0, 100), kept(10, 90, vienna), kept(20, 110), kept(30, null, vienna), kept(40, 95)];
    expect(applied(prices, vienna)).toEqual([
      [0, 100],
      [10, 90],
      [30, 110],
      [40, 95],
    ]);
    expect(applied(prices, everywhere)).toEqual([
      [0, 100],
      [20, 110],
      [40, 95],
    ]);
  });

  it('leave out what nobody paid: of several changes in one moment only the last counts', () => {
    expect(applied([kept(0, 100), kept(10, 50), kept(10, 80)], everywhere)).toEqual([
      [0, 100],
      [10, 80],
    ]);
    expect(applied([kept(0, 100), kept(10, 50), kept(10, 100)], everywhere)).toEqual([[0, 100]]);
  });

  it('end where the product has no price', () => {
    expect(applied([kept(0, 100), kept(10, null)], everywhere)).toEqual([
      [0, 100],
      [10, null],
    ]);
    expect(applied([], everywhere)).toEqual([]);
  });
});
