import { Injectable } from '@nestjs/common';
import type { Balance, BodyOf, ReplyOf, Voucher, redeemReward } from '@regulars/contracts';
import { cancellationRefusal } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { actsForOthers } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { noteInLog } from '../../platform/log/index.ts';
import { Points, refuseSelfService, showBalance } from '../points/index.ts';
import { IssuedVouchers } from './issued-vouchers.ts';
import { KeptRewards } from './kept-rewards.ts';
import { putBack, redeem } from './redemption-document.ts';
import { RedemptionsRepository } from './redemptions.repository.ts';
import { assertRedeemable, assertSamePrice } from './reward.ts';
import { assertNotBegun, isHeld, stateOf } from './voucher.ts';

type Redemption = ReplyOf<typeof redeemReward>;

export interface Cancelled {
  readonly id: string;
  readonly voucher: Voucher;
  readonly points: number;
  readonly balance: Balance;
}

/**
 * Turns points into vouchers, and back while they are unused. Each is one call that reads under the lock and
 * one that writes.
 */
@Injectable()
export class RedemptionsService {
  constructor(
    private readonly redemptions: RedemptionsRepository,
    private readonly points: Points,
    private readonly kept: KeptRewards,
    private readonly issued: IssuedVouchers,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `not-found` (reward or member), `reward-not-available`, `event-begun`, `tier-too-low`, `reward-not-for-member`, `reward-limit-reached`, `out-of-stock`,
   * `reward-needs-location`, `unknown-location`, `out-of-stock-here`, `reward-price-changed`, `insufficient-points`, `member-not-active`, `self-earning-refused`; `invalid-request` if staff
   * or a key name no member.
   */
  async redeem(actor: Actor, rewardId: string, wanted: BodyOf<typeof redeemReward>): Promise<Redemption> {
    const memberId = redeemerOf(actor, wanted.memberId);
    const now = this.clock.now();
    const zone = await this.issued.zone();
    const allLots = await this.points.awardsNeedLots();
    return this.transactions.run(async () => {
      const opened = await this.redemptions.open(rewardId, memberId, { now, allLots });
      const { wallets: stored, reward, taken } = opened;
      if (!reward) throw new ClubError('not-found', 'No such reward');
      const wallets = await this.points.read(stored, now);
      const wallet = wallets.get(memberId);
      wallets.assertActive(memberId);
      assertRedeemable(reward, now, taken);
      const pickUp = await this.issued.pickUpOf(reward, { actor, memberId, code: wanted.location });
      const points = await this.kept.priceFor(memberId, reward, now);
      if (wanted.price) assertSamePrice(wanted.price, { points, toPay: reward.toPay });
      const redeemed = redeem({ wallet, reward, points, memberId, at: now, zone, pickUp });
      const { redemption, voucher, events } = redeemed;
      const outcome = await this.redemptions.record({
        at: toInstant(now),
        points: this.points.document(wallets, { actor, events }),
        redemptions: [redemption],
        vouchers: [voucher],
      });
      if (outcome === 'out-of-stock') throw new ClubError(pickUp ? 'out-of-stock-here' : 'out-of-stock');
      const balance = showBalance(wallet.balance());
      const shown = await this.issued.shown(actor, voucher);
      return { id: redemption.id, voucher: shown, points, balance };
    });
  }

  /** Throws `not-found`, `voucher-was-given`, `already-cancelled`, `voucher-used`, `voucher-expired`, `voucher-held`, `event-begun`. */
  async cancel(actor: Actor, id: string): Promise<Cancelled> {
    const now = this.clock.now();
    return this.transactions.run(async () => {
      const opened = await this.redemptions.openCancellation(id, ownerOf(actor), now);
      if (!opened) throw new ClubError('not-found');
      const { voucher, transactionId } = opened;
      noteInLog({ member: voucher.member_id });
      if (transactionId === null) throw new ClubError('voucher-was-given');
      const refusal = cancellationRefusal(stateOf(voucher, now));
      if (refusal) throw new ClubError(refusal);
      if (isHeld(voucher, now)) throw new ClubError('voucher-held');
      assertNotBegun(voucher, now);
      const wallets = await this.points.read(opened.wallets, now);
      const wallet = wallets.get(voucher.member_id);
      const points = putBack(wallets, opened, 'reward');
      const data = { voucherId: voucher.id, redemptionId: id };
      const events = [{ name: 'voucher.cancelled' as const, memberId: voucher.member_id, data }];
      const outcome = await this.redemptions.recordCancellation({
        redemption_id: id,
        becomes: 'cancelled',
        at: toInstant(now),
        points: this.points.document(wallets, { actor, events }),
      });
      if (outcome === 'used') throw new ClubError('voucher-used');
      const cancelled = await this.issued.shown(actor, { ...voucher, state: 'cancelled' });
      return { id, voucher: cancelled, points, balance: showBalance(wallet.balance()) };
    });
  }
}

/**
 * Members redeem for themselves. Others name the member, which at the till is never themselves. A member
 * outside their reach is not found.
 */
const redeemerOf = (actor: Actor, wanted: string | undefined): string => {
  const own = actor.kind === 'account' ? actor.memberId : null;
  if (wanted === undefined) {
    if (own !== null) return own;
    throw ClubError.field('invalid-request', '/memberId', 'needed here');
  }
  if (actsForOthers(actor)) refuseSelfService(actor, wanted);
  else if (wanted !== own) throw new ClubError('not-found', 'No such member');
  return wanted;
};

/** The member whose redemptions the actor may cancel; null for anyone's. */
const ownerOf = (actor: Actor): string | null =>
  actsForOthers(actor) ? null : actor.kind === 'account' ? actor.memberId : null;
