import { Injectable } from '@nestjs/common';
import type { TimelineEntry } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { Locations } from '../club/index.ts';
import { textDetails, TimelineSources, type TimelineSlice, type TimelineSource } from '../members/index.ts';
import { RedemptionsRepository, type TimelineRow } from './redemptions.repository.ts';

/** Timeline entries of rewards: vouchers issued, used and cancelled. */
@Injectable()
export class RewardsOfMembers implements TimelineSource {
  readonly name = 'rewards';

  constructor(
    timelines: TimelineSources,
    private readonly redemptions: RedemptionsRepository,
    private readonly locations: Locations,
  ) {
    timelines.register(this);
  }

  async timeline(memberId: string, { before, limit }: TimelineSlice): Promise<readonly TimelineEntry[]> {
    const rows = await this.redemptions.timeline(memberId, before, limit);
    const told: TimelineEntry[] = [];
    for (const row of rows) told.push(showEntry(row, await this.#nameOf(row.used_location_id)));
    return told;
  }

  async #nameOf(locationId: string | null): Promise<string | null> {
    return locationId === null ? null : ((await this.locations.names()).get(locationId) ?? null);
  }
}

const showEntry = (row: TimelineRow, location: string | null): TimelineEntry => ({
  id: row.id,
  at: toInstant(row.at),
  kind: row.kind,
  points: row.points,
  amount: null,
  subject: { type: 'voucher', id: row.voucher_id },
  details: {
    ...textDetails('reward', row.reward_name),
    location,
  },
});
