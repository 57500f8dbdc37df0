import { Injectable } from '@nestjs/common';
import type { CollectedKind } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const meet = statement(
  'collect-visitor-meet',
  `insert into collect_visitors as v (site_id, id, first_at, last_at) values ($1, $2, $3, $3)
   on conflict (site_id, id) do update set last_at = greatest(v.last_at, excluded.last_at)
   returning member_id as "memberId"`,
);
const join = statement(
  'collect-visitor-join',
  'update collect_visitors set member_id = $3 where site_id = $1 and id = $2 and member_id is null returning id',
);
const recent = statement(
  'collected-recently',
  'select count(*)::int as events from collected_events where site_id = $1 and visitor_id = $2 and at > $3',
);
const note = statement(
  'collected-note',
  `insert into collected_events (site_id, visitor_id, id, kind, sku, words, quantity, results, at)
   select $1, $2, e.id, e.kind, nullif(e.sku, ''), nullif(e.words, ''), nullif(e.quantity, -1), nullif(e.results, -1), e.at
   from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::timestamptz[])
     as e(id, kind, sku, words, quantity, results, at)
   on conflict do nothing returning id`,
);
const earlier = statement(
  'collected-earlier',
  `select kind, sku, quantity, results, at from collected_events where site_id = $1 and visitor_id = $2 order by at desc limit $3`,
);
const forget = statement(
  'collect-visitor-forget',
  'delete from collect_visitors where site_id = $1 and id = $2',
);
const forgetMembers = statement(
  'collect-members-forget',
  'delete from collect_visitors where member_id = any($1::uuid[])',
);
const sweepVisitors = statement(
  'collect-visitors-sweep',
  `delete from collect_visitors v where (v.member_id is null and v.last_at < $1) or (v.last_at < $2)`,
);
const sweepEvents = statement('collected-sweep', 'delete from collected_events where at < $1');

/** An event as it is kept. */
export interface NotedEvent {
  readonly id: string;
  readonly kind: CollectedKind;
  readonly sku: string | null;
  readonly words: string | null;
  readonly quantity: number | null;
  readonly results: number | null;
  readonly at: Date;
}

export type ToldEvent = Omit<NotedEvent, 'id' | 'words'>;

@Injectable()
export class VisitorsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The member of this browser, if there is one. Calls of one visitor run one after the other. */
  async meet(siteId: string, visitor: string, at: Date): Promise<string | null> {
    return (await this.transactions.query(meet, [siteId, visitor, at]))[0]?.memberId ?? null;
  }

  async join(siteId: string, visitor: string, memberId: string): Promise<void> {
    await this.transactions.query(join, [siteId, visitor, memberId]);
  }

  async since(siteId: string, visitor: string, after: Date): Promise<number> {
    return (await this.transactions.query(recent, [siteId, visitor, after]))[0]?.events ?? 0;
  }

  /** The ids of those that were not known. */
  async note(siteId: string, visitor: string, events: readonly NotedEvent[]): Promise<ReadonlySet<string>> {
    if (events.length === 0) return new Set();
    const rows = await this.transactions.query(note, [
      siteId,
      visitor,
      events.map(({ id }) => id),
      events.map(({ kind }) => kind),
      events.map(({ sku }) => sku ?? ''),
      events.map(({ words }) => words ?? ''),
      events.map(({ quantity }) => quantity ?? -1),
      events.map(({ results }) => results ?? -1),
      events.map(({ at }) => at.toISOString()),
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  /** The newest ones, the newest first. */
  earlier(siteId: string, visitor: string, most: number): Promise<ToldEvent[]> {
    return this.transactions.query(earlier, [siteId, visitor, most]);
  }

  async forget(siteId: string, visitor: string): Promise<void> {
    await this.transactions.query(forget, [siteId, visitor]);
  }

  async forgetMembers(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(forgetMembers, [memberIds]);
  }

  /** Visitors that nobody signed in as, and whatever is older than `oldest`. */
  async sweep(nobodySince: Date, oldest: Date): Promise<void> {
    await this.transactions.query(sweepEvents, [oldest]);
    await this.transactions.query(sweepVisitors, [nobodySince, oldest]);
  }
}
