import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { NewNotice } from './notice.ts';
import { statement } from './statements.ts';

/** So that nobody floods a member. */
const mostInADay = 200;
/** The newest that a member keeps. */
const mostKept = 500;

// In one order, so that two transactions which tell the same members do not wait for each other. Each member is looked at once,
// however much they are told: many purchases at a time are usual.
const insert = statement(
  'notices-insert',
  `with wanted as (
     select n.*, row_number() over (partition by n."memberId" order by n.key) as place
     from jsonb_to_recordset($1::jsonb) as n(id uuid, "memberId" uuid, "fromId" uuid, kind text, key text, path text, about uuid[], params jsonb)
     where not exists (select from notice_settings s where s.member_id = n."memberId" and s.kind = n.kind)
   ), readers as (
     select m."memberId", (select count(*) from (
       select from notices t where t.member_id = m."memberId" and t.at > $3 limit ${mostInADay}) as today) as told
     from (select distinct "memberId" from wanted) m where member_status(m."memberId") = 'active'
   )
   insert into notices (id, member_id, from_member_id, kind, key, path, about, params, at)
   select n.id, n."memberId", n."fromId", n.kind, n.key, n.path, n.about, n.params, $2
   from wanted n join readers r on r."memberId" = n."memberId"
   where n.place + r.told <= ${mostInADay}
   order by n."memberId", n.key
   on conflict (member_id, key) do nothing`,
);
const columns = `id, kind, path, params, at, read_at`;
const list = statement(
  'notices-list',
  `select ${columns} from notices where member_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
);
const countUnread = statement(
  'notices-unread',
  'select count(*) as unread from notices where member_id = $1 and read_at is null',
);
const readOne = statement(
  'notice-read',
  `update notices set read_at = coalesce(read_at, $3) where member_id = $1 and id = $2 returning path`,
);
const readUpTo = statement(
  'notices-read',
  `update notices set read_at = $3 where member_id = $1 and read_at is null and id <= $2 returning id`,
);
const unread = statement(
  'notices-unread-again',
  `update notices set read_at = null where member_id = $1 and read_at = $2`,
);
const countTold = statement(
  'notices-told',
  'select count(*) as told from notices where kind = $1 and about @> array[$2::uuid]',
);
const remove = statement('notices-remove', 'delete from notices where about && $1::uuid[]');
const sweepOld = statement('notices-sweep-old', 'delete from notices where read_at < $1 or at < $2');
const sweepMany = statement(
  'notices-sweep-many',
  `delete from notices n using (
     select member_id, (array_agg(id order by id desc))[${mostKept}] as last from notices
     group by member_id having count(*) > ${mostKept}) as full_of
   where n.member_id = full_of.member_id and n.id < full_of.last`,
);

export type NoticeRow = RowOf<typeof list>;
type StoredNotice = Required<NewNotice> & { readonly id: string };

@Injectable()
export class NoticesRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(notices: readonly StoredNotice[], at: Date): Promise<void> {
    const values = [JSON.stringify(notices), at, new Date(at.getTime() - dayMs)] as const;
    await this.transactions.query(insert, values);
  }

  /** The newest first. */
  async list(memberId: string, before: string | null, limit: number): Promise<NoticeRow[]> {
    return this.transactions.query(list, [memberId, before, limit]);
  }

  async countUnread(memberId: string): Promise<number> {
    return (await this.transactions.query(countUnread, [memberId]))[0]?.unread ?? 0;
  }

  /** Its path; undefined if the member has no such notice. */
  async readOne(memberId: string, id: string, at: Date): Promise<string | undefined> {
    return (await this.transactions.query(readOne, [memberId, id, at]))[0]?.path;
  }

  /** How many were unread. */
  async readUpTo(memberId: string, id: string, at: Date): Promise<number> {
    return (await this.transactions.query(readUpTo, [memberId, id, at])).length;
  }

  /** Those that were read at this moment. */
  async unread(memberId: string, readAt: Date): Promise<void> {
    await this.transactions.query(unread, [memberId, readAt]);
  }

  async countTold(kind: NewNotice['kind'], about: string): Promise<number> {
    return (await this.transactions.query(countTold, [kind, about]))[0]?.told ?? 0;
  }

  async remove(about: readonly string[]): Promise<void> {
    await this.transactions.query(remove, [about]);
  }

  async sweep(readBefore: Date, toldBefore: Date): Promise<void> {
    await this.transactions.query(sweepOld, [readBefore, toldBefore]);
    await this.transactions.query(sweepMany);
  }
}
