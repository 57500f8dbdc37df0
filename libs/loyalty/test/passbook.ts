import {
  defaultPointsPolicy,
  snapshotAfter,
  Wallet,
  type Award,
  type Balances,
  type ClubPointsPolicy,
  type Instant,
  type Snapshot,
  type Spent,
  type Transaction,
  type WalletChanges,
} from '../src/index.ts';

export const berlin = 'Europe/Berlin';

export const emptyBalances: Balances = { available: 0, pending: 0, held: 0, debt: 0, forgiven: 0, status: 0 };
export const emptySnapshot: Snapshot = {
  balances: emptyBalances,
  lots: [],
  holds: [],
  forgiveness: [],
  complete: true,
  nextDueAt: null,
  lastActivityAt: null,
  booked: 0,
};

/** The moment when clocks in the zone show that local time. */
export function at(local: string, zone = berlin): Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
}

const settling: ReadonlySet<string> = new Set(['repay', 'reclaim']);

/** A wallet over time: each visit opens it, acts and saves, as the API does. */
export class Passbook {
  readonly policy: ClubPointsPolicy;
  snapshot: Snapshot = emptySnapshot;
  transactions: Transaction[] = [];
  #ids = 0;
  #opened: WalletChanges | null = null;
  #last: Wallet | null = null;

  /** @param name begins its ids: what moves between two books must not be taken for the other's */
  constructor(
    policy: Partial<ClubPointsPolicy> = {},
    readonly name = 'id',
  ) {
    this.policy = { ...defaultPointsPolicy, ...policy };
  }

  visit<T>(now: Instant, act: (wallet: Wallet) => T): T {
    const wallet = Wallet.open(this.snapshot, {
      now,
      zone: berlin,
      policy: this.policy,
      newId: () => `${this.name}-${String(++this.#ids).padStart(6, '0')}`,
    });
    this.#opened = wallet.changes();
    this.#last = wallet;
    const result = act(wallet);
    const changes = wallet.changes();
    this.transactions.push(...changes.transactions);
    this.snapshot = snapshotAfter(this.snapshot, changes);
    return result;
  }

  /** Points that are spendable at once unless told otherwise. */
  award(now: Instant, points: number, more: Partial<Award> = {}) {
    const plain = { points, status: 0, kind: 'earn', cause: { purchase: 'p' }, earnedAt: now } as const;
    return this.visit(now, (wallet) => wallet.award({ ...plain, ...more }));
  }

  redeem(now: Instant, points: number) {
    return this.visit(now, (wallet) => wallet.redeem({ points, cause: { reward: 'r' } }));
  }

  /** Cancels a redemption: `spent` as `redeem` gave it. */
  cancel(now: Instant, { takings, place }: Pick<Spent, 'takings' | 'place'>) {
    return this.visit(now, (wallet) => wallet.giveBack({ takings, place, cause: { cancels: 'r' } }));
  }

  takeBack(now: Instant, points: number, lotIds: (string | null)[], status = 0) {
    const ids = lotIds.filter((id) => id !== null);
    return this.visit(now, (wallet) =>
      wallet.takeBack({ points, status, lotIds: ids, cause: { return: 'x' } }),
    );
  }

  /** Takes back the return that this transaction booked. */
  restore(now: Instant, returnId: string | null, points: number, lotIds: (string | null)[], status = 0) {
    const booked = this.transactions.map((transaction, index) => ({ ...transaction, place: index + 1 }));
    const returned = booked.find(({ id }) => id === returnId) ?? null;
    const settled = booked.filter(({ kind }) => settling.has(kind));
    const ids = lotIds.filter((id) => id !== null);
    return this.visit(now, (wallet) =>
      wallet.restore({ points, status, returned, settled, lotIds: ids, cause: { restores: 'x' } }),
    );
  }

  balance(now: Instant) {
    return this.visit(now, (wallet) => wallet.balance());
  }

  /** What the last visit, that was refused, would have saved before and after the refusal. */
  aroundRefusal() {
    return { before: this.#opened, after: this.#last?.changes() };
  }

  copy(): Passbook {
    const copy = new Passbook(this.policy, this.name);
    copy.snapshot = this.snapshot;
    copy.transactions = [...this.transactions];
    copy.#ids = this.#ids;
    return copy;
  }
}

export const noon = at('2026-11-22T12:00');

/** Lots 100 (expires 31 Mar 2027), 50 (never), 30 (expires 15 Feb 2027). */
export function threeLots() {
  const book = new Passbook();
  const on = at('2027-01-10T10:00');
  const march = book.award(on, 100, { expiresAt: at('2027-04-01T00:00') });
  const never = book.award(on, 50, { expiresAt: null });
  const february = book.award(on, 30, { expiresAt: at('2027-02-16T00:00') });
  return { book, march, never, february };
}

/** Earn 100, redeem 80, return the whole purchase. */
export function returnedAfterSpending(policy: Partial<ClubPointsPolicy>) {
  const book = new Passbook(policy);
  const earned = book.award(noon, 100);
  const redemption = book.redeem(noon, 80);
  const returned = book.takeBack(noon, 100, [earned.lotId]);
  return { book, earned, redemption, returned };
}
