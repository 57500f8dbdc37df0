import { Injectable } from '@nestjs/common';
import { managers } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { byKey, type ExportCell, type ExportSource } from '../../platform/exports/export-source.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { lowestId } from '../../platform/http/lists.ts';
import { statement } from './statements.ts';

interface Row {
  member_id: string;
  id: number;
  transaction_id: string;
  kind: string;
  currency: string;
  from_account: string;
  to_account: string;
  amount: number;
  effective_at: Date;
  booked_at: Date;
}

const count = statement('journal-export-count', 'select count(*) as total from journal');
const some = statement(
  'journal-export-some',
  `select j.member_id, j.id, j.transaction_id, p.kind, j.currency, j.from_account, j.to_account, j.amount, j.effective_at, j.booked_at
   from journal j join points_transactions p on p.member_id = j.member_id and p.id = j.transaction_id
   where (j.member_id, j.id) > ($1::uuid, $2) order by j.member_id, j.id limit $3`,
);

/** The whole journal, member by member. Each row moves an amount from one account to another. */
@Injectable()
export class ExportedJournal implements ExportSource {
  readonly kind = 'journal';
  readonly access = {
    roles: managers,
    scope: ['members:read', 'points:read'],
    reach: 'club',
  } as const;
  readonly columns = [
    'memberId',
    'row',
    'transactionId',
    'kind',
    'currency',
    'from',
    'to',
    'amount',
    'effectiveAt',
    'bookedAt',
  ] as const;

  constructor(
    sources: ExportSources,
    private readonly transactions: Transactions,
  ) {
    sources.register(this);
  }

  async count(): Promise<number> {
    return (await this.transactions.query(count))[0]?.total ?? 0;
  }

  rows(): AsyncGenerator<ExportCell[][]> {
    return byKey<Row, readonly [string, number]>(
      [lowestId, 0],
      ([memberId, id], limit) => this.transactions.query(some, [memberId, id, limit]),
      ({ member_id, id }) => [member_id, id],
      cellsOf,
    );
  }
}

const cellsOf = (row: Row): ExportCell[] => [
  row.member_id,
  row.id,
  row.transaction_id,
  row.kind,
  row.currency,
  row.from_account,
  row.to_account,
  row.amount,
  toInstant(row.effective_at),
  toInstant(row.booked_at),
];
