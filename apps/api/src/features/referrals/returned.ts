import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { isPair } from './pair.ts';
import { Payouts } from './payouts.ts';
import { ReferralsRepository } from './referrals.repository.ts';
import { Verdicts } from './verdicts.ts';

/**
 * Takes the points of both back if the purchase is returned after they were paid. If that return was a mistake, a
 * manager decides.
 */
@Injectable()
export class ReturnedReferrals {
  constructor(
    private readonly referrals: ReferralsRepository,
    private readonly verdicts: Verdicts,
    private readonly payouts: Payouts,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    subscriptions: Subscriptions,
  ) {
    subscriptions.subscribe({
      consumer: 'referral-returns',
      names: ['purchase.returned'],
      origins: ['live', 'import', 'demo'],
      from: 'now',
      handle: ({ data }) => this.#returned(data.purchaseId),
    });
    subscriptions.subscribe({
      consumer: 'referral-return-reversals',
      names: ['return.reversed'],
      origins: ['live', 'import', 'demo'],
      from: 'now',
      handle: ({ data }) => this.#reversed(data.purchaseId),
    });
  }

  async #returned(purchaseId: string): Promise<void> {
    const id = await this.referrals.ofPurchase(purchaseId);
    const row = id === undefined ? undefined : await this.referrals.lock(id);
    if (row?.state !== 'paid' || !isPair(row)) return;
    await this.verdicts.lock(row);
    if (await this.verdicts.stillCounts(row)) return;
    await this.payouts.takeBack(row);
    await this.referrals.end(row, 'returned', this.clock.date());
    const data = { referralId: row.id, points: row.member_points, friendPoints: row.friend_points };
    await this.outbox.append([{ name: 'referral.returned', memberId: row.member_id, data }], 'live');
  }

  async #reversed(purchaseId: string): Promise<void> {
    const row = await this.referrals.returnedOfPurchase(purchaseId);
    if (!row || !isPair(row) || !(await this.verdicts.stillCounts(row))) return;
    const data = { referralId: row.id };
    await this.outbox.append([{ name: 'referral.return-undone', memberId: row.member_id, data }], 'live');
  }
}
