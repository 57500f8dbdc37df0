import { Injectable } from '@nestjs/common';
import type { Texts } from '@regulars/contracts';
import type { TypedStatement } from './database/statement.ts';
import { Transactions } from './database/transactions.ts';
import { isId } from './ids.ts';

export type Name = string | Texts;

/** Of a name that has a text for each language; none if it is unknown. */
export const textsOf = (name: Name | undefined): Texts => (typeof name === 'object' ? name : {});

type NamesStatement = TypedStatement<{ id: string; name: Name }, readonly [readonly string[] | null]>;

/** Current names of ids. Each feature registers those it owns. */
@Injectable()
export class Names {
  readonly #statements = new Map<string, NamesStatement>();

  constructor(private readonly transactions: Transactions) {}

  /** `select id, to_jsonb(name) as name … where id = any($1)`, called by the repository that owns the table. */
  register(type: string, statement: NamesStatement): void {
    this.#statements.set(type, statement);
  }

  /** For those that still exist. */
  async of(type: string, ids: Iterable<string>): Promise<Map<string, Name>> {
    const statement = this.#statements.get(type);
    const known = [...new Set(ids)].filter((id) => isId(id));
    if (!statement || known.length === 0) return new Map();
    const rows = await this.transactions.query(statement, [known]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
