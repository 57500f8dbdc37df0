import { describe, expect, it } from 'vitest';
import { instantOf } from '../clock.ts';
import { lowestPrice } from './lowest-price.ts';

const zone = 'Europe/Vienna';
const price = (since: string, amount: number | null, orEarlier = false) => ({
  since: instantOf(since),
  amount,
  orEarlier,
});
const lowest = (prices: ReturnType<typeof price>[], at: string) =>
  lowestPrice(prices, instantOf(at), zone)?.amount ?? null;

describe('the lowest price of the last 30 days', () => {
  const long = price('2025-01-01T00:00:00Z', 1000);

  it('is the lowest of all prices that were paid in that time', () => {
    const prices = [long, price('2026-05-10T08:00:00Z', 700), price('2026-05-12T08:00:00Z', 1000)];
    expect(lowest(prices, '2026-06-01T08:00:00Z')).toBe(700);
    expect(lowest(prices, '2026-06-11T08:00:00Z')).toBe(700);
    // 12 May ended 30 days before.
    expect(lowest(prices, '2026-06-12T08:00:00Z')).toBe(1000);
  });

  it('counts a price that began before and still held', () => {
    const prices = [price('2025-01-01T00:00:00Z', 600), price('2026-05-20T08:00:00Z', 1000)];
    expect(lowest(prices, '2026-06-01T08:00:00Z')).toBe(600);
  });

  it('leaves out the reduced price itself: what begins in that moment or later is not before', () => {
    const prices = [long, price('2026-06-01T08:00:00Z', 800), price('2026-06-02T08:00:00Z', 500)];
    expect(lowest(prices, '2026-06-01T08:00:00Z')).toBe(1000);
    expect(lowest(prices, '2026-06-01T08:00:00.001Z')).toBe(800);
  });

  it('of a reduction in steps is that before its first step if that is when it was announced', () => {
    const prices = [long, price('2026-06-01T08:00:00Z', 900), price('2026-06-08T08:00:00Z', 800)];
    expect(lowest(prices, '2026-06-01T08:00:00Z')).toBe(1000);
    expect(lowest(prices, '2026-06-08T08:00:00Z')).toBe(900);
  });

  it('counts all until the later of two moments between which it was announced', () => {
    const prices = [long, price('2026-06-03T08:00:00Z', 700), price('2026-06-05T08:00:00Z', 600)];
    const until = (at: string) =>
      lowestPrice(prices, instantOf('2026-06-01T08:00:00Z'), zone, instantOf(at))?.amount;
    expect(until('2026-06-01T08:00:00Z')).toBe(1000);
    expect(until('2026-06-05T08:00:00Z')).toBe(700);
    expect(until('2026-06-06T08:00:00Z')).toBe(600);
    // Nothing was paid before it may have been announced.
    const later = prices.slice(1);
    expect(
      lowestPrice(later, instantOf('2026-06-01T08:00:00Z'), zone, instantOf('2026-06-06T08:00:00Z')),
    ).toBeNull();
  });

  it('of a younger product is that of its time so far', () => {
    const prices = [price('2026-05-25T08:00:00Z', 900), price('2026-05-28T08:00:00Z', 950)];
    expect(lowestPrice(prices, instantOf('2026-06-01T08:00:00Z'), zone)).toEqual({
      amount: 900,
      from: instantOf('2026-05-25T08:00:00Z'),
    });
    expect(lowest(prices, '2026-05-25T08:00:00Z')).toBeNull();
  });

  it('is unknown while we do not know all prices of these days', () => {
    const prices = [price('2026-05-02T22:00:00Z', 900, true)];
    expect(lowest(prices, '2026-06-01T21:59:59Z')).toBeNull();
    // From 3 May 00:00 in Vienna on all prices are known.
    expect(lowest(prices, '2026-06-02T08:00:00Z')).toBe(900);
  });

  it('does not exist without a price in that time', () => {
    expect(lowest([], '2026-06-01T08:00:00Z')).toBeNull();
    expect(lowest([long, price('2026-03-01T08:00:00Z', null)], '2026-06-01T08:00:00Z')).toBeNull();
    expect(
      lowest(
        [long, price('2026-05-20T08:00:00Z', null), price('2026-05-25T08:00:00Z', 1100)],
        '2026-06-01T08:00:00Z',
      ),
    ).toBe(1000);
  });

  it('looks at whole days of the calendar, also over a change of clocks', () => {
    // Clocks went forward on 29 March 2026: 27 February 00:00 in Vienna is 23:00 UTC, 29 March has 23 hours.
    const prices = [price('2025-01-01T00:00:00Z', 500), price('2026-02-27T23:00:00Z', 1000)];
    expect(lowest(prices, '2026-03-29T22:30:00Z')).toBe(1000);
    expect(lowest(prices, '2026-03-29T21:59:59Z')).toBe(500);
    // Clocks went back on 25 October.
    const autumn = [price('2025-01-01T00:00:00Z', 500), price('2026-09-30T22:00:00Z', 1000)];
    expect(lowest(autumn, '2026-10-30T22:59:59Z')).toBe(500);
    expect(lowest(autumn, '2026-10-30T23:00:00Z')).toBe(1000);
  });
});
