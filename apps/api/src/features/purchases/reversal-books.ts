import { Injectable } from '@nestjs/common';
import type { Instant, Period } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import type { Origin } from '../../platform/events/outbox.ts';
import { Points, type OpenWallets } from '../points/index.ts';
import { SaleParticipants, type SaleRecollections } from '../sales/index.ts';
import { TierReviews } from '../tiers/index.ts';
import { ReturnReversalsRepository } from './return-reversals.repository.ts';
import {
  boughtAgainOf,
  giveBack,
  postingsOf,
  reversalEvent,
  reversalRows,
  type Reversed,
  type Reversing,
} from './reversing.ts';

export interface ReversalTerms {
  readonly actor: Actor;
  readonly origin: Origin;
  readonly now: Instant;
  /** Whose status credit still counts. */
  readonly period: Period;
  /** What participants in the sale recall of it. */
  readonly recalled: SaleRecollections | null;
}

/** Writes that a return is taken back: goods, points, effects of participants, and the tier. */
@Injectable()
export class ReversalBooks {
  constructor(
    private readonly reversals: ReturnReversalsRepository,
    private readonly points: Points,
    private readonly participants: SaleParticipants,
    private readonly reviews: TierReviews,
  ) {}

  /** Under the locks of `TakeBacks.open`. Throws `points-out-of-range`. */
  async book(
    reversing: Reversing,
    { actor, origin, now, period, recalled }: ReversalTerms,
  ): Promise<{ readonly reversed: Reversed; readonly wallets: OpenWallets }> {
    const { purchase, mistaken } = reversing;
    const { member_id: memberId } = purchase;
    const settlements =
      memberId === null || mistaken.transactionId === null
        ? []
        : await this.points.settlementsSince(memberId, mistaken.transactionId);
    const transactions = [purchase.transaction_id, ...postingsOf(purchase), ...settlements];
    const wallets = await this.points.open(memberId === null ? [] : [memberId], {
      lots: 'all',
      transactions: transactions.filter((id) => id !== null),
      now,
    });
    const settled = settlements.flatMap((id) =>
      memberId === null ? [] : (wallets.transaction(memberId, id) ?? []),
    );
    const reversed = giveBack(reversing, wallets, settled, period);
    const effects = await this.reversals.effectsOf(purchase.id, mistaken.id);
    const terms = { bookedAt: now, zone: wallets.zone, recalled };
    const redone = this.participants.redo(boughtAgainOf(reversing, effects, terms));
    await this.reversals.reverse({
      ...reversalRows(reversed, actor, now),
      ...redone.rows,
      points: this.points.document(wallets, {
        actor,
        origin,
        events: [reversalEvent(reversed), ...redone.events],
      }),
    });
    if (memberId !== null) await this.reviews.lift([memberId]);
    return { reversed, wallets };
  }
}
