import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Points } from '../points/index.ts';
import { putBack } from './redemption-document.ts';
import { RedemptionsRepository, type ExpiredRedemption } from './redemptions.repository.ts';
import { stateOf } from './voucher.ts';

const atOnce = 200;
const first: ExpiredRedemption = {
  expired_at: '-infinity',
  redemption_id: '00000000-0000-0000-0000-000000000000',
};

/** What expired vouchers give back, as a cancelled redemption does: points, a piece of the stock, the code of a partner. */
@Injectable()
export class ExpiredVouchers {
  constructor(
    private readonly redemptions: RedemptionsRepository,
    private readonly points: Points,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Each in a transaction of its own, so that no wallet and no stock is locked for long. Returns how many gave something
   * back. Throws at the end what failed; the next run tries again.
   */
  async giveBackDue(): Promise<number> {
    const failures: unknown[] = [];
    const now = this.clock.date();
    let given = 0;
    let due = await this.redemptions.expired(now, first, atOnce);
    for (let last = due.at(-1); last; last = due.at(-1)) {
      for (const { redemption_id: id } of due)
        await this.#giveBack(id).then(
          (isGiven) => (given += Number(isGiven)),
          (error: unknown) => failures.push(error),
        );
      due = await this.redemptions.expired(now, last, atOnce);
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} vouchers gave nothing back`);
    return given;
  }

  /** Run twice, or by two processes, it gives back once: the state of the voucher decides, under the lock of the wallet. */
  async #giveBack(id: string): Promise<boolean> {
    const now = this.clock.now();
    return this.transactions.run(async () => {
      const opened = await this.redemptions.openCancellation(id, null, now);
      if (!opened) return false;
      const { voucher } = opened;
      if (voucher.state !== 'issued' || stateOf(voucher, now) !== 'expired') return false;
      const wallets = await this.points.read(opened.wallets, now);
      const points = putBack(wallets, opened, 'voucher-expired');
      const data = { voucherId: voucher.id, redemptionId: id, points };
      const events = [{ name: 'voucher.expired' as const, memberId: voucher.member_id, data }];
      const outcome = await this.redemptions.recordCancellation({
        redemption_id: id,
        becomes: 'expired',
        at: toInstant(now),
        points: this.points.document(wallets, { actor: system, events }),
      });
      return outcome === 'recorded';
    });
  }
}
