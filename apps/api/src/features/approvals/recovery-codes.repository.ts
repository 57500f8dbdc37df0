import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const remove = statement('approval-codes-remove', 'delete from approval_codes where account_id = $1');
const insert = statement(
  'approval-codes-insert',
  'insert into approval_codes (account_id, code_hash, made_at) select $1, hash, $3 from unnest($2::bytea[]) hash',
);
const standing = statement(
  'approval-codes-standing',
  `select count(*) filter (where used_at is null) as left, max(made_at) as made_at from approval_codes where account_id = $1`,
);
const use = statement(
  'approval-code-use',
  'update approval_codes set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null',
);

@Injectable()
export class RecoveryCodesRepository {
  constructor(private readonly transactions: Transactions) {}

  async replace(accountId: string, hashes: readonly Buffer[], at: Date): Promise<void> {
    await this.transactions.query(remove, [accountId]);
    await this.transactions.query(insert, [accountId, hashes, at]);
  }

  async standing(accountId: string): Promise<{ left: number; made_at: Date | null }> {
    const [row] = await this.transactions.query(standing, [accountId]);
    return row ?? { left: 0, made_at: null };
  }

  /** False if there is none or it was used. */
  async use(accountId: string, hash: Buffer, at: Date): Promise<boolean> {
    return (await this.transactions.execute(use, [accountId, hash, at])).rowCount === 1;
  }
}
