import { Injectable } from '@nestjs/common';
import type { Export, ExportFormat, ExportKind, Language } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { StoredActor } from '../../platform/stored-actor.ts';
import { statement } from './statements.ts';

export interface ExportRow {
  id: string;
  kind: ExportKind;
  format: ExportFormat;
  state: Export['state'];
  problem: Export['problem'];
  asked_by: string;
  actor: StoredActor;
  /** Null once the file is written: they may name a member. */
  filters: Record<string, string> | null;
  language: Language | null;
  /** How numbers and dates are written; null for files of programs. */
  locale: Language | null;
  done: number;
  total: number | null;
  bytes: number | null;
  created_at: Date;
  finished_at: Date | null;
  expires_at: Date;
  /** What it is made for again and again; null if someone asked for it. */
  schedule_id: string | null;
}

export type NewExport = Pick<
  ExportRow,
  | 'id'
  | 'kind'
  | 'format'
  | 'asked_by'
  | 'actor'
  | 'filters'
  | 'language'
  | 'locale'
  | 'total'
  | 'created_at'
  | 'expires_at'
  | 'schedule_id'
> & { readonly asker: string };

const columns =
  'id, kind, format, state, problem, asked_by, actor, filters, language, locale, done, total, bytes, created_at, finished_at, expires_at, schedule_id';
const insert = statement(
  'export-insert',
  `insert into exports (id, kind, format, asker, asked_by, actor, filters, language, locale, total, created_at, expires_at, schedule_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning ${columns}`,
);
const find = statement('export-find', `select ${columns} from exports where id = $1`);
const findOwn = statement('export-find-own', `select ${columns} from exports where id = $1 and asker = $2`);
const list = statement(
  'export-list',
  `select ${columns} from exports where asker = $1 and (created_at, id) < ($2, $3::uuid) order by created_at desc, id desc limit $4`,
);
// A killed run starts again.
const begin = statement(
  'export-begin',
  `update exports set state = 'running', done = 0, total = $2 where id = $1 and state in ('waiting', 'running') returning ${columns}`,
);
const advance = statement('export-advance', 'update exports set done = $2 where id = $1');
// Not if a member was erased after the rows were read. The erasure locks the same row, so one of the two sees the
// other.
const finish = statement(
  'export-finish',
  `update exports set state = 'done', done = $2, total = $2, bytes = $3, finished_at = $4, filters = null where id = $1 and not stale returning id`,
);
const freshen = statement('export-freshen', 'update exports set stale = false where id = $1');
const fail = statement(
  'export-fail',
  `update exports set state = 'failed', finished_at = $2, filters = null where id = $1 and state in ('waiting', 'running')`,
);
const expire = statement(
  'export-expire',
  `update exports set state = 'expired', filters = null where expires_at <= $1 and state <> 'expired' returning ${columns}`,
);

@Injectable()
export class ExportsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(row: NewExport): Promise<ExportRow | undefined> {
    const { id, kind, format, asker, asked_by, actor, filters, total, created_at, expires_at } = row;
    const asked = [asker, asked_by, JSON.stringify(actor), JSON.stringify(filters)] as const;
    const values = [
      ...([id, kind, format] as const),
      ...asked,
      ...([row.language, row.locale, total, created_at, expires_at, row.schedule_id] as const),
    ] as const;
    return (await this.transactions.query(insert, values))[0];
  }

  async find(id: string): Promise<ExportRow | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  async findOwn(id: string, asker: string): Promise<ExportRow | undefined> {
    return (await this.transactions.query(findOwn, [id, asker]))[0];
  }

  async list(asker: string, before: { at: string; id: string }, limit: number): Promise<ExportRow[]> {
    return this.transactions.query(list, [asker, before.at, before.id, limit]);
  }

  /** Undefined when it is over already. */
  async begin(id: string, total: number | null): Promise<ExportRow | undefined> {
    return (await this.transactions.query(begin, [id, total]))[0];
  }

  async advance(id: string, done: number): Promise<void> {
    await this.transactions.query(advance, [id, done]);
  }

  /** False if a member was erased after `freshen`, because the file still shows the member. */
  async finish(id: string, rows: number, bytes: number, at: Date): Promise<boolean> {
    return (await this.transactions.query(finish, [id, rows, bytes, at])).length > 0;
  }

  /** Later reads no longer see any erased member. */
  async freshen(id: string): Promise<void> {
    await this.transactions.query(freshen, [id]);
  }

  async fail(id: string, at: Date): Promise<void> {
    await this.transactions.query(fail, [id, at]);
  }

  /** Those whose time is over now. */
  async expire(now: Date): Promise<ExportRow[]> {
    return this.transactions.query(expire, [now]);
  }
}
