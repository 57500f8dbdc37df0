import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const drop = statement(
  'member-interests-drop',
  `delete from member_interests m where m.member_id = any($1::uuid[]) and not exists (
     select from jsonb_to_recordset($2::jsonb) as n("memberId" uuid, interest text)
     where n."memberId" = m.member_id and n.interest = m.interest)`,
);
const put = statement(
  'member-interests-put',
  `insert into member_interests as m (member_id, interest, until)
   select n."memberId", n.interest, n.until from jsonb_to_recordset($1::jsonb) as n("memberId" uuid, interest text, until timestamptz)
   on conflict (member_id, interest) do update set until = excluded.until where m.until is distinct from excluded.until`,
);
const keepStated = statement(
  'member-interests-stated',
  `delete from member_interests m where m.member_id = any($1) and not exists (
     select from interest_choices c where c.member_id = m.member_id and c.interest = m.interest and c.stated_at is not null)`,
);
const keep = statement(
  'member-interests-keep',
  'delete from member_interests where not (interest = any($1::text[]))',
);

export interface HeldInterest {
  readonly memberId: string;
  readonly interest: string;
  /** Null for good. */
  readonly until: Date | null;
}

/** What counts for conditions (`member_interests` of members), and until when. */
@Injectable()
export class HeldInterests {
  constructor(private readonly transactions: Transactions) {}

  /** These are all of these members; what is right already stays as it is. */
  async replace(memberIds: readonly string[], held: readonly HeldInterest[]): Promise<void> {
    const all = JSON.stringify(held);
    await this.transactions.query(drop, [memberIds, all]);
    if (held.length > 0) await this.transactions.query(put, [all]);
  }

  /** Only what these members said themselves is left. */
  async keepStated(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(keepStated, [memberIds]);
  }

  /** Those that the club no longer has go. */
  async keepInterests(left: readonly string[]): Promise<void> {
    await this.transactions.query(keep, [left]);
  }
}
