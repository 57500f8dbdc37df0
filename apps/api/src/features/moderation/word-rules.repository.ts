import { Injectable } from '@nestjs/common';
import type { WordRule } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const all = statement('word-rules-all', 'select id, word, action from word_rules order by id');
const count = statement('word-rules-count', 'select count(*) as words from word_rules');
const list = statement(
  'word-rules-list',
  `select id, language, word, likeness, action from word_rules
   where ($1::text is null or language = $1) and ($2::text is null or action = $2)
     and ($3::text is null or strpos(lower(word), lower($3)) > 0 or strpos(likeness, $3) > 0)
     and ($4::text is null or (likeness, id) > ($4, $5::uuid))
   order by likeness, id limit $6`,
);
const put = statement(
  'word-rule-put',
  `insert into word_rules (id, language, word, likeness, action) values ($1, $2, $3, $4, $5)
   on conflict (language, likeness) do update set word = excluded.word, action = excluded.action
   returning id, language, word, action`,
);
const putMany = statement(
  'word-rules-put',
  `insert into word_rules (id, language, word, likeness, action)
   select r.* from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) as r(id, language, word, likeness, action)`,
);
const remove = statement(
  'word-rule-remove',
  'delete from word_rules where id = $1 returning id, language, word, action',
);
const clear = statement('word-rules-clear', 'delete from word_rules');
const lock = statement(
  'word-rules-lock',
  `select pg_advisory_xact_lock(hashtextextended('word-rules', 0))::text as locked`,
);

export type WordRuleRow = RowOf<typeof put>;
export type ListedWordRule = RowOf<typeof list>;
export type NewWordRule = WordRuleRow & { readonly likeness: string };

/** Words that a club looks for. */
@Injectable()
export class WordRulesRepository {
  constructor(private readonly transactions: Transactions) {}

  async all(): Promise<WordRule[]> {
    return this.transactions.query(all);
  }

  async count(): Promise<number> {
    return (await this.transactions.query(count))[0]?.words ?? 0;
  }

  /** In alphabetical order without accents. */
  async list(
    filter: {
      readonly language?: string | undefined;
      readonly action?: string | undefined;
      readonly query?: string | undefined;
    },
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<ListedWordRule[]> {
    const { language = null, action = null, query } = filter;
    const from = after ?? ([null, null] as const);
    return this.transactions.query(list, [language, action, query || null, ...from, limit]);
  }

  /** Until the transaction ends nobody else changes them. */
  async lock(): Promise<void> {
    await this.transactions.query(lock);
  }

  /** The stored one: another spelling of the same word takes its place. */
  async put({ id, language, word, likeness, action }: NewWordRule): Promise<WordRuleRow> {
    const [row] = await this.transactions.query(put, [id, language, word, likeness, action]);
    if (!row) throw new Error('it was stored');
    return row;
  }

  async replaceAll(rules: readonly NewWordRule[]): Promise<void> {
    await this.transactions.query(clear);
    await this.transactions.query(putMany, [
      rules.map(({ id }) => id),
      rules.map(({ language }) => language),
      rules.map(({ word }) => word),
      rules.map(({ likeness }) => likeness),
      rules.map(({ action }) => action),
    ]);
  }

  /** Undefined if there was none. */
  async remove(id: string): Promise<WordRuleRow | undefined> {
    return (await this.transactions.query(remove, [id]))[0];
  }
}
