import { Injectable } from '@nestjs/common';
import { listRewards, type Tier } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { ClubSettings, lastDayText, Reader, type Wording } from '../club/index.ts';
import { Tiers } from '../tiers/index.ts';
import type { RewardRecord } from './reward.ts';
import { RewardsService } from './rewards.service.ts';

/** The export of rewards, with names in the reader's language and last days as people read them. */
@Injectable()
export class ExportedRewards {
  constructor(
    sources: ExportSources,
    rewards: RewardsService,
    reader: Reader,
    club: ClubSettings,
    tiers: Tiers,
  ) {
    sources.register(
      exportedList(listRewards, {
        kind: 'rewards',
        page: async (_, query) => {
          const wording = await reader.wording();
          const list = await rewards.list(query, wording.of);
          const { timeZone } = await club.current();
          const ladder = await tiers.catalogue();
          return { ...list, data: list.data.map((reward) => named(reward, ladder, wording.of, timeZone)) };
        },
        columns: {
          id: (row: NamedReward) => row.id,
          name: (row) => row.named,
          kind: (row) => row.kind,
          category: (row) => row.categorised,
          state: (row) => row.state,
          audience: (row) => (row.audience ? 'some' : 'everyone'),
          tier: (row) => row.tier,
          points: (row) => row.points,
          stock: (row) => row.stock,
          stockByLocation: (row) => byLocation(row),
          redeemed: (row) => row.redeemed,
          validFrom: (row) => row.validFrom,
          validUntil: (row) => row.usableUntil,
        },
      }),
    );
  }
}

const byLocation = ({ stockByLocation }: RewardRecord): string | null =>
  stockByLocation?.map(({ location, stock }) => `${location}: ${stock}`).join(', ') ?? null;

const named = (reward: RewardRecord, ladder: readonly Tier[], of: Wording['of'], timeZone: string) => ({
  ...reward,
  named: of(reward.name),
  categorised: of(reward.category),
  tier: ladder.filter(({ id }) => id === reward.tierId).map(({ name }) => of(name))[0] ?? null,
  usableUntil: reward.validUntil && lastDayText(reward.validUntil, timeZone),
});
type NamedReward = ReturnType<typeof named>;
