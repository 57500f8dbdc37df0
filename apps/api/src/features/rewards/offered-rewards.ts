import { Injectable } from '@nestjs/common';
import { byReach } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { MemberPointsService } from '../points/index.ts';
import { KeptRewards } from './kept-rewards.ts';
import { showOffered, type OfferedRecord } from './reward.ts';
import { RewardStocks } from './reward-stocks.ts';
import { RewardHoldsRepository } from './reward-holds.repository.ts';
import { withoutHeld } from './stock-without-holds.ts';
import { RewardsRepository } from './rewards.repository.ts';

/** What a member sees of the catalogue. */
@Injectable()
export class OfferedRewards {
  constructor(
    private readonly rewards: RewardsRepository,
    private readonly kept: KeptRewards,
    private readonly stocks: RewardStocks,
    private readonly holds: RewardHoldsRepository,
    private readonly memberPoints: MemberPointsService,
    private readonly clock: Clock,
  ) {}

  /** What a member can redeem, by reach. */
  async to(memberId: string): Promise<OfferedRecord[]> {
    const { available } = await this.memberPoints.of(memberId);
    const now = this.clock.date();
    const offered = await this.rewards.offered(memberId, now);
    const held = await this.holds.live(
      offered.map(({ id }) => id),
      now,
    );
    const rows = offered.map((row) => withoutHeld(row, held));
    const open = await this.kept.openTo(memberId, rows, this.clock.now());
    const placesOf = await this.stocks.forMembers();
    return open
      .map((each) => showOffered(each, available, placesOf(each.row.stocks)))
      .sort((one, other) => byReach(one, other) || (one.id < other.id ? -1 : 1));
  }
}
