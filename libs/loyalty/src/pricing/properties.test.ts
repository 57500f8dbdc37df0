import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Oracle, Unclear, type Verdict } from '../../test/discount-oracle.ts';
import type { EarningLine } from '../earning/purchase.ts';
import { netOf } from '../price-line.ts';
import type { DiscountEffect } from './kinds/index.ts';
import { discountCart, type DiscountedCart } from './price-cart.ts';
import type { DiscountCategory, Redeemable } from './redeemable.ts';

const categories = ['coffee', 'cake', 'books'] as const;
const anyLine: fc.Arbitrary<EarningLine> = fc
  .record({
    gross: fc.integer({ min: 1, max: 20_000 }),
    quantity: fc.oneof(
      fc.integer({ min: 1, max: 5 }).map((pieces) => pieces * 1000),
      fc.constant(350),
    ),
    taxRate: fc.constantFrom(0, 1000, 2000),
    category: fc.constantFrom(...categories),
    kind: fc.constantFrom('goods' as const, 'goods' as const, 'goods' as const, 'shipping' as const),
  })
  .map((line) => ({ ...line, net: netOf(line.gross, line.taxRate), discount: 0 }));

/** A kind that is missing here does not compile. */
const anyOfKind: {
  readonly [K in DiscountEffect['kind']]: fc.Arbitrary<Extract<DiscountEffect, { kind: K }>>;
} = {
  percent: fc.record({
    kind: fc.constant('percent' as const),
    percent: fc.integer({ min: 1, max: 4000 }),
    of: fc.constantFrom('initial' as const, 'reduced' as const),
  }),
  amount: fc.record({
    kind: fc.constant('amount' as const),
    amounts: fc.record({ EUR: fc.integer({ min: 1, max: 800 }) }),
    per: fc.constantFrom('cart' as const, 'piece' as const),
  }),
  'fixed-price': fc.record({
    kind: fc.constant('fixed-price' as const),
    prices: fc.record({ EUR: fc.integer({ min: 0, max: 2000 }) }),
    pieces: fc.option(fc.integer({ min: 1, max: 3 })),
  }),
  'free-pieces': fc.record({
    kind: fc.constant('free-pieces' as const),
    which: fc.constantFrom('cheapest' as const, 'dearest' as const),
    pieces: fc.integer({ min: 1, max: 2 }),
    percent: fc.constantFrom(2000, 5000, 10_000),
  }),
  'buy-get': fc.record({
    kind: fc.constant('buy-get' as const),
    buy: fc.integer({ min: 1, max: 3 }),
    get: fc.integer({ min: 1, max: 2 }),
    percent: fc.constantFrom(5000, 10_000),
    times: fc.option(fc.integer({ min: 1, max: 2 })),
    given: fc.constant(null),
  }),
  'free-shipping': fc.record({ kind: fc.constant('free-shipping' as const) }),
  'points-bonus': fc.record({
    kind: fc.constant('points-bonus' as const),
    points: fc.integer({ min: 1, max: 500 }),
  }),
  'points-multiplier': fc.record({ kind: fc.constant('points-multiplier' as const), times: fc.constant(2) }),
};
const anyEffect: fc.Arbitrary<DiscountEffect> = fc.oneof(...Object.values(anyOfKind));

/** Whether a kind may be about every n-th piece only. */
const takesNth = (kind: DiscountEffect['kind']): boolean =>
  ['percent', 'amount', 'fixed-price'].includes(kind);

/** Four categories of all three sorts, with up to three discounts each. */
const anyRedeemables: fc.Arbitrary<readonly Redeemable[]> = fc
  .record({
    withins: fc.array(fc.constantFrom<DiscountCategory['within']>('none', 'best', 'all', 'all'), {
      minLength: 4,
      maxLength: 4,
    }),
    all: fc.array(
      fc.record({
        effect: anyEffect,
        place: fc.integer({ min: 0, max: 3 }),
        only: fc.option(fc.constantFrom(...categories), { freq: 1 }),
        nth: fc.option(
          fc.record({
            every: fc.integer({ min: 2, max: 3 }),
            most: fc.option(fc.integer({ min: 1, max: 2 })),
          }),
          { freq: 1 },
        ),
        atMost: fc.option(fc.integer({ min: 50, max: 3000 }), { freq: 1 }),
      }),
      { minLength: 3, maxLength: 8 },
    ),
  })
  .map(({ withins, all }) =>
    all.map(({ effect, place, only, nth, atMost }, index) => ({
      id: `d${index}`,
      effect,
      on: only === null ? {} : { where: { fact: 'line.category', op: 'is', value: only } as const },
      ...(nth && takesNth(effect.kind) ? { nth } : {}),
      category: { id: `k${place}`, priority: place, within: withins[place] ?? 'all' },
      exclusive: false,
      atMost: atMost === null ? null : { EUR: atMost },
      minimumSpend: null,
    })),
  );

const cartOf = (lines: readonly EarningLine[]) => ({ currency: 'EUR', lines });
const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

/** Null if rounding decides what is meant. */
function verdictOf(lines: readonly EarningLine[], redeemables: readonly Redeemable[]): Verdict | null {
  try {
    return new Oracle(lines).price(redeemables);
  } catch (error) {
    if (error instanceof Unclear) return null;
    throw error;
  }
}

function expectSame(booked: DiscountedCart, { applied, refused }: Verdict): void {
  expect(booked.applied.map(({ id }) => id)).toEqual(applied.map(({ id }) => id));
  const left = booked.lines.map(({ initial }) => initial);
  for (const [index, { id, discount, tolerance, lines }] of applied.entries()) {
    expect(Math.abs(discount.number() - (booked.applied[index]?.discount ?? 0))).toBeLessThanOrEqual(
      tolerance,
    );
    for (const [line, exact] of lines.entries()) {
      const off = booked.lines[line]?.discounts.find(({ by }) => by === id)?.amount ?? 0;
      left[line] = (left[line] ?? 0) - off;
      expect(Math.abs(exact.left.number() - left[line])).toBeLessThanOrEqual(exact.tolerance);
    }
  }
  const byCategory = booked.notApplied.flatMap(({ id, because: { kind } }) =>
    kind === 'outdone' || kind === 'not-combinable' ? [[id, kind] as const] : [],
  );
  expect(new Map(byCategory)).toEqual(refused);
}

describe('discounts on a cart', () => {
  it('agree with an oracle in fractions, and leave lines that sum to the total', () => {
    const stacked: number[] = [];
    const refusals = { 'not-combinable': 0, outdone: 0 };
    let together = 0;
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 6 }), anyRedeemables, (lines, redeemables) => {
        const booked = discountCart(cartOf(lines), redeemables, 30);
        for (const [index, { initial, left, discounts }] of booked.lines.entries()) {
          expect(initial).toBe(lines[index]?.gross);
          expect(left).toBe(initial - sum(discounts.map(({ amount }) => amount)));
          expect(left).toBeGreaterThanOrEqual(0);
          expect(discounts.every(({ amount }) => amount > 0)).toBe(true);
        }
        const taken = booked.lines.flatMap(({ discounts }) => discounts.map(({ amount }) => amount));
        expect(sum(taken)).toBe(sum(booked.applied.map(({ discount }) => discount)));
        expect(booked.applied.length + booked.notApplied.length).toBe(redeemables.length);
        expect(discountCart(cartOf(lines), redeemables.toReversed(), 30)).toEqual(booked);
        const verdict = verdictOf(lines, redeemables);
        fc.pre(verdict !== null);
        expectSame(booked, verdict);
        stacked.push(booked.applied.length);
        for (const kind of verdict.refused.values()) refusals[kind] += 1;
        const places = verdict.applied.map(
          ({ id }) => redeemables.find((each) => each.id === id)?.category.id,
        );
        if (new Set(places).size < places.length) together += 1;
      }),
      { numRuns: 400 },
    );
    expect(stacked.filter((count) => count >= 3).length / stacked.length).toBeGreaterThanOrEqual(0.3);
    // Each way within a category was met often.
    expect(Math.min(refusals.outdone, refusals['not-combinable'], together)).toBeGreaterThan(40);
  });

  it('uses up nothing that has no effect', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 4 }), anyRedeemables, (lines, redeemables) => {
        const booked = discountCart(cartOf(lines), redeemables, 30);
        expect(booked.applied.every(({ discount, bonus }) => discount > 0 || bonus)).toBe(true);
        const without = redeemables.filter(({ id }) => booked.applied.some((each) => each.id === id));
        expect(discountCart(cartOf(lines), without, 30).lines).toEqual(booked.lines);
      }),
    );
  });
});
