import { Injectable } from '@nestjs/common';
import type { Instant, Period } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import type { Origin } from '../../platform/events/outbox.ts';
import { Locations, type LocationRecord } from '../club/index.ts';
import { orRefuse, Points, type OpenWallets } from '../points/index.ts';
import { SaleParticipants, type SaleRecollections, type Undone } from '../sales/index.ts';
import { BooksRepository } from './books.repository.ts';
import { alreadyCounted } from './context.ts';
import { ReturnsRepository } from './returns.repository.ts';
import type { PurchaseDetail } from './stored-purchase.ts';
import {
  returnedSaleOf,
  takeBack,
  takenEvents,
  takenRows,
  type TakenPurchase,
  type TakingBack,
} from './taking-back.ts';

/** Purchases with their members' wallets, all locked. */
export interface OpenedPurchases {
  readonly now: Instant;
  readonly purchases: readonly PurchaseDetail[];
  readonly wallets: OpenWallets;
  /** The purchase for which a return with this receipt has already counted. */
  readonly countedFor: string | null;
  /** What participants in the sales recall of them. */
  readonly recalled: SaleRecollections | null;
}

export interface TakingTerms {
  readonly actor: Actor;
  readonly origin: Origin;
  /** The period whose status credit can still be removed; null removes it whenever it was earned. */
  readonly period: Period | null;
}

/** The only way to take purchases back, partly or completely: one call locks, one reads, one writes. */
@Injectable()
export class TakeBacks {
  constructor(
    private readonly returns: ReturnsRepository,
    private readonly books: BooksRepository,
    private readonly points: Points,
    private readonly locations: Locations,
    private readonly participants: SaleParticipants,
    private readonly clock: Clock,
  ) {}

  /** Inside `Transactions.run`, wallets and purchases stay locked until its end. Missing ones are left out. */
  async open(
    purchaseIds: readonly string[],
    receipt: { readonly location: LocationRecord; readonly number: string } | null,
  ): Promise<OpenedPurchases> {
    const now = this.clock.now();
    const own = receipt && { locationId: receipt.location.id, number: receipt.number };
    const { wallets, countedFor, saleParts } = await this.returns.context(purchaseIds, now, own);
    const purchases = await this.books.findMany(purchaseIds);
    return { now, purchases, wallets: await this.points.read(wallets, now), countedFor, recalled: saleParts };
  }

  /** Throws `receipt-already-counted`, and `points-out-of-range`. */
  async book(
    takings: readonly TakingBack[],
    { now, wallets, recalled }: Pick<OpenedPurchases, 'now' | 'wallets' | 'recalled'>,
    { actor, origin, period }: TakingTerms,
  ): Promise<TakenPurchase[]> {
    const terms = { bookedAt: now, zone: wallets.zone, recalled };
    const undone = this.participants.undo(takings.map((each) => returnedSaleOf(each, terms)));
    // First, so that less debt remains.
    for (const each of undone.pointsBack) giveBack(wallets, each);
    const taken: TakenPurchase[] = [];
    for (const taking of takings) {
      const { purchase, receipt } = taking;
      const place = receipt?.location ?? (await this.#location(purchase.location_id));
      taken.push(takeBack(taking, wallets, place, period));
    }
    const events = [...takenEvents(taken), ...undone.events];
    const counted = await this.returns.record({
      ...takenRows(taken, actor, now),
      ...undone.rows,
      points: this.points.document(wallets, { actor, origin, events }),
    });
    if (counted) throw alreadyCounted(counted);
    return taken;
  }

  async #location(id: string): Promise<LocationRecord> {
    const location = await this.locations.byId(id);
    if (!location) throw new Error(`A purchase names the unknown location ${id}`);
    return location;
  }
}

/** Points that an effect of the sale took go back to the lots from which they came. */
const giveBack = (
  wallets: OpenWallets,
  { memberId, transactionId, cause }: Undone['pointsBack'][number],
): void => {
  const found = wallets.transaction(memberId, transactionId);
  if (!found) throw new Error('An effect names an unknown transaction');
  const { takings, place } = found;
  orRefuse(() => wallets.get(memberId).giveBack({ takings, place, cause }));
};
