import { Injectable } from '@nestjs/common';
import type { TakenBack } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { causeOf, orRefuse, Points, PointsLedger, type OpenWallets } from '../points/index.ts';
import { UndoingRepository, type UndoneRow } from './undoing.repository.ts';

const nothing: TakenBack = {
  transactionId: null,
  takenBack: 0,
  debt: 0,
  forgiven: 0,
  status: 0,
  debtRepaid: 0,
};

/** Takes whole purchases back that should never have been counted, and frees their receipts. */
@Injectable()
export class UndonePurchases {
  constructor(
    private readonly undoing: UndoingRepository,
    private readonly points: Points,
    private readonly ledger: PointsLedger,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * All of them in one transaction. What they earned and what has not expired since goes; what of it is spent becomes
   * debt. Those that were undone before are left alone.
   */
  async undoMany(actor: Actor, purchaseIds: readonly string[], reason: string): Promise<void> {
    await this.transactions.run(async () => {
      const owners = await this.undoing.owners(purchaseIds);
      // What time has brought is booked first: what has expired by now is not there to be taken.
      const settled = await this.points.open(owners, { lots: 'all' });
      await this.points.apply(this.points.document(settled, { actor, origin: 'import' }));
      const purchases = await this.undoing.lock(purchaseIds);
      const transactions = purchases.flatMap(({ transaction_id: id }) => id ?? []);
      const expired = await this.ledger.expiredOf(owners, transactions);
      const wallets = await this.points.open(owners, { lots: 'all', transactions });
      const undone = purchases.map((purchase) => takeBack(purchase, expired, wallets, reason));
      await this.points.apply(this.points.document(wallets, { actor, origin: 'import' }));
      await this.undoing.record(undone, { at: this.clock.date(), reason, actor });
    });
  }
}

type Expired = ReadonlyMap<string, number>;

const takeBack = (purchase: UndoneRow, expired: Expired, wallets: OpenWallets, reason: string): object => {
  const { id, gross, returned_gross: returned, points, status } = purchase;
  const { transactionId, takenBack, debt, forgiven } = takePoints(purchase, expired, wallets, reason);
  return {
    id,
    amount: gross - returned,
    points,
    status,
    transaction_id: transactionId,
    taken_back: takenBack,
    debt,
    forgiven,
  };
};

const takePoints = (
  purchase: UndoneRow,
  expired: Expired,
  wallets: OpenWallets,
  reason: string,
): TakenBack => {
  const { member_id: memberId, id, transaction_id: posted, currency, gross } = purchase;
  if (memberId === null || posted === null) return nothing;
  const cause = causeOf({
    kind: 'return',
    purchaseId: id,
    location: purchase.location_name,
    purchase: { receipt: purchase.receipt_number, amount: gross, currency },
    reason,
  });
  const lotIds = wallets.transaction(memberId, posted)?.lotIds ?? [];
  const { status } = purchase;
  const points = Math.max(0, purchase.points - (expired.get(posted) ?? 0));
  return orRefuse(() => wallets.get(memberId).takeBack({ points, status, lotIds, cause }));
};
