import { Injectable } from '@nestjs/common';
import type { Reward } from '@regulars/contracts';
import { cancellationRefusal } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { ClubSettings } from '../club/index.ts';
import { Points, SelfService } from '../points/index.ts';
import { giveVoucher, type VoucherTerms } from './given-voucher.ts';
import { GrantedVouchersRepository } from './granted-vouchers.repository.ts';

export interface Granted {
  readonly rewardId: string;
  /** How many others get from the stock of the club, or of a location, in the same dry run, which takes none. */
  readonly promised?: (locationId: string | null) => number;
}

interface LockedReward {
  readonly state: Reward['state'];
  readonly by_location: boolean | null;
  readonly terms: VoucherTerms;
}

interface Gift {
  readonly redemptionId: string;
  /** Where it is picked up; null for everywhere. */
  readonly locationId: string | null;
}

/**
 * Vouchers that managers give. As those of tiers they cost no points and ask for no money, and neither the tier, the audience
 * nor the limit of a member counts: the manager decides. The stock counts them. Of a
 * reward that has its stock by location, a member gets one at their home location.
 */
@Injectable()
export class GrantedVouchers {
  constructor(
    private readonly vouchers: GrantedVouchersRepository,
    private readonly points: Points,
    private readonly selfService: SelfService,
    private readonly club: ClubSettings,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Throws `invalid-request` at the pointer if nobody can get a voucher of it. */
  async assertLive(rewardId: string, pointer: string): Promise<void> {
    const state = await this.vouchers.stateOf(rewardId);
    if (state === 'live') return;
    throw ClubError.field('invalid-request', pointer, state ? 'the reward is not live' : 'no such reward');
  }

  /**
   * In the current transaction. Throws `not-found`, `member-not-active`, `reward-not-available`, `out-of-stock`,
   * `reward-needs-location` for a member without purchases, `out-of-stock-here`, `self-earning-refused`.
   */
  async give(actor: Actor, memberId: string, { rewardId, promised = () => 0 }: Granted): Promise<Gift> {
    await this.selfService.refuse(actor, memberId);
    (await this.points.open([memberId])).assertActive(memberId);
    const reward = await this.#locked(rewardId);
    if (reward.state !== 'live') throw new ClubError('reward-not-available');
    return this.#issue(memberId, reward, promised);
  }

  /** The same for a member who was chosen for a sample, of a reward that need not be live. */
  async giveChosen(memberId: string, rewardId: string): Promise<Gift> {
    (await this.points.open([memberId])).assertActive(memberId);
    return this.#issue(memberId, await this.#locked(rewardId), () => 0);
  }

  async #locked(rewardId: string): Promise<LockedReward> {
    const reward = await this.vouchers.lockReward(rewardId);
    if (!reward?.terms) throw new ClubError('not-found', 'No such reward');
    return { ...reward, terms: reward.terms };
  }

  async #issue(
    memberId: string,
    reward: LockedReward,
    promised: NonNullable<Granted['promised']>,
  ): Promise<Gift> {
    const rewardId = reward.terms.id;
    const locationId = reward.by_location ? await this.#homeOf(memberId) : null;
    const left = await this.vouchers.left(rewardId, locationId, this.clock.now());
    if (left !== null && left <= promised(locationId))
      throw new ClubError(locationId ? 'out-of-stock-here' : 'out-of-stock');
    const { timeZone } = await this.club.current();
    const voucher = giveVoucher(reward.terms, memberId, this.clock.now(), timeZone);
    // A ticket whose event has begun.
    if (!voucher) throw new ClubError('reward-not-available');
    const { row, event } = voucher;
    const takesStock = left !== null && row.kind !== 'ticket';
    await this.vouchers.give({ ...row, gives_back: takesStock, pick_up_location_id: locationId });
    await this.outbox.append([event]);
    return { redemptionId: row.redemption_id, locationId };
  }

  async #homeOf(memberId: string): Promise<string> {
    const home = await this.vouchers.homeOf(memberId);
    if (home === null) throw new ClubError('reward-needs-location');
    return home;
  }

  /**
   * Ends the voucher if nobody used it. In the current transaction. Throws `not-found`, `already-cancelled`, `voucher-used`,
   * `voucher-expired`.
   */
  async withdraw(memberId: string, redemptionId: string): Promise<void> {
    await this.points.open([memberId]);
    const now = this.clock.now();
    const voucher = await this.vouchers.lockVoucher(memberId, redemptionId, now);
    if (!voucher) throw new ClubError('not-found');
    const refusal = cancellationRefusal(voucher.state);
    if (refusal) throw new ClubError(refusal);
    await this.vouchers.withdraw(redemptionId, now);
    await this.outbox.append([
      { name: 'voucher.cancelled', memberId, data: { voucherId: voucher.id, redemptionId } },
    ]);
  }
}
