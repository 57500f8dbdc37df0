import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noon, Passbook, returnedAfterSpending } from '../../test/passbook.ts';
import { LoyaltyError, type Spent } from '../index.ts';

const day = 24 * 60 * 60 * 1000;

const step = fc.oneof(
  fc.record({ verb: fc.constant('buy' as const), points: fc.integer({ min: 1, max: 100 }) }),
  fc.record({
    verb: fc.constantFrom('redeem' as const, 'hold' as const),
    points: fc.integer({ min: 1, max: 120 }),
  }),
  fc.record({
    verb: fc.constantFrom('return' as const, 'cancel' as const, 'release' as const, 'capture' as const),
    points: fc.integer({ min: 1, max: 100 }),
    pick: fc.nat(),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Made> ? Made & { pick?: number } : never;

interface Bought {
  readonly lotId: string;
  kept: number;
}

interface Out {
  readonly points: number;
  readonly spent: Pick<Spent, 'takings' | 'place'>;
  readonly holdId: string | null;
  /** How many returns there were when it was spent. */
  readonly returnsBefore: number;
}

/** A member who buys and spends under `within-balance`, where nothing expires. */
class Shopper {
  readonly book = new Passbook({ returns: 'within-balance' });
  readonly bought: Bought[] = [];
  readonly out: Out[] = [];
  returns = 0;

  does(what: Step): void {
    try {
      this.#act(what);
    } catch (error) {
      if (!(error instanceof LoyaltyError)) throw error;
    }
  }

  #act({ verb, points: wanted, pick = 0 }: Step): void {
    const { book } = this;
    // Most of what is wanted is had, so that returns find little left.
    const spends = verb === 'redeem' || verb === 'hold';
    const points = spends ? Math.min(wanted, book.snapshot.balances.available) : wanted;
    const at = pick % Math.max(1, this.out.length);
    if (verb === 'buy') {
      const { lotId } = book.award(noon, points);
      if (lotId !== null) this.bought.push({ lotId, kept: points });
    } else if (verb === 'redeem') this.#goesOut(points, book.redeem(noon, points), null);
    else if (verb === 'hold') {
      const held = book.visit(noon, (wallet) => wallet.hold({ points, expiresAt: noon + day, cause: {} }));
      this.#goesOut(points, held, held.holdId);
    } else if (verb === 'return') this.#takesBack(pick, points);
    else if (verb === 'capture') this.#captures(at);
    else this.comesBack(at);
  }

  #goesOut(points: number, spent: Out['spent'], holdId: string | null): void {
    this.out.push({ points, spent, holdId, returnsBefore: this.returns });
  }

  #takesBack(pick: number, points: number): void {
    const purchase = this.bought[pick % Math.max(1, this.bought.length)];
    if (!purchase) return;
    const back = Math.min(points, purchase.kept);
    this.book.takeBack(noon, back, [purchase.lotId]);
    purchase.kept -= back;
    if (back > 0) this.returns += 1;
  }

  #captures(at: number): void {
    const out = this.out[at];
    if (!out || out.holdId === null) return;
    const { holdId } = out;
    const spent = this.book.visit(noon, (wallet) => wallet.capture(holdId, {}));
    this.out[at] = { ...out, spent, holdId: null };
  }

  /** A redemption is cancelled, or a hold released. */
  comesBack(at: number): void {
    const [out] = this.out.splice(at, 1);
    if (!out) return;
    const { holdId, spent, returnsBefore } = out;
    const { reclaimed } =
      holdId === null
        ? this.book.cancel(noon, spent)
        : this.book.visit(noon, (wallet) => wallet.release(holdId, {}));
    // What was spent after the last return gives back in full.
    if (returnsBefore === this.returns) expect(reclaimed).toBe(0);
  }

  get earned(): number {
    return this.bought.reduce((sum, { kept }) => sum + kept, 0);
  }

  get spent(): number {
    return this.out.reduce((sum, { points, holdId }) => (holdId === null ? sum + points : sum), 0);
  }
}

test('within the balance nobody gains: points are what the kept goods earned, minus spent points, plus forgiven points', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 40 }),
      fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
      (steps, order) => {
        const shopper = new Shopper();
        for (const what of steps) {
          shopper.does(what);
          const { available, held, forgiven } = shopper.book.snapshot.balances;
          expect(available + held).toBe(shopper.earned - shopper.spent + forgiven);
        }
        // Whatever comes back, in whatever order: in the end there is what the kept goods earned, and nothing is forgiven.
        for (const pick of order) shopper.comesBack(pick % Math.max(1, shopper.out.length));
        expect(shopper.book.snapshot.balances).toMatchObject({
          available: shopper.earned,
          held: 0,
          forgiven: 0,
        });
      },
    ),
    { numRuns: 500 },
  );
});

describe('forgiven points of a return', () => {
  const within = { returns: 'within-balance' } as const;

  test('are settled first by points that were spent before it, and by nothing else', () => {
    const { book, redemption } = returnedAfterSpending(within);
    book.award(noon, 30);
    book.visit(noon, (wallet) => wallet.adjust({ points: 20, cause: {} }));
    const later = book.redeem(noon, 50);
    expect(book.cancel(noon, later)).toMatchObject({ points: 50, reclaimed: 0 });
    expect(book.balance(noon)).toMatchObject({ available: 50, forgiven: 80 });
    expect(book.cancel(noon, redemption)).toMatchObject({ points: 80, reclaimed: 80 });
    expect(book.balance(noon)).toMatchObject({ available: 50, forgiven: 0 });
    expect(book.transactions.at(-1)).toMatchObject({
      kind: 'reclaim',
      entries: [{ from: 'available', to: 'forgiven', amount: 80 }],
      takings: [{ points: 80 }],
    });
  });

  test('are settled by an earlier hold: released, timed out, or captured and cancelled', () => {
    const outcomes = [
      (book: Passbook, holdId: string) => book.visit(noon, (wallet) => wallet.release(holdId, {})),
      (book: Passbook) => book.balance(noon + day),
      (book: Passbook, holdId: string) =>
        book.cancel(
          noon,
          book.visit(noon, (wallet) => wallet.capture(holdId, {})),
        ),
    ];
    for (const comeBack of outcomes) {
      const book = new Passbook(within);
      const own = book.award(noon, 100);
      const { holdId } = book.visit(noon, (wallet) =>
        wallet.hold({ points: 70, expiresAt: noon + day, cause: {} }),
      );
      expect(book.takeBack(noon, 100, [own.lotId])).toMatchObject({ forgiven: 70 });
      comeBack(book, holdId);
      expect(book.balance(noon + day)).toMatchObject({ available: 0, held: 0, forgiven: 0 });
    }
  });

  test('are settled oldest first', () => {
    const book = new Passbook(within);
    const first = book.award(noon, 100);
    const before = book.redeem(noon, 100);
    book.takeBack(noon, 100, [first.lotId]);
    const second = book.award(noon, 60);
    const between = book.redeem(noon, 60);
    book.takeBack(noon, 60, [second.lotId]);
    book.cancel(noon, before);
    expect(book.snapshot.forgiveness.map(({ open }) => open)).toEqual([60]);
    book.cancel(noon, between);
    expect(book.balance(noon)).toMatchObject({ available: 0, forgiven: 0 });
  });

  test('are settled only for the later return by a redemption between the two', () => {
    const book = new Passbook(within);
    const first = book.award(noon, 100);
    const before = book.redeem(noon, 100);
    book.takeBack(noon, 100, [first.lotId]);
    const second = book.award(noon, 60);
    const between = book.redeem(noon, 60);
    book.takeBack(noon, 60, [second.lotId]);
    expect(book.snapshot.forgiveness.map(({ open }) => open)).toEqual([100, 60]);
    book.cancel(noon, between);
    expect(book.snapshot.forgiveness.map(({ open }) => open)).toEqual([100]);
    book.cancel(noon, before);
    expect(book.balance(noon)).toMatchObject({ available: 0, forgiven: 0 });
    expect(book.snapshot.forgiveness).toEqual([]);
  });
});
