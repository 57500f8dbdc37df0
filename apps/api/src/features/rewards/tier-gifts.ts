import { Injectable } from '@nestjs/common';
import type { TierReason } from '@regulars/contracts';
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
      handle: (moved) => this.#settle(moved),
    });
  }

  async #settle(moved: Moved): Promise<void> {
    const { direction, reason } = moved.data;
    const settlement = settlements[reason][direction];
    if (settlement === 'give') await this.#give(moved);
    if (settlement === 'withdraw') await this.#withdraw(moved);
  }

  /** A member who reaches several tiers at once gets what each of them brings. */
  async #give({ memberId, at, data }: Moved): Promise<void> {
    const bringing = tiersPassed(await this.tiers.catalogue(), data).filter((tier) => tier.rewardId !== null);
    if (bringing.length === 0) return;
    const since = await this.#lock(memberId, at);
    if ((await this.members.byId(memberId)).status === 'closed') return;
    await this.vouchers.give({ memberId, at, since }, bringing);
  }

  async #withdraw({ memberId, at, data }: Moved): Promise<void> {
    const lost = tiersPassed(await this.tiers.catalogue(), { from: data.to, to: data.from });
    await this.vouchers.withdraw({ memberId, at, since: await this.#lock(memberId, at) }, lost);
  }

  /** Giving or withdrawing a voucher of a tier locks the wallet first. Returns the beginning of the period. */
  async #lock(memberId: string, at: Instant): Promise<Instant> {
    await this.points.open([memberId]);
    return (await this.tiers.periodOf(memberId, at)).from;
  }
}
