import { Injectable } from '@nestjs/common';
import type { ImportReason, ProblemCode } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Refusal } from './refusals.ts';
import { statement } from './statements.ts';

// Only the import itself writes them, so the next number is free.
const note = statement(
  'import-groups-note',
  `insert into import_groups as g (import_id, number, kind, code, reason, field, count)
   select $1, (select coalesce(max(number), 0) from import_groups where import_id = $1) + n.position, n.kind, n.code,
     n.reason, n.field, n.count
   from jsonb_to_recordset($2::jsonb) as n(position int, kind text, code text, reason text, field text, count bigint)
   on conflict on constraint import_groups_reason do update set count = g.count + excluded.count
   returning number, kind, code, reason, field, count`,
);
const clear = statement('import-groups-clear', 'delete from import_groups where import_id = $1');
const list = statement(
  'import-groups-list',
  `select g.number, g.kind, g.code, g.reason, g.field, g.count, coalesce(e.examples, '[]') as examples
   from import_groups g
   cross join lateral (
     select json_agg(json_build_object('line', e.line, 'refusal', e.refusal, 'message', e.message) order by e.line) as examples
     from (
       select i.line, i.refusal, i.message from import_items i
       where g.kind = 'refused' and i.import_id = g.import_id and i.reason_group = g.number and i.attention = 'refused'
         and i.refusal is not null
       union all
       select r.line, r.refusal, null from import_remarks r
       where g.kind = 'remark' and r.import_id = g.import_id and r.reason_group = g.number
       order by line limit 5
     ) e
   ) e
   where g.import_id = $1 order by g.kind desc, g.count desc, g.number`,
);

/** Refusals or remarks of one reason. */
export interface GroupOfReason {
  readonly kind: 'refused' | 'remark';
  readonly code: string;
  readonly reason: string | null;
  readonly field: string | null;
  /** In one step. */
  readonly count: number;
}

export interface GroupSeen extends GroupOfReason {
  readonly number: number;
}

export interface GroupRow {
  readonly number: number;
  readonly kind: GroupOfReason['kind'];
  readonly code: ProblemCode;
  readonly reason: ImportReason | null;
  readonly field: string | null;
  readonly count: number;
  /** The first of those that are kept. */
  readonly examples: readonly { line: number; refusal: Refusal; message: string | null }[];
}

/** How often each reason occurs in an import. */
@Injectable()
export class GroupsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Adds these; their numbers and counts now. */
  async note(importId: string, groups: readonly GroupOfReason[]): Promise<GroupSeen[]> {
    const rows = groups.map((group, index) => ({ ...group, position: index + 1 }));
    return this.transactions.query(note, [importId, JSON.stringify(rows)]);
  }

  async clear(importId: string): Promise<void> {
    await this.transactions.query(clear, [importId]);
  }

  /** Refused lines first, then remarks; the most frequent reason first. */
  async of(importId: string): Promise<GroupRow[]> {
    return this.transactions.query(list, [importId]);
  }
}
