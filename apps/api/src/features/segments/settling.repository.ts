import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const lock = statement('segment-work-lock', 'select id from segment_work for update');
const take = statement(
  'segments-take-changed',
  `delete from changed_members where member_id in (
     select distinct d.member_id from changed_members d order by d.member_id limit $1) returning member_id`,
);
const put = statement(
  'segments-put-changed',
  'insert into changed_members (member_id) select unnest($1::uuid[])',
);
const hold = statement(
  'segments-settle-hold',
  `select s.id, f.filled_at is not null as filled from segments s join segment_fills f on f.segment_id = s.id
   where s.id = any($1::uuid[]) order by s.id for share of s`,
);
const note = statement(
  'segment-changes-note',
  `insert into segment_changes (segment_id, member_id, entered, changed_at)
   select $1, change.member_id, change.entered, $4
   from (select unnest($2::uuid[]) as member_id, true as entered union all select unnest($3::uuid[]), false) change`,
);
const grow = statement(
  'segment-grow',
  `with grown as (
     update segment_fills set members = members + $2 where segment_id = $1 and $2 <> 0 returning segment_id, members)
   insert into segment_sizes (segment_id, day, members) select segment_id, $3, members from grown
   on conflict (segment_id, day) do update set members = excluded.members`,
);
const pending = statement(
  'segments-pending',
  `select s.id, s.version, s.condition, f.copy_of as "copyOf" from segments s join segment_fills f on f.segment_id = s.id
   where s.removed_at is null and (f.settled_at is null or f.copy_of is not null or f.settled_on is distinct from $1::date)`,
);
const next = statement(
  'segments-next-members',
  'select id from member_ids() id where ($1::uuid is null or id > $1) order by id limit $2',
);
const copy = statement(
  'segment-copy-members',
  `insert into member_segments (segment_id, member_id, since)
   select $1, s.member_id, $3 from member_segments s where s.segment_id = $2 on conflict do nothing`,
);
const finish = statement(
  'segment-settled',
  `update segment_fills f set settled_at = $3, filled_at = coalesce(f.filled_at, $3), settled_on = $4, copy_of = null,
     members = (select count(*) from member_segments m where m.segment_id = f.segment_id)
   from segments s where s.id = f.segment_id and s.id = $1 and s.version = $2`,
);
const size = statement(
  'segment-size-of-day',
  `insert into segment_sizes (segment_id, day, members) select segment_id, $2, members from segment_fills
     where segment_id = $1 and settled_on = $2
   on conflict (segment_id, day) do update set members = excluded.members`,
);
const sweep = statement('segment-changes-sweep', 'delete from segment_changes where changed_at < $1');

export type PendingSegment = RowOf<typeof pending>;

/** What reckons segments: who may have to move, and how far each segment is. */
@Injectable()
export class SettlingRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Nobody else moves members until the end of the transaction. */
  async lock(): Promise<void> {
    await this.transactions.query(lock);
  }

  /** Some members that were noted, once each; no longer noted then. */
  async take(most: number): Promise<string[]> {
    return [...new Set((await this.transactions.query(take, [most])).map((row) => row.member_id))];
  }

  async put(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(put, [memberIds]);
  }

  /** Nobody removes these before the end of the transaction. Whether each has been filled. */
  async hold(segmentIds: readonly string[]): Promise<ReadonlyMap<string, { readonly filled: boolean }>> {
    const rows = await this.transactions.query(hold, [segmentIds]);
    return new Map(rows.map(({ id, filled }) => [id, { filled }]));
  }

  async note(
    segmentId: string,
    entered: readonly string[],
    left: readonly string[],
    at: Date,
  ): Promise<void> {
    await this.transactions.query(note, [segmentId, entered, left, at]);
  }

  /** Also the size of this day of the club. */
  async grow(segmentId: string, by: number, today: string): Promise<void> {
    await this.transactions.query(grow, [segmentId, by, today]);
  }

  /** For which all members have to be decided or copied. */
  async pending(today: string): Promise<PendingSegment[]> {
    return this.transactions.query(pending, [today]);
  }

  async next(after: string | null, most: number): Promise<string[]> {
    return (await this.transactions.query(next, [after, most])).map(({ id }) => id);
  }

  async copy(segmentId: string, from: string, at: Date): Promise<void> {
    await this.transactions.query(copy, [segmentId, from, at]);
  }

  /** All members are decided, unless it has another version by now. Stores the size of the day. */
  async finish(
    { id, version }: Pick<PendingSegment, 'id' | 'version'>,
    at: Date,
    today: string,
  ): Promise<void> {
    await this.transactions.query(finish, [id, version, at, today]);
    await this.transactions.query(size, [id, today]);
  }

  async sweep(before: Date): Promise<void> {
    await this.transactions.query(sweep, [before]);
  }
}
