import type { Instant } from '../clock.ts';
import {
  consumptionOrder,
  hasOwnExpiry,
  lotDueAt,
  sumOf,
  takingsFrom,
  type Forgiveness,
  type Hold,
  type HoldState,
  type Lot,
  type Place,
} from './lot.ts';
import { expiryOf, reinstatedUntil, type ClubPointsPolicy } from './policy.ts';
import { balancesAfter, type Balances, type Cause, type Taking, type Transaction } from './posting.ts';
import { needsLots, type Snapshot, type WalletChanges } from './snapshot.ts';

export interface WalletTerms {
  readonly now: Instant;
  /** IANA name of the club's time zone. */
  readonly zone: string;
  readonly policy: ClubPointsPolicy;
  /** Ids for transactions, lots and holds. */
  readonly newId: () => string;
}

/** The open pages of one wallet: its content and everything written since it was opened. */
export class Book {
  readonly terms: WalletTerms;
  readonly #complete: boolean;
  readonly #nextDueAt: Instant | null;
  /** The loaded lots are enough to spend so many points; null if they were not loaded for that. */
  #enoughFor: number | null;
  #balances: Balances;
  readonly #lots: Map<string, Lot>;
  readonly #holds: Map<string, Hold>;
  readonly #forgiveness: Map<string, Forgiveness>;
  #lastActivityAt: Instant | null;
  #booked: Place;
  readonly #transactions: Transaction[] = [];
  readonly #opened = new Set<string>();
  readonly #changed = new Set<string>();

  constructor(snapshot: Snapshot, terms: WalletTerms) {
    this.terms = terms;
    this.#complete = snapshot.complete;
    this.#enoughFor = snapshot.enoughFor ?? null;
    this.#nextDueAt = snapshot.nextDueAt;
    this.#balances = snapshot.balances;
    this.#lots = new Map(snapshot.lots.map((lot) => [lot.id, lot]));
    this.#holds = new Map(snapshot.holds.map((hold) => [hold.id, hold]));
    this.#forgiveness = new Map(snapshot.forgiveness.map((forgiveness) => [forgiveness.id, forgiveness]));
    this.#lastActivityAt = snapshot.lastActivityAt;
    this.#booked = snapshot.booked;
  }

  get balances(): Balances {
    return this.#balances;
  }

  get lots(): Lot[] {
    return [...this.#lots.values()];
  }

  get holds(): Hold[] {
    return [...this.#holds.values()];
  }

  /** In booking order. */
  get forgiveness(): Forgiveness[] {
    return [...this.#forgiveness.values()];
  }

  lot(id: string): Lot {
    const lot = this.#lots.get(id);
    if (!lot) throw new Error(`Lot ${id} is not in the snapshot`);
    return lot;
  }

  hold(id: string): Hold | undefined {
    return this.#holds.get(id);
  }

  /** Stops callers that opened the wallet without the lots that the next step needs. */
  assertComplete(): void {
    if (!this.#complete) throw new Error('The wallet was opened without its lots; see needsLots()');
  }

  /** The same for a step that takes so many points from what is available. */
  assertLotsFor(points: number): void {
    if (this.#enoughFor === null || points > this.#enoughFor) this.assertComplete();
  }

  assertReady(): void {
    if (needsLots(this.#balances, this.#nextDueAt, this.terms.now, this.terms.policy)) this.assertComplete();
  }

  /** Released lots with points, in consumption order. */
  spendable(): Lot[] {
    return this.lots.filter((lot) => lot.released && lot.remaining > 0).sort(consumptionOrder);
  }

  /** Takes points from the lots in the given order. */
  take(lots: readonly Lot[], points: number): Taking[] {
    const takings = takingsFrom(lots, points);
    for (const { lotId, points: taken } of takings) {
      this.change(lotId, { remaining: this.lot(lotId).remaining - taken });
    }
    return takings;
  }

  /** Takes exactly these points from what is available. The caller has checked the balance. */
  takeSpendable(points: number): Taking[] {
    if (this.#enoughFor !== null) this.#enoughFor -= points;
    return this.takeExactly(this.spendable(), points);
  }

  takeExactly(lots: readonly Lot[], points: number): Taking[] {
    const takings = this.take(lots, points);
    if (sumOf(takings) !== points) throw new Error(`Lots hold less than the balance: ${points} wanted`);
    return takings;
  }

  /**
   * Returns points to their lots. They live at least as long as the policy reinstates them and as activity has
   * extended the others. Returns where they are now.
   */
  putBack(takings: readonly Taking[], at: Instant, transactionId: string): Taking[] {
    const least = this.#reinstatedUntil(at);
    const { policy, zone } = this.terms;
    return takings.flatMap(({ lotId, points }) => {
      const lot = this.lot(lotId);
      const fitting = Math.min(points, lot.amount - lot.remaining);
      const expiresAt =
        lot.expiresAt === null
          ? null
          : Math.max(lot.expiresAt, hasOwnExpiry(lot) ? reinstatedUntil(policy, at, zone) : least);
      this.change(lotId, { remaining: lot.remaining + fitting, expiresAt });
      const back = [{ lotId, points: fitting }];
      if (fitting === points) return back;
      // A lot never holds more than it was opened with. A twin lot takes the rest.
      const [id, amount] = [this.terms.newId(), points - fitting];
      this.openLot({ ...lot, id, transactionId, amount, remaining: amount, expired: 0, expiresAt });
      return [...back.filter((taking) => taking.points > 0), { lotId: id, points: amount }];
    });
  }

  #reinstatedUntil(at: Instant): Instant {
    const { policy, zone } = this.terms;
    const least = reinstatedUntil(policy, at, zone);
    if (policy.expiry.kind !== 'inactivity' || this.#lastActivityAt === null) return least;
    return Math.max(least, expiryOf(policy, this.#lastActivityAt, zone) ?? least);
  }

  openLot(lot: Lot): void {
    this.#lots.set(lot.id, lot);
    this.#opened.add(lot.id);
  }

  change(
    lotId: string,
    fields: Partial<Pick<Lot, 'remaining' | 'expired' | 'released' | 'expiresAt'>>,
  ): void {
    this.#lots.set(lotId, { ...this.lot(lotId), ...fields });
    this.#changed.add(lotId);
  }

  /** Must follow directly after the transaction that holds the points. */
  openHold(hold: Omit<Hold, 'place'>): void {
    this.#holds.set(hold.id, { ...hold, place: this.#booked });
    this.#opened.add(hold.id);
  }

  closeHold(hold: Hold, state: HoldState): void {
    this.#holds.set(hold.id, { ...hold, state });
    this.#changed.add(hold.id);
  }

  /** What the last posted transaction, with this id, has forgiven. */
  forgive(id: string, points: number): void {
    if (points === 0) return;
    this.#forgiveness.set(id, { id, points, open: points, place: this.#booked });
    this.#opened.add(id);
  }

  settleForgiveness(forgiveness: Forgiveness, points: number): void {
    this.#forgiveness.set(forgiveness.id, { ...forgiveness, open: forgiveness.open - points });
    this.#changed.add(forgiveness.id);
  }

  /** Returns its place. */
  post(transaction: Transaction): Place {
    this.#balances = balancesAfter(this.#balances, transaction.entries);
    this.#transactions.push(transaction);
    this.#booked += 1;
    return this.#booked;
  }

  /**
   * Inflows repay debt first: while there is debt, nothing else becomes available. Returns the repaid points.
   */
  repayDebt(cause: Cause, at: Instant, cameIn?: readonly Taking[]): number {
    const { debt } = this.#balances;
    if (debt === 0) return 0;
    const lots = cameIn?.map(({ lotId }) => this.lot(lotId)).sort(consumptionOrder) ?? this.spendable();
    const points = Math.min(
      debt,
      lots.reduce((sum, lot) => sum + lot.remaining, 0),
    );
    if (points === 0) return 0;
    this.post({
      id: this.terms.newId(),
      kind: 'repay',
      effectiveAt: at,
      cause,
      entries: [{ currency: 'points', from: 'available', to: 'debt', amount: points, effectiveAt: at }],
      takings: this.takeExactly(lots, points),
    });
    return points;
  }

  /** Under an inactivity policy, every earn and redeem extends the life of the open lots. */
  noteActivity(at: Instant): void {
    const { policy, zone } = this.terms;
    this.#lastActivityAt = Math.max(this.#lastActivityAt ?? at, at);
    if (policy.expiry.kind !== 'inactivity') return;
    const until = expiryOf(policy, at, zone);
    for (const lot of this.lots) {
      if (until === null || lot.remaining === 0 || lot.expiresAt === null || lot.expiresAt >= until) continue;
      if (hasOwnExpiry(lot)) continue;
      this.change(lot.id, { expiresAt: until });
    }
  }

  changes(): WalletChanges {
    const pick = <T extends { id: string }>(all: readonly T[]) => ({
      opened: all.filter(({ id }) => this.#opened.has(id)),
      changed: all.filter(({ id }) => this.#changed.has(id) && !this.#opened.has(id)),
    });
    return {
      balances: this.#balances,
      transactions: [...this.#transactions],
      lots: pick(this.lots),
      holds: pick(this.holds),
      forgiveness: pick(this.forgiveness),
      nextDueAt: this.#dueAfterwards(),
      lastActivityAt: this.#lastActivityAt,
      booked: this.#booked,
    };
  }

  #dueAfterwards(): Instant | null {
    const due = [...this.lots.map(lotDueAt), ...this.holds.map(holdDueAt)];
    if (!this.#complete && this.#enoughFor === null) due.push(this.#nextDueAt);
    return due.reduce<Instant | null>(
      (first, at) => (first === null || (at !== null && at < first) ? at : first),
      null,
    );
  }
}

export function holdDueAt(hold: Hold): Instant | null {
  return hold.state === 'active' ? hold.expiresAt : null;
}
