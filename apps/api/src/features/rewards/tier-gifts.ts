import { Injectable } from '@nestjs/common';
import type { TierReason } from '@regulars/contracts';
import { tiersPassed, type Instant } from '@regulars/loyalty';
import { Outbox } from '../../platform/events/outbox.ts';
import type { HeardEvent } from '../../platform/events/subscriptions/subscription.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { ClubSettings } from '../club/index.ts';
import { Members } from '../members/index.ts';
import { Points } from '../points/index.ts';
import { TierRewards, Tiers } from '../tiers/index.ts';
import { giveVoucher } from './given-voucher.ts';
import { RewardsRepository } from './rewards.repository.ts';
import { TierGiftsRepository, type TierGift } from './tier-gifts.repository.ts';

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
    wanted: TierRewards,
    rewards: RewardsRepository,
    private readonly gifts: TierGiftsRepository,
    private readonly tiers: Tiers,
    private readonly points: Points,
    private readonly members: Members,
    private readonly club: ClubSettings,
    private readonly outbox: Outbox,
  ) {
    wanted.comeFrom(async (ids) =>
      (await rewards.byIds(ids)).map(({ id, name, picture }) => ({ id, name, picture })),
    );
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
    const given = await this.#givenUnderLock(memberId, at);
    if ((await this.members.byId(memberId)).status === 'closed') return;
    const { timeZone } = await this.club.current();
    for (const { id, rewardId } of bringing) {
      const reward = rewardId === null ? null : await this.gifts.terms(rewardId);
      if (!reward || given.some(({ tierId }) => tierId === id)) continue;
      const { row, event } = giveVoucher(reward, memberId, at, timeZone);
      await this.gifts.give(id, at, row);
      await this.outbox.append([event]);
    }
  }

  async #withdraw({ memberId, at, data }: Moved): Promise<void> {
    const lost = tiersPassed(await this.tiers.catalogue(), { from: data.to, to: data.from });
    const given = await this.#givenUnderLock(memberId, at);
    const gone = given.filter(({ tierId }) => lost.some(({ id }) => id === tierId));
    if (gone.length === 0) return;
    const ids = gone.map(({ redemptionId }) => redemptionId);
    const taken = await this.gifts.withdraw(memberId, ids, at);
    await this.outbox.append(
      taken.map((voucher) => ({ name: 'voucher.cancelled', memberId, data: voucher })),
    );
  }

  /** What the member got in the period. Whoever gives or withdraws it holds the wallet. */
  async #givenUnderLock(memberId: string, at: Instant): Promise<TierGift[]> {
    await this.points.open([memberId]);
    return this.gifts.given(memberId, (await this.tiers.period(at)).from);
  }
}
