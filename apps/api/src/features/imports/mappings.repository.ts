import { Injectable } from '@nestjs/common';
import type { ImportKind, SavedImportMapping } from '@regulars/contracts';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';

const list = statement(
  'import-mappings',
  'select id, name, kind, mapping, options from import_mappings where kind = any($1) order by name, kind limit 200',
);
const save = statement(
  'import-mapping-save',
  `insert into import_mappings (id, name, kind, mapping, options) values ($1, $2, $3, $4, $5)
   on conflict (kind, name) do update set mapping = excluded.mapping, options = excluded.options
   returning id, name, kind, mapping, options`,
);
const rename = statement(
  'import-mapping-rename',
  'update import_mappings set name = $2 where id = $1 and kind = any($3) returning id, name, kind, mapping, options',
);
const remove = statement(
  'import-mapping-delete',
  'delete from import_mappings where id = $1 and kind = any($2)',
);

type Row = SavedImportMapping & Record<string, unknown>;

@Injectable()
export class MappingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async list(kinds: readonly ImportKind[]): Promise<SavedImportMapping[]> {
    return this.transactions.query<Row>(list, [kinds]);
  }

  /** Replaces one with the same kind and name. */
  async save({ id, name, kind, mapping, options }: SavedImportMapping): Promise<SavedImportMapping> {
    const values = [id, name, kind, JSON.stringify(mapping), JSON.stringify(options)];
    const [saved] = await this.transactions.query<Row>(save, values);
    if (!saved) throw new Error('insert returned no row');
    return saved;
  }

  /** Undefined if there is none of these kinds. */
  async rename(
    id: string,
    name: string,
    kinds: readonly ImportKind[],
  ): Promise<SavedImportMapping | undefined> {
    return (await this.transactions.query<Row>(rename, [id, name, kinds]))[0];
  }

  /** False if there is none of these kinds. */
  async remove(id: string, kinds: readonly ImportKind[]): Promise<boolean> {
    return ((await this.transactions.execute(remove, [id, kinds])).rowCount ?? 0) > 0;
  }
}
