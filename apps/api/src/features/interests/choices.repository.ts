import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const of = statement(
  'interest-choices-of',
  `select member_id as "memberId", interest, stated_at as "statedAt", blocked_at as "blockedAt", forgotten_until as "forgottenUntil"
   from interest_choices where member_id = any($1) order by member_id, interest`,
);
const put = statement(
  'interest-choice-put',
  `insert into interest_choices (member_id, interest, stated_at, blocked_at, forgotten_until) values ($1, $2, $3, $4, $5)
   on conflict (member_id, interest) do update set stated_at = excluded.stated_at, blocked_at = excluded.blocked_at,
     forgotten_until = excluded.forgotten_until`,
);
const drop = statement(
  'interest-choice-drop',
  'delete from interest_choices where member_id = $1 and interest = $2',
);
const erase = statement('interest-choices-erase', 'delete from interest_choices where member_id = $1');
const keep = statement(
  'interest-choices-keep',
  'delete from interest_choices where not (interest = any($1::text[]))',
);

export type ChoiceRow = RowOf<typeof of>;
export type Choice = Omit<ChoiceRow, 'memberId' | 'interest'>;

/** What members said themselves about interests. */
@Injectable()
export class ChoicesRepository {
  constructor(private readonly transactions: Transactions) {}

  async of(memberIds: readonly string[]): Promise<ChoiceRow[]> {
    return this.transactions.query(of, [memberIds]);
  }

  /** A choice that says nothing is none. */
  async put(
    memberId: string,
    interest: string,
    { statedAt, blockedAt, forgottenUntil }: Choice,
  ): Promise<void> {
    if (!statedAt && !blockedAt && !forgottenUntil) await this.transactions.query(drop, [memberId, interest]);
    else await this.transactions.query(put, [memberId, interest, statedAt, blockedAt, forgottenUntil]);
  }

  async erase(memberId: string): Promise<void> {
    await this.transactions.query(erase, [memberId]);
  }

  /** Those that the club no longer has go. */
  async keepInterests(left: readonly string[]): Promise<void> {
    await this.transactions.query(keep, [left]);
  }
}
