import { Injectable } from '@nestjs/common';
import type { Approval, ApprovalKind } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { ValuesOf } from '../../platform/database/statement.ts';
import {
  sortedStatement,
  type SortedRow,
  type SqlList,
  type SqlOrder,
} from '../../platform/http/sql-order.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface ApprovalRow {
  id: string;
  kind: ApprovalKind;
  payload: object;
  member_id: string | null;
  state: Approval['state'];
  /** The whole actor. */
  asked_by: Actor;
  /** The account behind. */
  person_id: string | null;
  asked_at: Date;
  alone: boolean;
  decided_by: string | null;
  decided_name: string | null;
  decided_at: Date | null;
  reason: string | null;
  with_code: boolean;
  transaction_id: string | null;
}

export type NewApproval = Pick<
  ApprovalRow,
  'id' | 'kind' | 'payload' | 'member_id' | 'asked_by' | 'person_id' | 'asked_at' | 'alone'
>;
export type Decision = Pick<
  ApprovalRow,
  'state' | 'decided_by' | 'decided_name' | 'decided_at' | 'reason' | 'with_code' | 'transaction_id'
>;

/** The approvals that an actor can see. */
export interface ApprovalFilter {
  readonly kinds: readonly ApprovalKind[];
  /** Only those requested by this actor or person; null for all. */
  readonly askedBy: { readonly id: string | null; readonly person: string | null } | null;
  readonly state: Approval['state'] | null;
  readonly memberId: string | null;
}

const columns = `id, kind, payload, member_id, state, asked_by, person_id, asked_at, alone, decided_by, decided_name, decided_at, reason,
  with_code, transaction_id`;
const insert = statement(
  'approval-insert',
  `insert into approvals (id, kind, payload, member_id, asked_by, person_id, asked_at, alone)
   values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
);
const find = statement('approval-find', `select ${columns} from approvals where id = $1`);
const waiting = statement(
  'approval-waiting',
  `select ${columns} from approvals where kind = $1 and state = 'waiting' and payload @> $2 order by asked_at, id limit 1`,
);
const lock = statement('approval-lock', `select ${columns} from approvals where id = $1 for update`);
const decide = statement(
  'approval-decide',
  `update approvals set state = $2, decided_by = $3, decided_name = $4, decided_at = $5, reason = $6, with_code = $7, transaction_id = $8
   where id = $1 returning ${columns}`,
);
const forgetWords = statement(
  'approval-forget-words',
  `update approvals set payload = without_words(payload), reason = case when reason is not null then '' end
   where id = any($1)`,
);
const filters = `kind = any($1) and ($2::uuid is null or person_id = $2 or asked_by->>'id' = $2::text)
  and ($3::text is null or state = $3) and ($4::uuid is null or member_id = $4)`;
const from = `approvals where ${filters}`;
const list = statement(
  'approval-list',
  `select ${columns} from ${from} and ($5::timestamptz is null or (asked_at, id) < ($5, $6::uuid))
   order by asked_at desc, id desc limit $7`,
);
const count = statement('approval-count', `select count(*) as total from ${from}`);
type ApprovalSort = 'asked' | 'kind' | 'state' | 'decided';
export const approvalOrders: SqlList<ApprovalSort> = {
  columns,
  from,
  id: { by: 'id', kind: 'id' },
  keys: {
    asked: { by: 'asked_at', kind: 'moment' },
    kind: { by: 'kind', kind: 'text' },
    state: { by: 'state', kind: 'text' },
    decided: { by: 'decided_at', kind: 'moment', nullable: true },
  },
};

@Injectable()
export class ApprovalsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(row: NewApproval): Promise<ApprovalRow> {
    const { id, kind, payload, member_id, asked_by, person_id, asked_at, alone } = row;
    const values = [
      id,
      kind,
      JSON.stringify(payload),
      member_id,
      JSON.stringify(asked_by),
      person_id,
      asked_at,
      alone,
    ] as const;
    const [made] = await this.transactions.query(insert, values);
    if (!made) throw new Error('insert returned no row');
    return made;
  }

  async find(id: string): Promise<ApprovalRow | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  /** The oldest undecided one with these values in its payload. */
  async waiting(kind: ApprovalKind, values: object): Promise<ApprovalRow | undefined> {
    return (await this.transactions.query(waiting, [kind, JSON.stringify(values)]))[0];
  }

  /** Nobody else can decide it before the transaction ends. */
  async lock(id: string): Promise<ApprovalRow | undefined> {
    return (await this.transactions.query(lock, [id]))[0];
  }

  async decide(id: string, decision: Decision): Promise<ApprovalRow> {
    const { state, decided_by, decided_name, decided_at, reason, with_code, transaction_id } = decision;
    const values = [
      id,
      state,
      decided_by,
      decided_name,
      decided_at,
      reason,
      with_code,
      transaction_id,
    ] as const;
    const [decided] = await this.transactions.query(decide, values);
    if (!decided) throw new Error('update returned no row');
    return decided;
  }

  async forgetWords(ids: readonly string[]): Promise<void> {
    await this.transactions.query(forgetWords, [ids]);
  }

  /** Newest first. */
  async list(
    filter: ApprovalFilter,
    after: readonly [at: string, id: string] | null,
    limit: number,
  ): Promise<ApprovalRow[]> {
    const [at, id] = after ?? [null, null];
    return this.transactions.query(list, [...valuesOf(filter), at, id, limit]);
  }

  /** In another order. */
  async sorted(
    filter: ApprovalFilter,
    order: SqlOrder<ApprovalSort>,
    limit: number,
  ): Promise<SortedRow<ApprovalRow>[]> {
    const sorted = sortedStatement<ApprovalRow, ApprovalSort>(approvalOrders, valuesOf(filter), order, limit);
    return this.transactions.query(...sorted);
  }

  async count(filter: ApprovalFilter): Promise<number> {
    const [row] = await this.transactions.query(count, valuesOf(filter));
    return row?.total ?? 0;
  }
}

const valuesOf = ({ kinds, askedBy, state, memberId }: ApprovalFilter): ValuesOf<typeof count> => [
  kinds,
  askedBy && (askedBy.person ?? askedBy.id),
  state,
  memberId,
];
