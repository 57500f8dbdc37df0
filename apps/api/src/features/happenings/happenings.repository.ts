import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';
import type { Told } from './told.ts';

const drop = statement(
  'event-happenings-drop',
  `delete from member_happenings h using unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[]) as undone(member_id, name, cause, subject)
   where h.member_id = undone.member_id and h.name = undone.name and h.cause = undone.cause
     and (undone.subject = '' or h.subject = undone.subject)`,
);
// Events of an erased member may come later.
const add = statement(
  'event-happenings-add',
  `insert into member_happenings (member_id, name, at, cause, subject)
   select told.member_id, told.name, told.at, told.cause, told.subject
   from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::uuid[], $5::text[]) as told(member_id, name, at, cause, subject)
   where told.member_id in (select id from member_ids() id where id = any($1))
   on conflict do nothing`,
);
const sweep = statement('happenings-sweep', 'delete from member_happenings where at < $1');

@Injectable()
export class HappeningsRepository {
  constructor(private readonly transactions: Transactions) {}

  async drop(undone: readonly Told[]): Promise<void> {
    if (undone.length === 0) return;
    await this.transactions.query(drop, [
      undone.map(({ memberId }) => memberId),
      undone.map(({ name }) => name),
      undone.map(({ cause }) => cause),
      undone.map(({ subject }) => subject),
    ]);
  }

  async add(told: readonly Told[]): Promise<void> {
    if (told.length === 0) return;
    await this.transactions.query(add, [
      told.map(({ memberId }) => memberId),
      told.map(({ name }) => name),
      told.map(({ at }) => new Date(at).toISOString()),
      told.map(({ cause }) => cause),
      told.map(({ subject }) => subject),
    ]);
  }

  async sweep(before: Date): Promise<void> {
    await this.transactions.query(sweep, [before]);
  }
}
