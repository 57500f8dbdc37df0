import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { TakeBacks } from './take-backs.ts';
import { isUndone, undoingOf } from './taking-back.ts';

/** Takes whole purchases back that should never have been counted, and frees their receipts. */
@Injectable()
export class UndonePurchases {
  constructor(
    private readonly takeBacks: TakeBacks,
    private readonly transactions: Transactions,
  ) {}

  /**
   * All of them in one transaction. What they earned goes; what of it is spent becomes debt, what of it has expired is
   * gone already. Those that were undone before are left alone.
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
