import { Injectable } from '@nestjs/common';
import type { TimelineEntry } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Locations } from '../club/index.ts';
import { TimelineSources, type TimelineSlice } from './timeline-sources.ts';
import { statement } from './statements.ts';

interface StoryRow {
  id: string;
  at: Date;
  kind: string;
  details: TimelineEntry['details'];
}

const story = statement(
  'member-story',
  `select id, at, kind, details from (
     select id, joined_at as at, 'member.joined' as kind, jsonb_build_object('location', joined_location) as details
     from members where id = $1
     union all
     select md5(purpose || coalesce(channel, '') || changed_at)::uuid, changed_at,
            case state when 'granted' then 'consent.given' when 'pending' then 'consent.pending' else 'consent.withdrawn' end,
            jsonb_build_object('purpose', consent_name(purpose, channel), 'channel', channel)
     from consents where member_id = $1
     union all
     select md5(told.kind || told.at)::uuid, told.at, told.kind, jsonb_build_object('reason', told.reason)
     from member_closings c, lateral (values
       (case when c.by_staff and c.asked_at = c.closed_at then null else c.asked_at end, 'member.closing-asked', null),
       (c.closed_at, 'member.closed', c.reason),
       (c.ended_at, case when c.closed_at is null then 'member.closing-withdrawn' else 'member.reopened' end, null)
     ) told(at, kind, reason) where c.member_id = $1 and told.at is not null
   ) events
   where (at, id) < ($2, $3::uuid) order by at desc, id desc limit $4`,
);

/** The members' own timeline entries: joining and consents. */
@Injectable()
export class MembershipRepository {
  constructor(
    sources: TimelineSources,
    private readonly locations: Locations,
    private readonly transactions: Transactions,
  ) {
    sources.register({ name: 'members', timeline: (id, slice) => this.#timeline(id, slice) });
  }

  async #timeline(memberId: string, { before, limit }: TimelineSlice): Promise<TimelineEntry[]> {
    const rows = await this.transactions.query(story, [memberId, before.at, before.id, limit]);
    const entries: TimelineEntry[] = [];
    for (const row of rows) entries.push(await this.#show(row));
    return entries;
  }

  async #show({ at, details, ...row }: StoryRow): Promise<TimelineEntry> {
    const told = { ...details, ...(await this.#place(details)) };
    return { ...row, at: toInstant(at), points: null, amount: null, subject: null, details: told };
  }

  async #place({ location }: TimelineEntry['details']): Promise<TimelineEntry['details']> {
    if (typeof location !== 'string') return {};
    const known = await this.locations.byCode(location);
    return { location: (known && (await this.locations.names()).get(known.id)) ?? location };
  }
}
