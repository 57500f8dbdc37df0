import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Points, PointsLedger } from '../points/index.ts';
import { TakeBacks } from './take-backs.ts';
import { isUndone, undoingOf } from './taking-back.ts';

/** Takes whole purchases back that should never have been counted, and frees their receipts. */
@Injectable()
export class UndonePurchases {
  constructor(
    private readonly takeBacks: TakeBacks,
    private readonly points: Points,
    private readonly ledger: PointsLedger,
    private readonly transactions: Transactions,
  ) {}

  /**
   * All of them in one transaction. What they earned and what has not expired since goes; what of it is spent becomes
   * debt. Those that were undone before are left alone.
   */
  async undoMany(actor: Actor, purchaseIds: readonly string[], reason: string): Promise<void> {
    await this.transactions.run(async () => {
      const opened = await this.takeBacks.open(purchaseIds, null);
      const { now } = opened;
      // What time has brought is booked first: what has expired by now is not there to be taken.
      await this.points.apply(this.points.document(opened.wallets, { actor, origin: 'import' }));
      const purchases = opened.purchases.filter((purchase) => !isUndone(purchase));
      if (purchases.length === 0) return;
      const owners = opened.wallets.memberIds;
      const transactions = purchases.flatMap(({ transaction_id: id }) => id ?? []);
      const expired = await this.ledger.expiredOf(owners, transactions);
      const wallets = await this.points.open(owners, { lots: 'all', transactions, now });
      const takings = purchases.map((purchase) => undoingOf(purchase, now, reason));
      await this.takeBacks.book(takings, { now, wallets }, { actor, origin: 'import', expired });
    });
  }
}
