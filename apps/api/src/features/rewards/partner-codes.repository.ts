import { Injectable } from '@nestjs/common';
import type { PartnerCodeFile, PartnerLineError } from '@regulars/contracts';
import { KeyedCodes } from '../../platform/codes/keyed-codes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { RowOf } from '../../platform/database/statement.ts';
import { statement } from './statements.ts';

const any = statement('partner-codes-any', 'select from partner_codes limit 1');
const lockReward = statement(
  'partner-codes-reward-lock',
  'select kind from rewards where id = $1 for no key update',
);
const counted = statement(
  'partner-codes-counted',
  `select count(*) as given, count(*) filter (where v.state = 'used') as shown,
     (select max(f.added_at) from partner_code_files f where f.reward_id = $1 and f.taken > 0) as "addedAt"
   from partner_codes c join vouchers v on v.redemption_id = c.redemption_id
   where c.reward_id = $1`,
);
const addFile = statement(
  'partner-code-file-add',
  'insert into partner_code_files (id, reward_id, taken, refused, added_at) values ($1, $2, $3, $4, $5)',
);
const countFile = statement(
  'partner-code-file-count',
  'update partner_code_files set taken = $2, refused = $3 where id = $1',
);
// The key decides. Two files wait for each other in the order of the ids.
const add = statement(
  'partner-codes-add',
  `insert into partner_codes (id, reward_id, file_id, line, sealed, added_at)
   select n.id, f.reward_id, f.id, n.line, n.sealed, f.added_at
   from unnest($2::uuid[], $3::int[], $4::bytea[]) as n(id, line, sealed) cross join partner_code_files f
   where f.id = $1 order by n.id
   on conflict (id) do nothing returning id`,
);
const refuse = statement(
  'partner-code-refuse',
  `insert into partner_code_errors (file_id, line, reason)
   select $1, n.line, n.reason from unnest($2::int[], $3::text[]) as n(line, reason)`,
);
const stock = statement(
  'partner-codes-stock',
  'update rewards set stock = stock + $2, updated_at = $3 where id = $1',
);
const files = statement(
  'partner-code-files-list',
  `select id, reward_id as "rewardId", taken, refused, added_at as "addedAt" from partner_code_files
   where reward_id = $1 and (added_at, id) < ($2, $3::uuid) order by added_at desc, id desc limit $4`,
);
const isFile = statement('partner-code-file-known', 'select from partner_code_files where id = $1');
const errors = statement(
  'partner-code-errors',
  'select line, reason from partner_code_errors where file_id = $1 and line > $2 order by line limit $3',
);
const sealed = statement(
  'partner-codes-sealed',
  'select redemption_id as "redemptionId", id, sealed from partner_codes where redemption_id = any($1::uuid[])',
);

export interface SealedLine {
  readonly id: string;
  readonly line: number;
  readonly sealed: Buffer;
}

const atOnce = 5000;

/** Pools of codes of partners. */
@Injectable()
export class PartnerCodesRepository {
  constructor(
    private readonly transactions: Transactions,
    keyed: KeyedCodes,
  ) {
    keyed.register(async () => (await transactions.query(any, [])).length > 0);
  }

  /** Nobody else takes or adds codes of it until the transaction ends. */
  async lockReward(rewardId: string) {
    return (await this.transactions.query(lockReward, [rewardId]))[0];
  }

  async counted(rewardId: string): Promise<RowOf<typeof counted> | undefined> {
    return (await this.transactions.query(counted, [rewardId]))[0];
  }

  async addFile(file: { id: string; rewardId: string; at: Date }): Promise<void> {
    await this.transactions.query(addFile, [file.id, file.rewardId, 0, 0, file.at]);
  }

  /** Returns those that were not there before. */
  async add(fileId: string, codes: readonly SealedLine[]): Promise<ReadonlySet<string>> {
    const sorted = codes.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const added = new Set<string>();
    for (let from = 0; from < sorted.length; from += atOnce) {
      const piece = sorted.slice(from, from + atOnce);
      const values = [
        fileId,
        piece.map(({ id }) => id),
        piece.map(({ line }) => line),
        piece.map((code) => code.sealed),
      ] as const;
      for (const { id } of await this.transactions.query(add, values)) added.add(id);
    }
    return added;
  }

  async refuse(fileId: string, refused: readonly PartnerLineError[]): Promise<void> {
    const lines = refused.map(({ line }) => line);
    await this.transactions.query(refuse, [fileId, lines, refused.map(({ reason }) => reason)]);
  }

  /** The stock of the reward grows by what was taken. */
  async close({ id, rewardId, taken, refused }: Omit<PartnerCodeFile, 'addedAt'>, at: Date): Promise<void> {
    await this.transactions.query(countFile, [id, taken, refused]);
    if (taken > 0) await this.transactions.query(stock, [rewardId, taken, at]);
  }

  async files(rewardId: string, before: { at: string; id: string }, limit: number) {
    return this.transactions.query(files, [rewardId, before.at, before.id, limit]);
  }

  async isFile(id: string): Promise<boolean> {
    return (await this.transactions.query(isFile, [id])).length > 0;
  }

  /** In the order of their lines. */
  async errors(fileId: string, after: number, limit: number): Promise<PartnerLineError[]> {
    return this.transactions.query(errors, [fileId, after, limit]);
  }

  async sealedOf(redemptionIds: readonly string[]): Promise<RowOf<typeof sealed>[]> {
    return redemptionIds.length === 0 ? [] : this.transactions.query(sealed, [redemptionIds]);
  }
}
