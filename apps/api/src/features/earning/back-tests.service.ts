import { Injectable } from '@nestjs/common';
import type { BackTest, listBackTests, QueryOf, ReplyOf, RuleContent } from '@regulars/contracts';
import { localDateOf, startOfDate } from '@regulars/loyalty';
import { boundTo, type Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ClubSettings, Reader } from '../club/index.ts';
import type { BackTestRow } from './back-test-rows.ts';
import { BackTestsRepository } from './back-tests.repository.ts';
import { EarningRulesService } from './earning-rules.service.ts';
import { shown } from './shown-back-test.ts';

export const runBackTest = 'run-back-test';

/** A draft; the id is that of the saved rule, if there is one. */
export interface DraftRule {
  readonly id: string | null;
  readonly content: RuleContent;
}

/** Tries drafts on the sales of past days. A job does it and moves nothing. */
@Injectable()
export class BackTests {
  constructor(
    private readonly repository: BackTestsRepository,
    private readonly rules: EarningRulesService,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-allowed` for callers bound to locations, `not-found`, and the refusals of a rule below `/rule`. */
  async start(actor: Actor, { id, content }: DraftRule, days: number): Promise<BackTestRow> {
    if (boundTo(actor) !== null)
      throw ClubError.field('not-allowed', '/days', 'a back-test covers all locations of the club');
    const against = id === null ? null : (await this.rules.byId(id)).liveVersion;
    await this.rules.termsOfDraft({ id: id ?? newId(), content });
    const { timeZone } = await this.club.current();
    const now = this.clock.now();
    const from = startOfDate(localDateOf(now, timeZone).subtract({ days }), timeZone);
    return this.transactions.run(async () => {
      const row = await this.repository.insert({
        id: newId(),
        rule_id: id,
        against_version: against,
        content,
        days,
        covers_from: new Date(from),
        // A sale of this very moment counts.
        covers_until: new Date(now + 1),
        asked_by: actor.name,
        created_at: new Date(now),
      });
      if (!row) throw new ClubError('unexpected');
      await this.jobs.enqueue(runBackTest, { backTestId: row.id });
      return row;
    });
  }

  /** Newest first. */
  async list({ rule, limit, cursor }: QueryOf<typeof listBackTests>): Promise<Listed> {
    const after = readCursor(cursor, 'moment', 'id');
    const rows = await this.repository.list(rule ?? null, after, limit + 1);
    return page(
      rows,
      limit,
      (row) => row,
      ({ created_at, id }) => [toInstant(created_at), id],
    );
  }

  /** Throws `not-found`. */
  async byId(id: string): Promise<BackTestRow> {
    const row = await this.repository.find(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }

  /** One that is over stays as it is. Throws `not-found`. */
  async cancel(id: string): Promise<BackTestRow> {
    await this.byId(id);
    await this.repository.end(id, 'cancelled', this.clock.date());
    return this.byId(id);
  }
}

type Listed = { readonly data: BackTestRow[]; readonly cursor: { readonly next: string | null } };

/** Shows back-tests in the reader's language, their members by the names of today. */
@Injectable()
export class ShownBackTests {
  constructor(
    private readonly repository: BackTestsRepository,
    private readonly reader: Reader,
  ) {}

  async one(row: BackTestRow): Promise<BackTest> {
    const [only] = await this.#all([row]);
    if (!only) throw new ClubError('unexpected');
    return only;
  }

  async list({ data, cursor }: Listed): Promise<ReplyOf<typeof listBackTests>> {
    return { data: await this.#all(data), cursor };
  }

  async #all(rows: readonly BackTestRow[]): Promise<BackTest[]> {
    const done = rows.filter(({ state }) => state === 'done').map(({ id }) => id);
    const changed = done.length > 0 ? await this.repository.changed(done) : [];
    const wording = await this.reader.wording();
    const of = Map.groupBy(changed, ({ back_test_id }) => back_test_id);
    return rows.map((row) => shown(row, of.get(row.id) ?? [], wording));
  }
}
