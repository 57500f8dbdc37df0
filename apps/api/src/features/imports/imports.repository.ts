import { Injectable } from '@nestjs/common';
import type { ImportKind, ImportState } from '@regulars/contracts';
import {
  sortedStatement,
  type SortedRow,
  type SqlList,
  type SqlOrder,
} from '../../platform/http/sql-order.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import type { ImportRecord, Outcome } from './import.ts';
import type { Staged } from './staging.ts';
import { statement } from './statements.ts';

const columns = `id, kind, state, file_name, settings, dry_run, header, actor, lines, total, done, created, matched, duplicate, refused,
  conflicts, kept, left_out, sum_line, remarks, cancelled, problem, created_at, started_at, finished_at`;
const insert = statement(
  'import-insert',
  `insert into imports (id, kind, state, file_name, settings, dry_run, header, actor, created_at)
   values ($1, $2, 'waiting', $3, $4, $5, $6, $7, $8)`,
);
const staged = statement(
  'import-staged',
  'update imports set lines = $2, total = $3, left_out = $4, sum_line = $5 where id = $1',
);
const find = statement('import-find', `select ${columns} from imports where id = $1`);
const lock = statement('import-lock', `select ${columns} from imports where id = $1 for update`);
const from = `imports where kind = any($1)
  and ($2::text[] is null or (jsonb_array_length(actor->'locationIds') > 0 and actor->'locationIds' <@ to_jsonb($2::text[])))`;
const list = statement(
  'import-list',
  `select ${columns} from ${from} and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
   order by created_at desc, id desc limit $5`,
);
type ImportSort = 'created' | 'file' | 'kind' | 'state' | 'by' | 'added' | 'found' | 'refused' | 'conflicts';
export const importOrders: SqlList<ImportSort> = {
  columns,
  from,
  id: { by: 'id', kind: 'id' },
  keys: {
    created: { by: 'created_at', kind: 'moment' },
    file: { by: 'file_name collate "und-x-icu"', kind: 'text' },
    kind: { by: 'kind', kind: 'text' },
    state: { by: 'state', kind: 'text' },
    by: { by: `(actor->>'name') collate "und-x-icu"`, kind: 'text' },
    added: { by: 'created', kind: 'number' },
    found: { by: '(matched + duplicate)', kind: 'number' },
    refused: { by: 'refused', kind: 'number' },
    conflicts: { by: 'conflicts', kind: 'number' },
  },
};
const unfinished = statement(
  'import-unfinished',
  `select id from imports where state in ('waiting', 'running', 'undoing') order by created_at limit 50`,
);
const enter = statement(
  'import-enter',
  `update imports set state = $2, problem = $3,
     started_at = case when $2 = 'running' then coalesce(started_at, $4) else started_at end,
     finished_at = case when $2 in ('waiting', 'running', 'undoing') then null else $4::timestamptz end
   where id = $1`,
);
const begin = statement(
  'import-begin',
  `update imports set state = 'waiting', dry_run = false, created = 0, matched = 0, duplicate = 0, conflicts = 0,
     remarks = 0,
     (done, refused) = (select count(*), count(*) from import_items where import_id = $1 and key = ''),
     cancelled = false, started_at = null, finished_at = null where id = $1`,
);
const undo = statement(
  'import-undo',
  `update imports set state = 'undoing', done = 0, kept = 0, finished_at = null,
     total = (select count(*) from import_items where import_id = $1 and state in ('created', 'matched', 'conflict'))
   where id = $1`,
);
const cancel = statement('import-cancel', 'update imports set cancelled = true where id = $1');
const isCancelled = statement('import-is-cancelled', 'select cancelled from imports where id = $1');
const count = statement(
  'import-count',
  `update imports set done = done + $2, created = created + $3, matched = matched + $4, duplicate = duplicate + $5,
     refused = refused + $6, conflicts = conflicts + $7, kept = kept + $8, remarks = remarks + $9 where id = $1`,
);
const decided = statement(
  'import-decided',
  `update imports set conflicts = conflicts - $2, matched = matched + $3, created = created + $4, refused = refused + $5 where id = $1`,
);
const namesStatement = statement(
  'import-names',
  'select id, to_jsonb(file_name) as name from imports where id = any($1::uuid[])',
);
export type NewImport = Pick<
  ImportRecord,
  'id' | 'kind' | 'file_name' | 'settings' | 'dry_run' | 'header' | 'actor' | 'created_at'
>;

/** Imports of these kinds; with `within`, only of authors bound to some of these locations. */
interface SeenImports {
  readonly kinds: readonly ImportKind[];
  readonly within: readonly string[] | null;
}

@Injectable()
export class ImportsRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('import', namesStatement);
  }

  async insert(made: NewImport): Promise<void> {
    await this.transactions.query(insert, [
      made.id,
      made.kind,
      made.file_name,
      JSON.stringify(made.settings),
      made.dry_run,
      JSON.stringify(made.header),
      JSON.stringify(made.actor),
      made.created_at,
    ]);
  }

  async staged(id: string, { lines, total, leftOut, sumLine }: Staged): Promise<void> {
    await this.transactions.query(staged, [id, lines, total, leftOut, sumLine]);
  }

  async find(id: string): Promise<ImportRecord | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  async lock(id: string): Promise<ImportRecord | undefined> {
    return (await this.transactions.query(lock, [id]))[0];
  }

  /** Newest first. */
  async list(
    { kinds, within }: SeenImports,
    after: readonly [at: string, id: string] | null,
    limit: number,
  ): Promise<ImportRecord[]> {
    const [at, id] = after ?? [null, null];
    return this.transactions.query(list, [kinds, within, at, id, limit]);
  }

  /** In another order than the newest first. */
  async sorted(
    { kinds, within }: SeenImports,
    order: SqlOrder<ImportSort>,
    limit: number,
  ): Promise<SortedRow<ImportRecord>[]> {
    const sorted = sortedStatement<ImportRecord, ImportSort>(importOrders, [kinds, within], order, limit);
    return this.transactions.query(...sorted);
  }

  async unfinished(): Promise<string[]> {
    return (await this.transactions.query(unfinished)).map(({ id }) => id);
  }

  async enter(id: string, state: ImportState, at: Date, problem: string | null = null): Promise<void> {
    await this.transactions.query(enter, [id, state, problem, at]);
  }

  /** From a dry run to the import. */
  async begin(id: string): Promise<void> {
    await this.transactions.query(begin, [id]);
  }

  async undo(id: string): Promise<void> {
    await this.transactions.query(undo, [id]);
  }

  async cancel(id: string): Promise<void> {
    await this.transactions.query(cancel, [id]);
  }

  async isCancelled(id: string): Promise<boolean> {
    return (await this.transactions.query(isCancelled, [id]))[0]?.cancelled ?? true;
  }

  async count(
    id: string,
    outcomes: readonly (Pick<Outcome, 'remarks'> & {
      readonly state: Outcome['state'] | 'undone' | 'kept';
    })[],
  ): Promise<void> {
    const of = (state: Outcome['state'] | 'kept'): number =>
      outcomes.filter((each) => each.state === state).length;
    const made = [of('created'), of('matched'), of('duplicate')] as const;
    const left = [of('refused'), of('conflict'), of('kept')] as const;
    const remarks = outcomes.reduce((sum, each) => sum + (each.remarks?.length ?? 0), 0);
    await this.transactions.query(count, [id, outcomes.length, ...made, ...left, remarks]);
  }

  /** What became of its conflicts. */
  async decided(id: string, outcomes: readonly Pick<Outcome, 'state'>[]): Promise<void> {
    const of = (state: Outcome['state']): number => outcomes.filter((each) => each.state === state).length;
    const [matched, created, refused] = [of('matched'), of('created'), of('refused')];
    await this.transactions.query(decided, [id, matched + created + refused, matched, created, refused]);
  }
}
