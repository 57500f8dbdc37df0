import { Injectable } from '@nestjs/common';
import type { BulkAction, ProblemCode } from '@regulars/contracts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import {
  sortedStatement,
  type SortedRow,
  type SqlList,
  type SqlOrder,
} from '../../platform/http/sql-order.ts';
import type { AccountActor } from '../../platform/actor.ts';
import type { StoredActor } from '../../platform/stored-actor.ts';
import type { UndoAction } from './columns.ts';
import { statement } from './statements.ts';

const columns = `b.id, b.kind, b.state, b.action, b.asker, b.asked_by, b.actor, b.approval_id, b.approved_by, b.decided_by, b.total, b.created_at,
  b.finished_at, b.undoes, b.points, b.dry_run, b.gives`;
/** What can be taken back, also the request of one that waits for an approval of its own. */
const gaveSomething = `i.state = 'changed' and (i.given is not null or i.tag is not null) or i.state = 'approval' and i.approval_id is not null`;
// One look at the items for all figures: there may be thousands.
const counted = `${columns},
  (select jsonb_build_object(
     'changed', count(*) filter (where i.state = 'changed'),
     'approvals', count(*) filter (where i.state = 'approval'),
     'refused', count(*) filter (where i.state = 'refused'),
     'missing', coalesce(sum(i.missing), 0),
     'given', count(*) filter (where ${gaveSomething}))
   from member_bulk_items i where i.bulk_id = b.id) as counts,
  (select jsonb_agg(jsonb_build_object('code', r.problem, 'members', r.members) order by r.members desc, r.problem) from (
     select i.problem, count(*) as members from member_bulk_items i where i.bulk_id = b.id and i.state = 'refused' group by i.problem) r)
    as reasons,
  (select u.id from member_bulks u where u.undoes = b.id and u.state in ('waiting', 'running', 'done')) as undone_by`;
const insert = statement(
  'bulk-insert',
  `insert into member_bulks (id, kind, state, action, asker, asked_by, actor, total, created_at, points, dry_run, gives)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);
const insertItems = statement(
  'bulk-insert-items',
  `insert into member_bulk_items (bulk_id, member_id) select $1, unnest($2::uuid[])`,
);
// Nobody else begins to take it back at the same time.
const lock = statement('bulk-lock', 'select id from member_bulks where id = $1 for update');
const insertUndo = statement(
  'bulk-insert-undo',
  `insert into member_bulks (id, kind, state, action, asker, asked_by, actor, total, created_at, points, undoes, gives)
   select $1, kind, $2, $3, $4, $5, $6, $7, $8, -points, id, gives from member_bulks where id = $9`,
);
const insertUndoItems = statement(
  'bulk-insert-undo-items',
  `insert into member_bulk_items (bulk_id, member_id, given, tag, approval_id)
   select $1, i.member_id, i.given, i.tag, i.approval_id from member_bulk_items i where i.bulk_id = $2 and (${gaveSomething})`,
);
// The members of a dry run, for the change itself.
const insertItemsOf = statement(
  'bulk-insert-items-of',
  `insert into member_bulk_items (bulk_id, member_id) select $1, member_id from member_bulk_items where bulk_id = $2`,
);
const membersOf = statement(
  'bulk-members-of',
  'select count(*) as members from member_bulk_items where bulk_id = $1',
);
const forgetAction = statement('bulk-forget-action', 'update member_bulks set action = null where id = $1');
const forgetOldActions = statement(
  'bulk-forget-old-actions',
  `update member_bulks set action = null where dry_run and action is not null and finished_at < $1`,
);
const changedSoFar = statement(
  'bulk-changed-so-far',
  `select count(*) as members from member_bulk_items where bulk_id = $1 and state = 'changed'`,
);
const setApproval = statement('bulk-set-approval', 'update member_bulks set approval_id = $2 where id = $1');
const approve = statement(
  'bulk-approve',
  `update member_bulks set state = 'running', approved_by = $2, decided_by = $3 where id = $1 and state = 'waiting' returning id`,
);
// Nothing happened to its members, so nothing of them stays.
const decline = statement(
  'bulk-decline',
  `with declined as (
     update member_bulks set state = $2, decided_by = $3, finished_at = $4, action = null
     where id = $1 and state = 'waiting' returning id)
   delete from member_bulk_items where bulk_id = (select id from declined)`,
);
const findOwn = statement(
  'bulk-find-own',
  `select ${counted} from member_bulks b where b.id = $1 and ($2::text is null or b.asker = $2)`,
);
const listed = `member_bulks b where ($1::text is null or b.asker = $1) and ($2::text is null or b.kind = $2)
   and ($3::text is null or b.state = $3)`;
const list = statement(
  'bulk-list',
  `select ${counted} from ${listed} and ($4::timestamptz is null or (b.created_at, b.id) < ($4, $5::uuid))
   order by b.created_at desc, b.id desc limit $6`,
);
const running = statement(
  'bulk-running',
  `select ${columns} from member_bulks b where b.state = 'running' order by b.id`,
);
const next = statement(
  'bulk-next',
  `select member_id from member_bulk_items where bulk_id = $1 and state = 'waiting' and member_id > $2
   order by member_id limit $3`,
);
// The one place where an item leaves `waiting` for good: who gets a row may change the member, in this transaction.
const claim = statement(
  'bulk-claim',
  `update member_bulk_items set state = 'changed' where bulk_id = $1 and member_id = $2 and state = 'waiting' returning given, tag, approval_id as approval`,
);
const note = statement(
  'bulk-note',
  `update member_bulk_items set state = $3, problem = $4, given = $5, tag = $6, missing = $7, approval_id = $8
   where bulk_id = $1 and member_id = $2`,
);
const refuse = statement(
  'bulk-refuse',
  `update member_bulk_items set state = 'refused', problem = $3 where bulk_id = $1 and member_id = $2 and state = 'waiting'`,
);
const noteFailure = statement(
  'bulk-note-failure',
  `update member_bulk_items set attempts = attempts + 1,
     state = case when attempts + 1 >= $3 then 'refused' else state end,
     problem = case when attempts + 1 >= $3 then 'unexpected' end
   where bulk_id = $1 and member_id = $2 and state = 'waiting'`,
);
const finish = statement(
  'bulk-finish',
  `update member_bulks set state = 'done', finished_at = $2, action = case when dry_run then action end
   where id = $1 and state = 'running'
     and not exists (select from member_bulk_items where bulk_id = $1 and state = 'waiting')`,
);
const refusals = statement(
  'bulk-refusals',
  `select member_id, problem from member_bulk_items where bulk_id = $1 and state = 'refused' and member_id > $2
   order by member_id limit $3`,
);

const results = statement(
  'bulk-results',
  `select member_id, state, problem, missing from member_bulk_items
   where bulk_id = $1 and member_id > $2 and ($3::text is null or state = $3) order by member_id limit $4`,
);

export type BulkRow = RowOf<typeof running>;
export type CountedBulk = RowOf<typeof findOwn>;
export type BulkSort = 'created' | 'members' | 'by' | 'state';
export const bulkOrders: SqlList<BulkSort> = {
  columns: counted,
  from: listed,
  id: { by: 'b.id', kind: 'id' },
  keys: {
    created: { by: 'b.created_at', kind: 'moment' },
    members: { by: 'b.total', kind: 'number' },
    by: { by: 'b.asked_by', kind: 'text' },
    state: { by: 'b.state', kind: 'text' },
  },
};
export interface BulkFilter {
  /** Null for those of everyone. */
  readonly asker: string | null;
  readonly kind: BulkRow['kind'] | null;
  readonly state: BulkRow['state'] | null;
}
export type BulkItem = RowOf<typeof claim>;

/** What became of one member. */
export interface Outcome {
  readonly state: 'changed' | 'approval' | 'refused';
  readonly problem: ProblemCode | null;
  /** What can be taken back: a posting or a code. */
  readonly given: string | null;
  /** The tag that was added or removed. */
  readonly tag: string | null;
  /** Points that could not be taken back. */
  readonly missing: number;
  /** The approval that its adjustment waits for. */
  readonly approval: string | null;
  /** The location whose stock it took. */
  readonly place: string | null;
}

export interface NewBulk {
  readonly id: string;
  readonly state: 'waiting' | 'running';
  readonly action: BulkAction;
  readonly asker: string;
  readonly actor: StoredActor;
  /** Or those of a dry run. */
  readonly members: readonly string[] | { readonly of: string; readonly total: number };
  readonly at: Date;
  readonly dryRun: boolean;
}
export interface NewUndo extends Omit<NewBulk, 'action' | 'members' | 'dryRun'> {
  readonly action: UndoAction;
  readonly undoes: string;
  /** How many members it is about. */
  readonly total: number;
}

@Injectable()
export class BulksRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert({ id, state, action, asker, actor, members, at, dryRun }: NewBulk): Promise<void> {
    const words = [JSON.stringify(action), asker, actor.name, JSON.stringify(actor)] as const;
    const points = 'points' in action ? action.points : null;
    const total = 'of' in members ? members.total : members.length;
    await this.transactions.query(insert, [
      id,
      action.kind,
      state,
      ...words,
      total,
      at,
      points,
      dryRun,
      giftOf(action),
    ]);
    if ('of' in members) await this.transactions.query(insertItemsOf, [id, members.of]);
    else await this.transactions.query(insertItems, [id, members]);
  }

  /** How many members it is about: an erasure takes them out. */
  async membersOf(id: string): Promise<number> {
    return (await this.transactions.query(membersOf, [id]))[0]?.members ?? 0;
  }

  async changedSoFar(id: string): Promise<number> {
    return (await this.transactions.query(changedSoFar, [id]))[0]?.members ?? 0;
  }

  /** A dry run cannot be made real a second time. */
  async forgetAction(id: string): Promise<void> {
    await this.transactions.query(forgetAction, [id]);
  }

  /** Of dry runs that ended before. */
  async forgetOldActions(before: Date): Promise<void> {
    await this.transactions.query(forgetOldActions, [before]);
  }

  /** Held until the transaction ends. */
  async lock(id: string): Promise<void> {
    await this.transactions.query(lock, [id]);
  }

  /** Of what the other one gave. Hold its lock. */
  async insertUndo({ id, state, action, asker, actor, undoes, total, at }: NewUndo): Promise<void> {
    const words = [JSON.stringify(action), asker, actor.name, JSON.stringify(actor)] as const;
    await this.transactions.query(insertUndo, [id, state, ...words, total, at, undoes]);
    await this.transactions.query(insertUndoItems, [id, undoes]);
  }

  async setApproval(id: string, approvalId: string): Promise<void> {
    await this.transactions.query(setApproval, [id, approvalId]);
  }

  /** False if it does not wait. */
  async approve(id: string, by: AccountActor): Promise<boolean> {
    return (await this.transactions.query(approve, [id, JSON.stringify(by), by.name])).length > 0;
  }

  /** Nothing if it does not wait. */
  async decline(
    id: string,
    { state, by, at }: { readonly state: 'refused' | 'withdrawn'; readonly by: string; readonly at: Date },
  ): Promise<void> {
    await this.transactions.query(decline, [id, state, by, at]);
  }

  /** Without an asker: that of anyone. */
  async findOwn(id: string, asker: string | null): Promise<CountedBulk | undefined> {
    return (await this.transactions.query(findOwn, [id, asker]))[0];
  }

  /** The newest first. */
  async list(
    { asker, kind, state }: BulkFilter,
    before: { at: string; id: string } | null,
    limit: number,
  ): Promise<CountedBulk[]> {
    return this.transactions.query(list, [asker, kind, state, before?.at ?? null, before?.id ?? null, limit]);
  }

  async sorted(
    { asker, kind, state }: BulkFilter,
    order: SqlOrder<BulkSort>,
    limit: number,
  ): Promise<SortedRow<CountedBulk>[]> {
    return this.transactions.query(
      ...sortedStatement<CountedBulk, BulkSort>(bulkOrders, [asker, kind, state], order, limit),
    );
  }

  async results(id: string, after: string, state: Outcome['state'] | 'waiting' | null, limit: number) {
    return this.transactions.query(results, [id, after, state, limit]);
  }

  async running(): Promise<BulkRow[]> {
    return this.transactions.query(running);
  }

  async next(id: string, after: string, limit: number): Promise<string[]> {
    return (await this.transactions.query(next, [id, after, limit])).map(({ member_id: member }) => member);
  }

  /** Undefined if another run has done it. */
  async claim(id: string, memberId: string): Promise<BulkItem | undefined> {
    return (await this.transactions.query(claim, [id, memberId]))[0];
  }

  /** What became of a claimed one. */
  async note(
    id: string,
    memberId: string,
    { state, problem, given, tag, missing, approval }: Outcome,
  ): Promise<void> {
    await this.transactions.query(note, [id, memberId, state, problem, given, tag, missing, approval]);
  }

  async refuse(id: string, memberId: string, problem: ProblemCode): Promise<void> {
    await this.transactions.query(refuse, [id, memberId, problem]);
  }

  /** It is tried again, `most` times in all. */
  async noteFailure(id: string, memberId: string, most: number): Promise<void> {
    await this.transactions.query(noteFailure, [id, memberId, most]);
  }

  /** Unless members wait. */
  async finish(id: string, at: Date): Promise<void> {
    await this.transactions.query(finish, [id, at]);
  }

  async refusals(
    id: string,
    after: string,
    limit: number,
  ): Promise<{ member_id: string; problem: ProblemCode | null }[]> {
    return this.transactions.query(refusals, [id, after, limit]);
  }
}

/** The coupon or the reward. */
const giftOf = (action: BulkAction): string | null => {
  if ('couponId' in action) return action.couponId;
  return 'rewardId' in action ? action.rewardId : null;
};
