import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const find = statement('referral-code-find', 'select code from referral_codes where member_id = $1');
const add = statement(
  'referral-code-add',
  'insert into referral_codes (member_id, code, created_at) values ($1, $2, $3) on conflict do nothing',
);
const owner = statement(
  'referral-code-owner',
  'select member_id, member_status(member_id) as status from referral_codes where code = $1',
);
const removeAll = statement(
  'referral-codes-remove',
  'delete from referral_codes where member_id = any($1::uuid[])',
);

@Injectable()
export class ReferralCodesRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(memberId: string): Promise<string | undefined> {
    return (await this.transactions.query(find, [memberId]))[0]?.code;
  }

  /** Changes nothing if the member has one already, or another member has this one. */
  async add(memberId: string, code: string, at: Date): Promise<void> {
    await this.transactions.query(add, [memberId, code, at]);
  }

  /** Only members who may bring friends. */
  async ownerOf(code: string): Promise<string | undefined> {
    const [row] = await this.transactions.query(owner, [code]);
    return row?.status === 'active' ? row.member_id : undefined;
  }

  async remove(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(removeAll, [[...memberIds]]);
  }
}
