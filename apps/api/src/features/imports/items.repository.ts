import { Injectable } from '@nestjs/common';
import type { ProblemCode } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Item, MadeItem, Outcome } from './import.ts';
import type { Refusal } from './refusals.ts';
import { RemarksRepository } from './remarks.repository.ts';
import { statement } from './statements.ts';

const waiting = statement(
  'import-items-waiting',
  `select i.item, i.key, i.line, (
     select json_agg(json_build_object('line', l.line, 'cells', l.cells) order by l.line)
     from import_lines l where l.import_id = i.import_id and l.key = i.key) as lines
   from import_items i where i.import_id = $1 and i.state = 'waiting' and i.item > $2 order by i.item limit $3`,
);
const settle = statement(
  'import-items-settle',
  `update import_items i set state = n.state, subject_id = n.subject_id, code = n.code, message = n.message,
     refusal = n.refusal, reason_group = n.reason_group, line = coalesce(n.line, i.line), changes = n.changes
   from jsonb_to_recordset($2::jsonb) as n(item bigint, state text, subject_id uuid, line bigint, code text, message text, refusal jsonb,
     reason_group int, changes jsonb)
   where i.import_id = $1 and i.item = n.item and i.key <> ''`,
);
// Most items of a large file. The lists are read faster than rows of JSON. No index asks for what changes here, so PostgreSQL
// writes no index.
const settlePlain = statement(
  'import-items-settle-plain',
  `update import_items i set state = n.state, subject_id = nullif(n.subject_id, '')::uuid, code = null, message = null, refusal = null,
     reason_group = null, changes = null
   from unnest($2::bigint[], $3::text[], $4::text[]) as n(item, state, subject_id)
   where i.import_id = $1 and i.item = n.item and i.key <> ''`,
);
const made = statement(
  'import-items-made',
  `select item, state, subject_id, changes from import_items
   where import_id = $1 and state in ('created', 'matched', 'conflict') and item < $3 order by item desc limit $2`,
);
const leave = statement(
  'import-items-leave',
  `update import_items set state = n.state from jsonb_to_recordset($2::jsonb) as n(item bigint, state text)
   where import_id = $1 and import_items.item = n.item`,
);
const again = statement(
  'import-items-again',
  `update import_items set state = 'waiting', subject_id = null, code = null, message = null, refusal = null,
     reason_group = null, changes = null
   where import_id = $1 and state <> 'waiting' and key <> ''`,
);
// Refused ones without a message are more than are kept of their reason.
const dropItems = statement(
  'import-items-drop',
  `delete from import_items where import_id = $1
     and not exists (select from import_remarks r where r.import_id = $1 and r.item = import_items.item)
     and (state in ('waiting', 'duplicate', 'undone') or (state = 'matched' and changes is null)
     or (state = 'refused' and message is null))`,
);
const dropLines = statement(
  'import-lines-drop',
  `delete from import_lines l where l.import_id = $1
     and not exists (select from import_items i where i.import_id = $1 and i.key = l.key
       and (i.state = 'refused' or i.changes ? 'shared' or exists (select from import_remarks r where r.import_id = $1 and r.item = i.item)))`,
);
const errors = statement(
  'import-items-errors',
  `select line, code, message, refusal from import_items
   where import_id = $1 and attention = 'refused' and message is not null order by line limit $2`,
);
const refusedLines = statement(
  'import-lines-refused',
  `select l.line, l.cells, i.line as refused_line, i.code, i.message, i.refusal
   from import_items i join import_lines l on l.import_id = i.import_id and l.key = i.key
   where i.import_id = $1 and i.attention = 'refused' and i.message is not null and l.line > $2
     and ($4::int is null or i.reason_group = $4) order by l.line limit $3`,
);

export interface ErrorRow {
  readonly line: number;
  readonly code: ProblemCode;
  /** In English. */
  readonly message: string;
  /** Null for imports from before refusals were stored in parts. */
  readonly refusal: Refusal | null;
}
export interface RefusedRow extends ErrorRow {
  readonly cells: readonly string[];
  /** The line that caused the refusal of its item. */
  readonly refused_line: number;
}

/** Items have changed since they were read, because their member was erased. */
export class ItemsGone extends ClubError {
  constructor() {
    super('member-erased');
  }
}

/** Nothing is known of it but its state and what it made. */
const isPlain = ({ line, code, changes }: Outcome): boolean =>
  line === undefined && code === undefined && changes === undefined;

@Injectable()
export class ItemsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly remarks: RemarksRepository,
  ) {}

  /** After this item, in the order of their work. */
  async waiting(importId: string, after: number, limit: number): Promise<Item[]> {
    return this.transactions.query(waiting, [importId, after, limit]);
  }

  /** Throws `ItemsGone` if lines were erased after they were read, because the transaction may have used them. */
  async settle(importId: string, outcomes: readonly Outcome[]): Promise<void> {
    const plain = outcomes.filter(isPlain);
    const others = plain.length === outcomes.length ? [] : outcomes.filter((each) => !isPlain(each));
    const settled = (await this.#settlePlain(importId, plain)) + (await this.#settleOthers(importId, others));
    if (settled !== outcomes.length) throw new ItemsGone();
    await this.remarks.add(importId, outcomes);
  }

  async #settlePlain(importId: string, outcomes: readonly Outcome[]): Promise<number> {
    if (outcomes.length === 0) return 0;
    const { rowCount } = await this.transactions.execute(settlePlain, [
      importId,
      outcomes.map(({ item }) => item),
      outcomes.map(({ state }) => state),
      outcomes.map(({ subjectId = '' }) => subjectId),
    ]);
    return rowCount ?? 0;
  }

  async #settleOthers(importId: string, outcomes: readonly Outcome[]): Promise<number> {
    if (outcomes.length === 0) return 0;
    const rows = outcomes.map(
      ({ subjectId, reasonGroup, remarks: _remarks, points: _points, money: _money, ...outcome }) => ({
        ...outcome,
        subject_id: subjectId,
        reason_group: reasonGroup,
      }),
    );
    const { rowCount } = await this.transactions.execute(settle, [importId, JSON.stringify(rows)]);
    return rowCount ?? 0;
  }

  /** Created or changed items before this one, the last first. */
  async made(importId: string, before: number, limit: number): Promise<MadeItem[]> {
    return this.transactions.query(made, [importId, limit, before]);
  }

  async leave(importId: string, items: readonly { item: number; state: 'undone' | 'kept' }[]): Promise<void> {
    await this.transactions.query(leave, [importId, JSON.stringify(items)]);
  }

  async again(importId: string): Promise<void> {
    await this.transactions.query(again, [importId]);
    await this.remarks.clear(importId);
  }

  /** For a finished import: keeps what undo, decisions and the error download need. */
  async tidy(importId: string): Promise<void> {
    await this.transactions.query(dropItems, [importId]);
    await this.transactions.query(dropLines, [importId]);
  }

  async errors(importId: string, limit: number): Promise<ErrorRow[]> {
    return this.transactions.query(errors, [importId, limit]);
  }

  async refusedLines(
    importId: string,
    after: number,
    limit: number,
    group: number | null = null,
  ): Promise<RefusedRow[]> {
    return this.transactions.query(refusedLines, [importId, after, limit, group]);
  }
}
