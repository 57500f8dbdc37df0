import { Injectable } from '@nestjs/common';
import type {
  CaseCauseName,
  getModeration,
  listModerationCases,
  QueryOf,
  ReplyOf,
  ShownModerationCase,
} from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import { personBehind, type Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { AuthorCards } from './author-cards.ts';
import { CaseDetails } from './case-details.ts';
import { CaseViews } from './case-views.ts';
import type { CaseRow } from './cases.repository.ts';
import { DecisionRecords } from './decision-records.ts';

const causesOf: Readonly<Record<'reported' | 'held' | 'appeal', readonly CaseCauseName[]>> = {
  reported: ['reported', 'moderator'],
  held: ['first-posts', 'links', 'pictures', 'word-list'],
  appeal: ['appeal'],
};

/** What waits for moderators. */
@Injectable()
export class ModerationQueue {
  constructor(
    private readonly records: DecisionRecords,
    private readonly views: CaseViews,
    private readonly details: CaseDetails,
    private readonly cards: AuthorCards,
    private readonly clock: Clock,
  ) {}

  async summary(): Promise<ReplyOf<typeof getModeration>> {
    const since = new Date(this.clock.now() - 30 * dayMs);
    const row = await this.records.cases.summary(since);
    const appeals = await this.records.decisions.appeals(since);
    return {
      waiting: row?.waiting ?? 0,
      oldestAt: row?.oldestAt ? toInstant(row.oldestAt) : null,
      reported: row?.reported ?? 0,
      held: row?.held ?? 0,
      appeals: row?.appeals ?? 0,
      decided: row?.decided ?? 0,
      medianMinutes: typeof row?.minutes === 'number' ? Math.round(row.minutes) : null,
      ...appeals,
    };
  }

  async list(
    actor: Actor,
    { kind, cursor, limit }: QueryOf<typeof listModerationCases>,
  ): Promise<ReplyOf<typeof listModerationCases>> {
    const after = readCursor(cursor, 'number', 'moment', 'id');
    const rows = await this.records.cases.list(kind ? causesOf[kind] : null, after, limit + 1);
    const shown = page(
      rows,
      limit,
      (row) => row,
      (row) => [row.urgency, toInstant(row.opened_at), row.id],
    );
    return { data: await this.views.show(actor, shown.data), cursor: shown.cursor };
  }

  /** Throws `not-found`. */
  async one(actor: Actor, id: string): Promise<ShownModerationCase> {
    const row = await this.#known(id);
    const [shown] = await this.views.show(actor, [row]);
    if (!shown) throw new Error('each case is shown');
    const appealed =
      row.decision_id === null
        ? null
        : await this.records.views.one(await this.records.known(row.decision_id));
    const card = row.author_id === null ? null : await this.cards.of(row.author_id);
    return { ...shown, ...(await this.details.of(row, 'club')), card, appealed };
  }

  /** For ten minutes; the latest counts. Throws `not-found`, also for a case that was decided. */
  async take(actor: Actor, id: string, taken: boolean): Promise<void> {
    const at = taken ? this.clock.date() : null;
    if (!(await this.records.cases.take(id, taken ? personBehind(actor) : null, at)))
      throw new ClubError('not-found');
  }

  async #known(id: string): Promise<CaseRow> {
    const row = await this.records.cases.find(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }
}
