import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { stays } from '../../platform/privacy/merging.ts';
import { PersonalData, type RetainedKind } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

export interface RetainedRow extends Record<string, unknown> {
  readonly id: string;
  readonly member_id: string;
  readonly kind: RetainedKind;
  readonly reason: string;
  readonly created_at: Date;
  readonly kept_until: Date;
  readonly key_id: string;
  readonly content: Buffer;
}

const columns = 'id, member_id, kind, reason, created_at, kept_until, key_id, content';
const insert = statement(
  'retained-record-insert',
  `insert into retained_records (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (member_id, kind) do nothing`,
);
const of = statement(
  'retained-records-of',
  `select ${columns} from retained_records where member_id = $1 order by kept_until, id`,
);
const keyNames = statement(
  'retained-records-keys',
  'select distinct key_id from retained_records order by key_id',
);
const sweep = statement('retained-records-sweep', 'delete from retained_records where kept_until <= $1');

/** What is kept beyond an erasure: the one table that an erasure leaves as it is. */
@Injectable()
export class RetainedRecordsRepository {
  constructor(
    private readonly transactions: Transactions,
    personal: PersonalData,
  ) {
    personal.register({
      name: 'privacy',
      tables: {
        retained_records: {
          merges: stays('of erased members'),
          leaves: 'retained',
          told: 'it is made when a member is erased, and nobody signs in as one any more',
        },
      },
    });
  }

  async insert(row: RetainedRow): Promise<void> {
    const { id, member_id, kind, reason, created_at, kept_until, key_id, content } = row;
    const values = [id, member_id, kind, reason, created_at, kept_until, key_id, content] as const;
    await this.transactions.query(insert, values);
  }

  async of(memberId: string): Promise<RetainedRow[]> {
    return this.transactions.query(of, [memberId]);
  }

  /** Names of the keys that the records need. */
  async keyNames(): Promise<string[]> {
    return (await this.transactions.query(keyNames)).map(({ key_id }) => key_id);
  }

  /** How many were deleted because their time is over. */
  async sweep(now: Date): Promise<number> {
    return (await this.transactions.execute(sweep, [now])).rowCount ?? 0;
  }
}
