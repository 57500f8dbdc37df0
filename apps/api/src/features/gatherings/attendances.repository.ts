import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { nobody, type Figures } from './gathering.ts';
import { statement } from './statements.ts';

const columns = `a.id, a.gathering_id as "gatheringId", a.member_id as "memberId", a.state, a.turn, a.mails,
  a.answered_at as "answeredAt", a.before, a.came_at as "cameAt", a.custom_event_id as "customEventId", a.points`;
const listed = `${columns}, member_name(a.member_id) as "memberName", n.nickname
  from attendances a left join nicknames n on n.member_id = a.member_id`;
const next = '(select coalesce(max(turn), 0) + 1 from attendances where gathering_id = $2)';

const find = statement(
  'attendance-find',
  `select ${columns} from attendances a where a.gathering_id = $1 and a.member_id = $2`,
);
const byId = statement('attendance-by-id', `select ${listed} where a.id = $1`);
const figures = statement(
  'attendance-figures',
  `select asked.id, count(*) filter (where a.state = 'going') as going, count(*) filter (where a.state = 'came') as came,
     count(*) filter (where a.state = 'waiting') as waiting, count(*) filter (where a.state = 'declined') as declined
   from unnest($1::uuid[]) as asked(id) left join attendances a on a.gathering_id = asked.id group by asked.id`,
);
const ofMember = statement(
  'attendances-of-member',
  `select ${columns}, (select count(*) from attendances o where o.gathering_id = a.gathering_id and o.state = 'waiting'
       and o.turn < a.turn) as ahead
   from attendances a where a.member_id = $1 and a.gathering_id = any($2::uuid[])`,
);
// Those who let directories list them.
const who = statement(
  'attendance-nicknames',
  `select a.gathering_id as "gatheringId", n.nickname
   from unnest($1::uuid[]) as asked(id) cross join lateral (
     select a.gathering_id, a.member_id, a.turn from attendances a join nicknames m on m.member_id = a.member_id
     where a.gathering_id = asked.id and a.state in ('going', 'came') and m.listed and member_status(a.member_id) = 'active'
     order by a.turn limit $2) a
     join nicknames n on n.member_id = a.member_id
   order by a.gathering_id, a.turn`,
);
// A new answer goes to the end of the line.
const answer = statement(
  'attendance-answer',
  `insert into attendances (id, gathering_id, member_id, state, turn, mails, answered_at)
   values ($1, $2, $3, $4, ${next}, $5, $6)
   on conflict (gathering_id, member_id) do update
     set state = excluded.state, turn = excluded.turn, mails = excluded.mails, answered_at = excluded.answered_at`,
);
const setMails = statement('attendance-mails', 'update attendances set mails = $2 where id = $1');
const come = statement(
  'attendance-come',
  `insert into attendances (id, gathering_id, member_id, state, turn, came_at, custom_event_id, points)
   values ($1, $2, $3, 'came', ${next}, $4, $5, $6)
   on conflict (gathering_id, member_id) do update
     set state = 'came', before = attendances.state, came_at = excluded.came_at,
       custom_event_id = excluded.custom_event_id, points = excluded.points
   returning id`,
);
const undo = statement(
  'attendance-undo',
  `update attendances set state = coalesce(before, 'declined'), before = null, came_at = null, custom_event_id = null, points = 0
   where id = $1 and state = 'came'`,
);
const waiting = statement(
  'attendances-waiting',
  `select a.id, a.member_id as "memberId", a.mails, a.turn from attendances a where a.gathering_id = $1 and a.state = 'waiting' order by a.turn`,
);
const setGoing = statement('attendance-going', `update attendances set state = 'going' where id = $1`);
const removeOne = statement(
  'attendance-remove',
  `delete from attendances where gathering_id = $1 and member_id = $2 and state <> 'came' returning state`,
);
const expecting = statement(
  'attendances-expecting',
  `select a.id, a.member_id as "memberId", a.mails, a.turn from attendances a
   where a.gathering_id = $1 and a.state = any($2::text[]) order by a.turn`,
);
const list = statement(
  'attendance-list',
  `select ${listed}
   where a.gathering_id = $1 and ($2::text is null or a.state = $2)
     and ($3::text is null or strpos(lower(member_name(a.member_id)), lower($3)) > 0 or strpos(lower(n.nickname), lower($3)) > 0)
     and ($4::int is null or a.turn > $4)
   order by a.turn limit $5`,
);

const addMany = statement(
  'attendances-add',
  `insert into attendances (id, gathering_id, member_id, state, turn, answered_at, before, came_at)
   select m.id, $1, m."memberId", m.state, m.place, m."answeredAt", case when m.state = 'came' then 'going' end, m."cameAt"
   from rows from (jsonb_to_recordset($2::jsonb) as (id uuid, "memberId" uuid, state text, "answeredAt" timestamptz, "cameAt" timestamptz))
     with ordinality as m(id, "memberId", state, "answeredAt", "cameAt", place)`,
);

/** An answer of the past. Times are RFC 3339. */
export interface PastAttendance {
  readonly id: string;
  readonly memberId: string;
  readonly state: AttendanceRow['state'];
  readonly answeredAt: string;
  /** Null without a check-in. */
  readonly cameAt: string | null;
}

export type AttendanceRow = RowOf<typeof find>;
export type ListedAttendance = RowOf<typeof list>;
export type OwnAttendance = RowOf<typeof ofMember>;
export type Expecting = RowOf<typeof expecting>;

/** The people of a gathering. What changes places is called under the lock of the gathering. */
@Injectable()
export class AttendancesRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(gatheringId: string, memberId: string): Promise<AttendanceRow | undefined> {
    return (await this.transactions.query(find, [gatheringId, memberId]))[0];
  }

  async byId(id: string): Promise<ListedAttendance | undefined> {
    return (await this.transactions.query(byId, [id]))[0];
  }

  async figuresOf(ids: readonly string[]): Promise<(id: string) => Figures> {
    const rows = await this.transactions.query(figures, [ids]);
    const known = new Map(rows.map(({ id, ...counted }) => [id, counted]));
    return (id) => known.get(id) ?? nobody;
  }

  /** By the gathering. */
  async ofMember(memberId: string, gatheringIds: readonly string[]): Promise<Map<string, OwnAttendance>> {
    const rows = await this.transactions.query(ofMember, [memberId, gatheringIds]);
    return new Map(rows.map((row) => [row.gatheringId, row]));
  }

  /** Nicknames of those who come, at most so many of each gathering. */
  async who(gatheringIds: readonly string[], most: number): Promise<(id: string) => string[]> {
    const rows = await this.transactions.query(who, [gatheringIds, most]);
    return (id) => rows.flatMap(({ gatheringId, nickname }) => (gatheringId === id ? [nickname] : []));
  }

  async answer(
    gatheringId: string,
    memberId: string,
    { state, mails, at }: { state: 'going' | 'waiting' | 'declined'; mails: boolean; at: Date },
  ): Promise<void> {
    await this.transactions.query(answer, [newId(), gatheringId, memberId, state, mails, at]);
  }

  async setMails(id: string, mails: boolean): Promise<void> {
    await this.transactions.query(setMails, [id, mails]);
  }

  /** The id of the attendance. */
  async come(
    gatheringId: string,
    memberId: string,
    { at, event }: { at: Date; event: { id: string; points: number } | null },
  ): Promise<string> {
    const counted = [event?.id ?? null, event?.points ?? 0] as const;
    const [row] = await this.transactions.query(come, [newId(), gatheringId, memberId, at, ...counted]);
    if (!row) throw new Error('it was stored');
    return row.id;
  }

  async undo(id: string): Promise<void> {
    await this.transactions.query(undo, [id]);
  }

  /** The longest wait first. */
  async waiting(gatheringId: string): Promise<Expecting[]> {
    return this.transactions.query(waiting, [gatheringId]);
  }

  async setGoing(id: string): Promise<void> {
    await this.transactions.query(setGoing, [id]);
  }

  /** What it was; undefined if there was none, or if the member came: that stays. */
  async remove(gatheringId: string, memberId: string): Promise<AttendanceRow['state'] | undefined> {
    return (await this.transactions.query(removeOne, [gatheringId, memberId]))[0]?.state;
  }

  async expecting(gatheringId: string, states: readonly AttendanceRow['state'][]): Promise<Expecting[]> {
    return this.transactions.query(expecting, [gatheringId, states]);
  }

  /** In the order of their answers. */
  async list(
    gatheringId: string,
    filter: { readonly state: AttendanceRow['state'] | null; readonly words: string | null },
    after: number | null,
    limit: number,
  ): Promise<ListedAttendance[]> {
    return this.transactions.query(list, [gatheringId, filter.state, filter.words, after, limit]);
  }

  /** In the order of their turns. */
  async addMany(gatheringId: string, rows: readonly PastAttendance[]): Promise<void> {
    await this.transactions.query(addMany, [gatheringId, JSON.stringify(rows)]);
  }
}
