import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  mostWordRules,
  type addWordRule,
  type BodyOf,
  type listWordRules,
  type QueryOf,
  type ReplyOf,
  type WordRuleShown,
} from '@regulars/contracts';
import { searchWords, wordKey, wordRuleError, type FoundWord } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { ClubChanges, Remembered } from '../club/index.ts';
import { readWordFile } from './word-file.ts';
import { WordRulesRepository } from './word-rules.repository.ts';

type Search = (text: string) => FoundWord[];

const subject = { type: 'club', id: 'club' };

/** The word lists of the club. */
@Injectable()
export class WordRules {
  /** Each text that a member writes is searched. */
  readonly #search: Remembered<Search>;

  constructor(
    private readonly rules: WordRulesRepository,
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
    private readonly transactions: Transactions,
  ) {
    this.#search = new Remembered(transactions, async () => searchWords(await rules.all()));
    changes.onChange(() => this.#search.forget());
  }

  async search(): Promise<Search> {
    return this.#search.get();
  }

  async list(query: QueryOf<typeof listWordRules>): Promise<ReplyOf<typeof listWordRules>> {
    const after = readCursor(query.cursor, 'text', 'id');
    const rows = await this.rules.list(query, after, query.limit + 1);
    const shown = page(
      rows,
      query.limit,
      ({ id, language, word, action }): WordRuleShown => ({ id, language, word, action }),
      ({ likeness, id }) => [likeness, id],
    );
    return { ...shown, all: await this.rules.count() };
  }

  /** Throws `invalid-request`, `too-many-words`. */
  async add(actor: Actor, { language, word, action }: BodyOf<typeof addWordRule>): Promise<WordRuleShown> {
    if (wordRuleError(word) !== null)
      throw ClubError.field(
        'invalid-request',
        '/word',
        'a word of at least two letters, three before `*`, which is only at the end',
      );
    return this.transactions.run(async () => {
      await this.rules.lock();
      if ((await this.rules.count()) >= mostWordRules) throw new ClubError('too-many-words');
      const added = await this.rules.put({ id: newId(), language, word, likeness: wordKey(word), action });
      await this.audit.record(actor, { action: 'word-list.word-added', subject, after: added });
      await this.changes.announce('settings');
      return added;
    });
  }

  /** Throws `not-found`. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.rules.lock();
      const removed = await this.rules.remove(id);
      if (!removed) throw new ClubError('not-found');
      await this.audit.record(actor, { action: 'word-list.word-removed', subject, before: removed });
      await this.changes.announce('settings');
    });
  }

  /** All or nothing. Throws `invalid-request` with the lines, `too-large`, `unreadable-file`. */
  async replace(actor: Actor, file: Readable): Promise<{ words: number }> {
    const rules = await readWordFile(file);
    return this.transactions.run(async () => {
      await this.rules.lock();
      const before = { words: await this.rules.count() };
      await this.rules.replaceAll(rules);
      const after = { words: rules.length };
      await this.audit.record(actor, { action: 'word-list.replaced', subject, before, after });
      await this.changes.announce('settings');
      return after;
    });
  }

  /** The lines of a file that `replace` reads. */
  async *lines(): AsyncGenerator<string[]> {
    let after: readonly [string, string] | null = null;
    for (;;) {
      const rows = await this.rules.list({}, after, 1000);
      for (const { language, word, action } of rows) yield [language, word, action];
      const last = rows.at(-1);
      if (rows.length < 1000 || !last) return;
      after = [last.likeness, last.id];
    }
  }
}
