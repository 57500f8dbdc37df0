import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Points } from '../points/index.ts';
import { GrantedVouchers } from './granted-vouchers.ts';
import { IssuedVouchers } from './issued-vouchers.ts';
import { redeem } from './redemption-document.ts';
import { RedemptionsRepository } from './redemptions.repository.ts';
import { RedemptionsService } from './redemptions.service.ts';
import { assertRedeemable } from './reward.ts';

export interface Sample {
  readonly memberId: string;
  readonly rewardId: string;
  /** What the member pays for it; 0 for nothing. */
  readonly points: number;
}

/**
 * Vouchers for members who were chosen for a sample. The reward need not be live, so that it is in no catalogue; its stock
 * and its limit of a member count as ever.
 */
@Injectable()
export class SampleVouchers {
  constructor(
    private readonly granted: GrantedVouchers,
    private readonly redemptions: RedemptionsRepository,
    private readonly cancelled: RedemptionsService,
    private readonly issued: IssuedVouchers,
    private readonly points: Points,
    private readonly clock: Clock,
  ) {}

  /** The wallet, before anything else is locked. */
  async lock(memberId: string): Promise<void> {
    await this.points.open([memberId]);
  }

  /** The same. Throws `member-not-active`, `insufficient-points`. */
  async lockToPay(memberId: string, points: number): Promise<void> {
    const wallets = await this.points.open([memberId]);
    wallets.assertActive(memberId);
    if (wallets.get(memberId).balance().available < points) throw new ClubError('insufficient-points');
  }

  /**
   * The id of the redemption. In the current transaction. Throws `not-found`, `member-not-active`, `out-of-stock`,
   * `insufficient-points`, `reward-limit-reached`, `reward-not-available`.
   */
  async give(actor: Actor, { memberId, rewardId, points }: Sample): Promise<string> {
    if (points === 0) return (await this.granted.giveChosen(memberId, rewardId)).redemptionId;
    const now = this.clock.now();
    // What it costs is up to who gives it.
    const opened = await this.redemptions.open(rewardId, memberId, { now, allLots: true });
    const { wallets: stored, reward, taken } = opened;
    if (!reward) throw new ClubError('not-found', 'No such reward');
    const wallets = await this.points.read(stored, now);
    wallets.assertActive(memberId);
    assertRedeemable({ ...reward, state: 'live' }, now, taken);
    const zone = await this.issued.zone();
    const wallet = wallets.get(memberId);
    const redeemed = redeem({ wallet, reward, points, memberId, at: now, zone, pickUp: null });
    const outcome = await this.redemptions.record({
      at: toInstant(now),
      points: this.points.document(wallets, { actor, events: redeemed.events }),
      redemptions: [redeemed.redemption],
      vouchers: [redeemed.voucher],
    });
    if (outcome === 'out-of-stock') throw new ClubError('out-of-stock');
    return redeemed.redemption.id;
  }

  /** In the current transaction. Throws `not-found`, `already-cancelled`, `voucher-used`, `voucher-expired`, `voucher-held`. */
  async takeBack(
    actor: Actor,
    { memberId, points }: Omit<Sample, 'rewardId'>,
    redemptionId: string,
  ): Promise<void> {
    if (points === 0) await this.granted.withdraw(memberId, redemptionId);
    else await this.cancelled.cancel(actor, redemptionId);
  }
}
