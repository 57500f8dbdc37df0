import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EarningLine } from '../earning/purchase.ts';
import { netOf } from '../price-line.ts';
import type { DiscountEffect } from './kinds/index.ts';
import { discountCart, type DiscountedCart } from './price-cart.ts';
import type { Redeemable } from './redeemable.ts';

/** A fraction. The oracle knows no rounding. */
class Ratio {
  constructor(
    readonly of: bigint,
    readonly by: bigint = 1n,
  ) {}
  static of = (whole: number): Ratio => new Ratio(BigInt(whole));
  plus = (other: Ratio): Ratio =>
    new Ratio(this.of * other.by + other.of * this.by, this.by * other.by).short();
  times = (of: number, by = 1): Ratio => new Ratio(this.of * BigInt(of), this.by * BigInt(by)).short();
  minus = (other: Ratio): Ratio => this.plus(other.times(-1));
  isOver = (other: Ratio): boolean => this.minus(other).of > 0n;
  number = (): number => Number(this.of) / Number(this.by);
  short(): Ratio {
    let [a, b] = [this.of < 0n ? -this.of : this.of, this.by];
    while (b !== 0n) [a, b] = [b, a % b];
    return a === 0n ? new Ratio(0n) : new Ratio(this.of / a, this.by / a);
  }
}
const zero = Ratio.of(0);
const least = (one: Ratio, other: Ratio): Ratio => (one.isOver(other) ? other : one);
const isClose = (one: Ratio, other: Ratio): boolean => Math.abs(one.minus(other).number()) < 5;
const sumOf = (ratios: readonly Ratio[]): Ratio => ratios.reduce((sum, ratio) => sum.plus(ratio), zero);

interface Piece {
  readonly line: number;
  readonly weight: number;
  readonly initial: Ratio;
  left: Ratio;
  taken: boolean;
}

/** Which pieces are meant cannot be said: the shop rounds two prices, or a price near 0, and the oracle does not. */
class Unclear extends Error {}

/** The stated rules, piece by piece in fractions, written apart from the code under test. */
class Oracle {
  readonly #pieces: Piece[];
  readonly #lines: readonly EarningLine[];

  constructor(lines: readonly EarningLine[]) {
    this.#lines = lines;
    this.#pieces = lines.flatMap(({ gross, quantity }, line) => {
      const count = quantity % 1000 === 0 ? quantity / 1000 : 1;
      return Array.from({ length: count }, () => ({
        line,
        weight: quantity / count,
        initial: Ratio.of(gross).times(1, count),
        left: Ratio.of(gross).times(1, count),
        taken: false,
      }));
    });
  }

  /** What it takes off each line. */
  step({ effect, on, atMost }: Redeemable): Ratio[] {
    const category = on.where && 'value' in on.where ? on.where.value : null;
    const meant = this.#pieces.filter(({ line }) =>
      category === null ? !this.#isShipping(line) : this.#lines[line]?.category === category,
    );
    const offs = this.#offs(effect, meant);
    const total = sumOf([...offs.values()]);
    const limit = atMost?.['EUR'];
    const some = limit !== undefined && total.isOver(Ratio.of(limit));
    const parts = [...offs].map(([piece, off]): [Piece, Ratio] => [
      piece,
      some ? new Ratio(off.of * total.by * BigInt(limit), off.by * total.of).short() : off,
    ]);
    for (const [piece, off] of parts) piece.left = piece.left.minus(off);
    return this.#lines.map((_, line) =>
      sumOf(parts.filter(([piece]) => piece.line === line).map(([, off]) => off)),
    );
  }

  /** Continues with what was booked. The pieces of a line share what rounding moved. */
  follow(line: number, booked: number): void {
    const pieces = this.#pieces.filter((piece) => piece.line === line && piece.left.of > 0n);
    const moved = Ratio.of(booked).minus(sumOf(pieces.map(({ left }) => left)));
    for (const piece of pieces) piece.left = piece.left.plus(moved.times(1, pieces.length));
  }

  #offs(effect: DiscountEffect, meant: readonly Piece[]): Map<Piece, Ratio> {
    if (effect.kind === 'free-shipping')
      return new Map(
        meant.length === 0
          ? []
          : this.#pieces.filter(({ line }) => this.#isShipping(line)).map((piece) => [piece, piece.left]),
      );
    if (effect.kind === 'percent')
      return new Map(
        meant.map((piece) => {
          const base = effect.of === 'initial' ? piece.initial : piece.left;
          return [piece, least(base.times(effect.percent, 10_000), piece.left)];
        }),
      );
    if (effect.kind === 'amount') {
      const each = Ratio.of(effect.amounts['EUR'] ?? 0);
      if (effect.per === 'piece') return new Map(meant.map((piece) => [piece, least(each, piece.left)]));
      const left = sumOf(meant.map((piece) => piece.left));
      const total = least(each, left);
      return new Map(
        meant.map((piece) => [
          piece,
          new Ratio(piece.left.of * total.of * left.by, piece.left.by * total.by * left.of).short(),
        ]),
      );
    }
    const open = meant.filter(({ taken }) => !taken);
    if (open.some(({ left }) => isClose(left, zero))) throw new Unclear();
    if (effect.kind === 'fixed-price') {
      const priceOf = ({ weight }: Piece): Ratio => Ratio.of(effect.prices['EUR'] ?? 0).times(weight, 1000);
      if (open.some((piece) => isClose(piece.left, priceOf(piece)))) throw new Unclear();
      const dearer = open.filter((piece) => piece.left.isOver(priceOf(piece)));
      return this.#take(this.#sorted(dearer, -1), effect.pieces ?? dearer.length, (piece) =>
        piece.left.minus(priceOf(piece)),
      );
    }
    if (effect.kind === 'free-pieces')
      return this.#take(this.#sorted(open, effect.which === 'cheapest' ? 1 : -1), effect.pieces, ({ left }) =>
        left.times(effect.percent, 10_000),
      );
    const times = Math.min(Math.floor(open.length / (effect.buy + effect.get)), effect.times ?? Infinity);
    const cheap = this.#sorted(open, 1);
    const given = this.#take(cheap, times * effect.get, ({ left }) => left.times(effect.percent, 10_000));
    const rest = this.#sorted(
      open.filter((piece) => !given.has(piece)),
      -1,
    );
    this.#take(rest, times * effect.buy, () => zero);
    return given;
  }

  #isShipping(line: number): boolean {
    return this.#lines[line]?.kind === 'shipping';
  }

  #sorted(pieces: readonly Piece[], direction: 1 | -1): readonly Piece[] {
    return pieces.toSorted(
      (one, other) => direction * one.left.minus(other.left).number() || one.line - other.line,
    );
  }

  #take(sorted: readonly Piece[], count: number, off: (piece: Piece) => Ratio): Map<Piece, Ratio> {
    const [last, next] = [sorted[count - 1], sorted[count]];
    if (last && next && last.line !== next.line && isClose(last.left, next.left)) throw new Unclear();
    const picked = sorted.slice(0, count);
    for (const piece of picked) piece.taken = true;
    return new Map(picked.map((piece) => [piece, off(piece)]));
  }
}

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
};
const anyEffect: fc.Arbitrary<DiscountEffect> = fc.oneof(...Object.values(anyOfKind));

// Each has a category of its own, so the order is known. Orders within a category are among the worked carts.
const anyRedeemables: fc.Arbitrary<readonly Redeemable[]> = fc
  .array(
    fc.record({
      effect: anyEffect,
      category: fc.option(fc.constantFrom(...categories), { freq: 1 }),
      atMost: fc.option(fc.integer({ min: 50, max: 3000 }), { freq: 1 }),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((all) =>
    all.map(({ effect, category, atMost }, index) => ({
      id: `d${index}`,
      effect,
      on: category === null ? {} : { where: { fact: 'line.category', op: 'is', value: category } as const },
      category: { id: `k${index}`, priority: index, within: 'all' as const },
      exclusive: false,
      atMost: atMost === null ? null : { EUR: atMost },
      minimumSpend: null,
    })),
  );

const cartOf = (lines: readonly EarningLine[]) => ({ currency: 'EUR', lines });
const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

/** Follows the booked discounts one by one. False if the oracle cannot say which pieces are meant. */
function agrees(
  lines: readonly EarningLine[],
  redeemables: readonly Redeemable[],
  booked: DiscountedCart,
): boolean {
  const oracle = new Oracle(lines);
  const left = lines.map(({ gross }) => gross);
  try {
    for (const { id, discount } of booked.applied) {
      const redeemable = redeemables.find((each) => each.id === id);
      if (!redeemable) throw new Error(id);
      const exact = oracle.step(redeemable);
      // One unit of rounding, and one for each portion that pieces were divided into before.
      const tolerance = 2 + booked.applied.length;
      expect(Math.abs(sumOf(exact).number() - discount)).toBeLessThanOrEqual(tolerance);
      for (const [index, { discounts }] of booked.lines.entries()) {
        const off = discounts.find(({ by }) => by === id)?.amount ?? 0;
        expect(Math.abs((exact[index] ?? zero).number() - off)).toBeLessThanOrEqual(tolerance);
        left[index] = (left[index] ?? 0) - off;
        oracle.follow(index, left[index]);
      }
    }
  } catch (error) {
    if (error instanceof Unclear) return false;
    throw error;
  }
  return true;
}

describe('discounts on a cart', () => {
  it('agree with an oracle in fractions, and leave lines that sum to the total', () => {
    const stacked: number[] = [];
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
        fc.pre(agrees(lines, redeemables, booked));
        stacked.push(booked.applied.length);
      }),
      { numRuns: 400 },
    );
    expect(stacked.filter((count) => count >= 3).length / stacked.length).toBeGreaterThan(0.3);
  });

  it('uses up nothing that has no effect', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 4 }), anyRedeemables, (lines, redeemables) => {
        const booked = discountCart(cartOf(lines), redeemables, 30);
        expect(booked.applied.every(({ discount }) => discount > 0)).toBe(true);
        const without = redeemables.filter(({ id }) => booked.applied.some((each) => each.id === id));
        expect(discountCart(cartOf(lines), without, 30).lines).toEqual(booked.lines);
      }),
    );
  });
});
