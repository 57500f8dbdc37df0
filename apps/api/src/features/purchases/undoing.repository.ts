import { Injectable } from '@nestjs/common';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';

/** A purchase as its undoing needs it. */
export interface UndoneRow {
  readonly id: string;
  readonly member_id: string | null;
  readonly location_name: string;
  readonly receipt_number: string;
  readonly currency: string;
  readonly gross: number;
  readonly returned_gross: number;
  readonly transaction_id: string | null;
  readonly points: number;
  readonly status: number;
}

/** The id of the return that undoes a purchase: there can be one. */
const undoing = (id: string): string => `md5(${id}::text || ' undone')::uuid`;
// Those that were undone before are left out, so that a repeated run takes nothing twice.
const owners = statement(
  'purchase-undo-owners',
  `select distinct member_id from purchases where id = any($1) and member_id is not null`,
);
const lock = statement(
  'purchase-undo-lock',
  `select p.id, p.member_id, l.name as location_name, p.receipt_number, p.currency, p.gross, p.returned_gross, p.transaction_id,
     (coalesce((p.evaluation->'granted'->>'points')::bigint, 0) - p.returned_points)::float8 as points,
     (coalesce((p.evaluation->'granted'->>'status')::bigint, 0) - p.returned_status)::float8 as status
   from purchases p join locations l on l.id = p.location_id
   where p.id = any($1) and not exists (select from purchase_returns r where r.id = ${undoing('p.id')})
   order by p.purchased_at desc, p.id for update of p`,
);
const record = statement(
  'purchase-undo-record',
  `with undone as (
     select * from jsonb_to_recordset($1::jsonb) as n(id uuid, amount bigint, points bigint, status bigint, transaction_id uuid,
       taken_back bigint, debt bigint, forgiven bigint)
   ), goods as (
     update purchase_lines l set returned = l.quantity, returned_amount = l.amount from undone n where l.purchase_id = n.id
   ), bought as (
     update purchases p set returned_gross = p.gross, returned_points = p.returned_points + n.points,
       returned_status = p.returned_status + n.status, receipt_number = p.receipt_number || ' ↺ ' || p.id
     from undone n where p.id = n.id
   )
   insert into purchase_returns (id, purchase_id, returned_at, booked_at, reason, lines, amount, transaction_id, taken_back, debt,
     forgiven, actor_kind, actor_id)
   select ${undoing('n.id')}, n.id, $2, $2, $3, '[]', n.amount, n.transaction_id, n.taken_back, n.debt, n.forgiven, $4, $5 from undone n`,
);

@Injectable()
export class UndoingRepository {
  constructor(private readonly transactions: Transactions) {}

  async owners(purchaseIds: readonly string[]): Promise<string[]> {
    const rows = await this.transactions.query<{ member_id: string }>(owners, [purchaseIds]);
    return rows.map(({ member_id }) => member_id);
  }

  /** Newest first, those that are not undone yet. The wallets must be locked before. */
  async lock(purchaseIds: readonly string[]): Promise<UndoneRow[]> {
    return this.transactions.query<UndoneRow & Record<string, unknown>>(lock, [purchaseIds]);
  }

  async record(
    undone: readonly object[],
    { at, reason, actor }: { at: Date; reason: string; actor: { kind: string; id: string | null } },
  ): Promise<void> {
    await this.transactions.query(record, [JSON.stringify(undone), at, reason, actor.kind, actor.id]);
  }
}
