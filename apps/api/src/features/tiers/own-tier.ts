import { Injectable } from '@nestjs/common';
import type { getOwnTier, ReplyOf } from '@regulars/contracts';
import { isoOf } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { newest, shown } from './member-tiers.ts';
import { StandingsRepository } from './standings.repository.ts';
import { TierOutlook } from './tier-outlook.ts';
import { TierRewards } from './tier-rewards.ts';
import { Tiers } from './tiers.ts';

/** What members see of their own tier. */
@Injectable()
export class OwnTier {
  constructor(
    private readonly standings: StandingsRepository,
    private readonly tiers: Tiers,
    private readonly outlook: TierOutlook,
    private readonly rewards: TierRewards,
    private readonly clock: Clock,
  ) {}

  async of(memberId: string): Promise<ReplyOf<typeof getOwnTier>> {
    const brought = (await this.tiers.catalogue()).flatMap(({ rewardId }) => rewardId ?? []);
    const changes = await this.standings.history(memberId, { before: newest, limit: 20 });
    return {
      tier: await this.tiers.standing(memberId),
      fall: await this.outlook.of(memberId),
      yearUntil: await this.#yearUntil(memberId),
      changes: changes.map(shown),
      rewards: await this.rewards.named([...new Set(brought)]),
    };
  }

  async #yearUntil(memberId: string): Promise<string | null> {
    if (!(await this.tiers.measure())?.ownYears) return null;
    const { until } = await this.tiers.periodOf(memberId, this.clock.now());
    return isoOf(until);
  }
}
