import { Injectable } from '@nestjs/common';
import type { Tier, TierReason } from '@regulars/contracts';
import { tiersPassed, type Instant } from '@regulars/loyalty';
import type { HeardEvent } from '../../platform/events/subscriptions/subscription.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { Members } from '../members/index.ts';
import { Points } from '../points/index.ts';
import { Tiers } from '../tiers/index.ts';
import { TierVouchers } from './tier-vouchers.ts';

type Moved = HeardEvent<'tier.changed'>;
type Settlement = 'give' | 'withdraw' | null;

/**
 * What a change of the tier means for vouchers. A change of the ladder lifts many members at once and brings none. A return
 * that takes a tier away takes its voucher too.
 */
const settlements: Readonly<Record<TierReason, Readonly<Record<'up' | 'down', Settlement>>>> = {
  'credit-reached': { up: 'give', down: null },
  granted: { up: 'give', down: null },
  'period-ended': { up: 'give', down: null },
  'grant-ended': { up: 'give', down: null },
  'credit-returned': { up: null, down: 'withdraw' },
  'ladder-changed': { up: null, down: null },
  // The other membership had its own voucher.
  merged: { up: null, down: null },
};

/**
 * Gives the vouchers that tiers bring to members who reach them: each once in a qualifying period. So who falls and rises
 * again gets no second one.
 */
@Injectable()
export class TierGifts {
  constructor(
    subscriptions: Subscriptions,
    private readonly vouchers: TierVouchers,
    private readonly tiers: Tiers,
    private readonly points: Points,
    private readonly members: Members,
  ) {
    subscriptions.subscribe({
      consumer: 'tier-gifts',
      names: ['tier.changed'],
      origins: ['live'],
      from: 'now',
      bulkOrigins: ['live'],
      handle: (moved) => this.#settle([moved]),
      handleBulk: (moved) => this.#settle(moved),
    });
  }

  /** Most changes mean nothing here, for example when a year ends and many members fall. */
  async #settle(moved: readonly Moved[]): Promise<void> {
    const tiers = await this.tiers.catalogue();
    const due = moved.flatMap((one) => {
      const settlement = settlements[one.data.reason][one.data.direction];
      // A member who reaches several tiers at once gets what each of them brings.
      const bringing = tiersPassed(tiers, one.data).filter((tier) => tier.rewardId !== null);
      return settlement === 'withdraw' || (settlement === 'give' && bringing.length > 0)
        ? [{ one, settlement, bringing }]
        : [];
    });
    // Giving or withdrawing a voucher of a tier locks the wallet first: those of several members in their order.
    if (due.length > 0) await this.points.open([...new Set(due.map(({ one }) => one.memberId))]);
    for (const { one, settlement, bringing } of due)
      if (settlement === 'give') await this.#give(one, bringing);
      else await this.#withdraw(one, tiers);
  }

  async #give({ memberId, at }: Moved, bringing: readonly Tier[]): Promise<void> {
    if ((await this.members.byId(memberId)).status === 'closed') return;
    await this.vouchers.give({ memberId, at, since: await this.#since(memberId, at) }, bringing);
  }

  async #withdraw({ memberId, at, data }: Moved, tiers: readonly Tier[]): Promise<void> {
    const lost = tiersPassed(tiers, { from: data.to, to: data.from });
    await this.vouchers.withdraw({ memberId, at, since: await this.#since(memberId, at) }, lost);
  }

  /** The beginning of the period. */
  async #since(memberId: string, at: Instant): Promise<Instant> {
    return (await this.tiers.periodOf(memberId, at)).from;
  }
}
