import { Injectable } from '@nestjs/common';
import type {
  listTierChanges,
  MemberTier,
  MemberTierChange,
  QueryOf,
  ReplyOf,
  TimelineEntry,
} from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { FactSources } from '../facts/index.ts';
import {
  ListParts,
  Members,
  textDetails,
  TimelineSources,
  type ListTest,
  type TimelineSlice,
} from '../members/index.ts';
import { tierFactSource } from './fact-source.ts';
import { StandingsRepository, type StoredChange } from './standings.repository.ts';
import { Tiers } from './tiers.ts';

// Members who never changed a tier are on the one that needs nothing.
const tierColumn = `coalesce(
  (select t.code from tiers t where t.id = f.tier_id), (select t.code from tiers t where t.threshold = 0))`;

/** What tiers add to a member: the standing, the column of lists, the timeline. */
@Injectable()
export class MemberTiers {
  constructor(
    private readonly standings: StandingsRepository,
    private readonly tiers: Tiers,
    private readonly members: Members,
    lists: ListParts,
    timelines: TimelineSources,
    sources: FactSources,
  ) {
    sources.register(tierFactSource);
    lists.register({ columns: { tier: tierColumn }, standsOn: (code) => this.#standsOn(code) });
    timelines.register({ name: 'tiers', timeline: (memberId, slice) => this.timeline(memberId, slice) });
  }

  /** By the tier's id: PostgreSQL knows how many members have it, and goes by them or by the order of the list. */
  async #standsOn(code: string): Promise<ListTest | null> {
    const tier = (await this.tiers.catalogue()).find((one) => one.code === code);
    if (!tier) return null;
    return (bind) => {
      const isOn = `f.tier_id = ${bind(tier.id)}::uuid`;
      return tier.threshold === 0 ? `(${isOn} or f.tier_id is null)` : isOn;
    };
  }

  /** Throws `not-found` for an unknown member, and for one who has reached no tier. */
  async standing(memberId: string): Promise<MemberTier> {
    await this.members.byId(memberId);
    const standing = await this.tiers.standing(memberId);
    if (!standing) throw new ClubError('not-found', 'This member has no tier yet');
    return standing;
  }

  /** Throws `not-found`. */
  async changes(
    memberId: string,
    { limit, cursor }: QueryOf<typeof listTierChanges>,
  ): Promise<ReplyOf<typeof listTierChanges>> {
    await this.members.byId(memberId);
    const after = readCursor(cursor, 'moment', 'id');
    const before = after ? { at: new Date(after[0]), id: after[1] } : newest;
    const rows = await this.standings.history(memberId, { before, limit: limit + 1 });
    return page(rows, limit, shown, ({ at, id }) => [toInstant(at), id]);
  }

  private async timeline(memberId: string, slice: TimelineSlice): Promise<TimelineEntry[]> {
    const changes = await this.standings.history(memberId, slice);
    return changes.map(({ id, at, fromCode, toCode, toName, status, reason }) => ({
      id,
      at: toInstant(at),
      kind: 'tier.changed',
      points: null,
      amount: null,
      subject: null,
      details: { from: fromCode, to: toCode, ...textDetails('tier', toName ?? {}), status, reason },
    }));
  }
}

export const newest = { at: new Date('9999-12-31T00:00:00Z'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

export const shown = (row: StoredChange): MemberTierChange => ({
  id: row.id,
  at: toInstant(row.at),
  from: row.fromCode === null ? null : { code: row.fromCode, name: row.fromName ?? {} },
  to: row.toCode === null ? null : { code: row.toCode, name: row.toName ?? {} },
  direction: row.upward ? 'up' : 'down',
  reason: row.reason,
  status: row.status,
  words: row.words,
  by: row.by,
});
