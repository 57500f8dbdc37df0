import { Injectable } from '@nestjs/common';
import type { getOwnTier, ReplyOf } from '@regulars/contracts';
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
  ) {}

  async of(memberId: string): Promise<ReplyOf<typeof getOwnTier>> {
    const brought = (await this.tiers.catalogue()).flatMap(({ rewardId }) => rewardId ?? []);
    const changes = await this.standings.history(memberId, { before: newest, limit: 20 });
    return {
      tier: await this.tiers.standing(memberId),
      fall: await this.outlook.of(memberId),
      changes: changes.map(shown),
      rewards: await this.rewards.named([...new Set(brought)]),
    };
  }
}
