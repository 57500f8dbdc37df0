import { Injectable } from '@nestjs/common';
import type { listKeptItems, ReplyOf } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { displayNameOf, Members } from '../members/index.ts';
import { statement } from './statements.ts';

const note = statement(
  'import-items-note-spent',
  `update import_items i set changes = coalesce(i.changes, '{}') || jsonb_build_object('spent', n.spent)
   from jsonb_to_recordset($2::jsonb) as n(item bigint, spent bigint) where i.import_id = $1 and i.item = n.item`,
);
const list = statement(
  'import-items-kept',
  `select item, line, subject_id, (changes->>'spent')::bigint as spent from import_items
   where import_id = $1 and state = 'kept' and item > $2 order by item limit $3`,
);

type KeptItem = ReplyOf<typeof listKeptItems>['data'][number] & { readonly item: number };

/** What an undo had to leave. */
@Injectable()
export class KeptItems {
  constructor(
    private readonly transactions: Transactions,
    private readonly members: Members,
  ) {}

  async noteSpent(importId: string, spent: ReadonlyMap<number, number>): Promise<void> {
    if (spent.size === 0) return;
    const rows = [...spent].map(([item, points]) => ({ item, spent: points }));
    await this.transactions.query(note, [importId, JSON.stringify(rows)]);
  }

  /** In file order, from the item after this one; with names of members if the reader may see them. */
  async list(importId: string, after: number, limit: number, named: boolean): Promise<KeptItem[]> {
    const rows = await this.transactions.query(list, [importId, after, limit]);
    const subjects = named ? rows.flatMap(({ subject_id: id }) => id ?? []) : [];
    const people = await this.members.byIds(subjects);
    const names = new Map(people.map((member) => [member.id, displayNameOf(member)]));
    return rows.map(({ item, line, subject_id: subjectId, spent }) => ({
      item,
      line,
      subjectId,
      member: names.get(subjectId ?? '') ?? null,
      spent,
    }));
  }
}
