import { Injectable } from '@nestjs/common';
import { listRewards } from '@regulars/contracts';
import { exportedList } from '../../platform/exports/export-list.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { ClubSettings, lastDayText, Reader } from '../club/index.ts';
import type { RewardRecord } from './reward.ts';
import { RewardsService } from './rewards.service.ts';

/** The export of rewards, with names in the reader's language and last days as people read them. */
@Injectable()
export class ExportedRewards {
  constructor(sources: ExportSources, rewards: RewardsService, reader: Reader, club: ClubSettings) {
    sources.register(
      exportedList(listRewards, {
        kind: 'rewards',
        page: async (_, query) => {
          const wording = await reader.wording();
          const list = await rewards.list(query, wording.of);
          const { timeZone } = await club.current();
          return { ...list, data: list.data.map((reward) => named(reward, wording.of, timeZone)) };
        },
        columns: {
          id: (row: NamedReward) => row.id,
          name: (row) => row.named,
          kind: (row) => row.kind,
          category: (row) => row.categorised,
          state: (row) => row.state,
          points: (row) => row.points,
          stock: (row) => row.stock,
          redeemed: (row) => row.redeemed,
          validFrom: (row) => row.validFrom,
          validUntil: (row) => row.usableUntil,
        },
      }),
    );
  }
}

const named = (reward: RewardRecord, of: (texts: RewardRecord['name']) => string, timeZone: string) => ({
  ...reward,
  named: of(reward.name),
  categorised: of(reward.category),
  usableUntil: reward.validUntil && lastDayText(reward.validUntil, timeZone),
});
type NamedReward = ReturnType<typeof named>;
