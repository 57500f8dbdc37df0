import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { TakeBacks } from './take-backs.ts';
import { isUndone, undoingOf } from './taking-back.ts';

/** Takes back whole purchases that should never have counted, and frees their receipts. */
@Injectable()
export class UndonePurchases {
  constructor(
    private readonly takeBacks: TakeBacks,
    private readonly transactions: Transactions,
  ) {}

  /**
   * All of them in one transaction. Their points are removed; spent points become debt, and expired points are
   * already gone. Purchases undone before are skipped.
   */
  async undoMany(actor: Actor, purchaseIds: readonly string[], reason: string): Promise<void> {
    await this.transactions.run(async () => {
      const opened = await this.takeBacks.open(purchaseIds, null);
      const purchases = opened.purchases.filter((purchase) => !isUndone(purchase));
      if (purchases.length === 0) return;
      const takings = purchases.map((purchase) => undoingOf(purchase, opened.now, reason));
      await this.takeBacks.book(takings, opened, { actor, origin: 'import', period: null });
    });
  }
}
