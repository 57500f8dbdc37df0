import { Injectable } from '@nestjs/common';
import type { Instant } from '@regulars/loyalty';
import { system } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Origin } from '../../platform/events/outbox.ts';
import { ClubSettings } from '../club/index.ts';
import { Points, type OpenWallets } from '../points/index.ts';
import { redeem, type PastUse, type Redeemed } from './redemption-document.ts';
import { RedemptionsRepository } from './redemptions.repository.ts';
import { assertRedeemable, type RewardRow } from './reward.ts';
import { RewardsRepository } from './rewards.repository.ts';

export interface PastRedemption {
  readonly memberId: string;
  readonly rewardId: string;
  /** Not before the member's last posting. */
  readonly at: Instant;
  readonly use?: PastUse;
}

const atOnce = 1000;

/** Past redemptions, many in one call: for imports and the demo. */
@Injectable()
export class PastRedemptions {
  constructor(
    private readonly redemptions: RedemptionsRepository,
    private readonly rewards: RewardsRepository,
    private readonly points: Points,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Redeems in time order. Returns the ids in the given order, null if a member lacked points, had reached the
   * limit, or the stock was empty, or the reward is the code of a partner: those of the past came from elsewhere,
   * or keeps its stock by location: nobody knows where the piece lay.
   */
  async redeemMany(wanted: readonly PastRedemption[], origin: Origin): Promise<(string | null)[]> {
    const ids = new Map<PastRedemption, string>();
    await this.transactions.run(async () => {
      const inOrder = [...wanted].sort((a, b) => a.at - b.at);
      for (let from = 0; from < inOrder.length; from += atOnce)
        await this.#redeemSome(inOrder.slice(from, from + atOnce), origin, ids);
    });
    return wanted.map((each) => ids.get(each) ?? null);
  }

  async #redeemSome(
    wanted: readonly PastRedemption[],
    origin: Origin,
    ids: Map<PastRedemption, string>,
  ): Promise<void> {
    const first = wanted[0];
    if (!first) return;
    const memberIds = [...new Set(wanted.map(({ memberId }) => memberId))];
    const wallets = await this.points.open(memberIds, { lots: 'all', now: first.at });
    const counter = await this.#counterFor(wanted, memberIds);
    const { timeZone } = await this.club.current();
    const done = wanted.flatMap((each) => {
      const redeemed = tryToRedeem(each, wallets, counter, { zone: timeZone, now: this.clock.now() });
      if (redeemed) ids.set(each, redeemed.redemption.id);
      return redeemed ? [redeemed] : [];
    });
    if (done.length > 0) await this.#record(done, wallets, origin);
  }

  async #counterFor(wanted: readonly PastRedemption[], memberIds: readonly string[]): Promise<Counter> {
    const rewards = await this.rewards.byIds([...new Set(wanted.map(({ rewardId }) => rewardId))]);
    const taken = await this.redemptions.takenBy(memberIds);
    return {
      rewards: new Map(rewards.map((reward) => [reward.id, { ...reward }])),
      taken: new Map(taken.map((row) => [`${row.member_id} ${row.reward_id}`, row.taken])),
    };
  }

  async #record(done: readonly Redeemed[], wallets: OpenWallets, origin: Origin): Promise<void> {
    const events = done.flatMap((each) => each.events);
    const outcome = await this.redemptions.record({
      at: toInstant(this.clock.now()),
      points: this.points.document(wallets, { actor: system, origin, events }),
      redemptions: done.map(({ redemption }) => redemption),
      vouchers: done.map(({ voucher }) => voucher),
    });
    if (outcome === 'out-of-stock') throw new ClubError('out-of-stock');
  }
}

interface Counter {
  readonly rewards: Map<string, RewardRow>;
  /** By member and reward. */
  readonly taken: Map<string, number>;
}

const tryToRedeem = (
  { memberId, rewardId, at, use }: PastRedemption,
  wallets: OpenWallets,
  { rewards, taken }: Counter,
  { zone, now }: { readonly zone: string; readonly now: Instant },
): Redeemed | null => {
  const reward = rewards.get(rewardId);
  if (!reward) throw new ClubError('not-found', 'No such reward');
  const key = `${memberId} ${rewardId}`;
  const before = taken.get(key) ?? 0;
  try {
    assertRedeemable(reward, at, before);
    if (reward.kind === 'partner-code' || reward.stocks) return null;
    const redeemed = redeem({
      wallet: wallets.at(memberId, at),
      reward,
      points: reward.points,
      memberId,
      at,
      zone,
      pickUp: null,
      use,
      now,
    });
    if (reward.stock !== null) reward.stock -= 1;
    taken.set(key, before + 1);
    return redeemed;
  } catch (error) {
    if (error instanceof ClubError) return null;
    throw error;
  }
};
