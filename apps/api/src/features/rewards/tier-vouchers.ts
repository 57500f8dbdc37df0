import { Injectable } from '@nestjs/common';
import type { Tier } from '@regulars/contracts';
import type { Instant } from '@regulars/loyalty';
import { Outbox } from '../../platform/events/outbox.ts';
import { ClubSettings } from '../club/index.ts';
import { giveVoucher } from './given-voucher.ts';
import { TierGiftsRepository } from './tier-gifts.repository.ts';

interface Reached {
  readonly memberId: string;
  readonly at: Instant;
  /** The period in which a tier brings one voucher. */
  readonly since: Instant;
}

/** The vouchers of tiers. Call it under the lock of the wallet. */
@Injectable()
export class TierVouchers {
  constructor(
    private readonly gifts: TierGiftsRepository,
    private readonly club: ClubSettings,
    private readonly outbox: Outbox,
  ) {}

  /** Of the tiers that brought none in the period. */
  async give({ memberId, at, since }: Reached, tiers: readonly Tier[]): Promise<void> {
    const given = await this.gifts.given(memberId, since);
    const { timeZone } = await this.club.current();
    for (const { id, rewardId } of tiers) {
      const reward = rewardId === null ? null : await this.gifts.terms(rewardId);
      if (!reward || given.some(({ tierId }) => tierId === id)) continue;
      const voucher = giveVoucher(reward, memberId, at, timeZone);
      if (!voucher) continue;
      await this.gifts.give(id, at, voucher.row);
      await this.outbox.append([voucher.event]);
    }
  }

  /** Those of the period, if nobody used them. */
  async withdraw({ memberId, at, since }: Reached, tiers: readonly Tier[]): Promise<void> {
    const given = await this.gifts.given(memberId, since);
    const gone = given.filter(({ tierId }) => tiers.some(({ id }) => id === tierId));
    if (gone.length === 0) return;
    const ids = gone.map(({ redemptionId }) => redemptionId);
    const taken = await this.gifts.withdraw(memberId, ids, at);
    await this.outbox.append(taken.map((data) => ({ name: 'voucher.cancelled', memberId, data })));
  }
}
