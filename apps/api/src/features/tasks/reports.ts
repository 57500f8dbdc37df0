import { Injectable } from '@nestjs/common';
import type { listOwnTasks, OwnTask, QueryOf, ReplyOf, TaskKind } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { memberOf, ReportSubjects } from './report-subjects.ts';
import { showOwn, TaskViews } from './task-views.ts';
import { TasksRepository, type Report, type TaskRow } from './tasks.repository.ts';

/** Members say what is wrong with their purchases, and what is missing in their challenges. */
@Injectable()
export class Reports {
  constructor(
    private readonly tasks: TasksRepository,
    private readonly views: TaskViews,
    private readonly subjects: ReportSubjects,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** One task per purchase: another report adds to it. Throws `not-found`, and `invalid-request` if it is full. */
  async report(actor: Actor, purchaseId: string, text: string): Promise<OwnTask> {
    const memberId = memberOf(actor);
    const { receipt, locationId } = await this.subjects.purchase(actor, purchaseId);
    return this.#add(memberId, text, 'receipt-wrong', (entry) =>
      this.tasks.report({ ...entry, purchaseId, receipt, locationId }),
    );
  }

  /** One task per challenge, as `report`. Throws `not-found`, also for a draft. */
  async reportChallenge(actor: Actor, challengeId: string, text: string): Promise<OwnTask> {
    const memberId = memberOf(actor);
    const { locationId } = await this.subjects.challenge(actor, challengeId);
    return this.#add(memberId, text, 'stamp-missing', (entry) =>
      this.tasks.reportChallenge({ ...entry, challengeId, locationId }),
    );
  }

  async #add(
    memberId: string,
    text: string,
    kind: TaskKind,
    add: (entry: Report) => Promise<TaskRow | undefined>,
  ): Promise<OwnTask> {
    const due = await this.views.due();
    return this.transactions.run(async () => {
      const entry = { id: newId(), memberId, text, due, at: this.clock.date() };
      const row = await add(entry);
      if (!row) throw ClubError.field('invalid-request', '/text', 'the reports about it are full');
      if (row.id === entry.id)
        await this.outbox.append([{ name: 'task.created', memberId, data: { taskId: row.id, kind } }]);
      return showOwn(row);
    });
  }

  async list(actor: Actor, query: QueryOf<typeof listOwnTasks>): Promise<ReplyOf<typeof listOwnTasks>> {
    const after = readCursor(query.cursor, 'moment', 'id');
    const rows = await this.tasks.own(
      memberOf(actor),
      { purchaseId: query.purchase ?? null, challengeId: query.challenge ?? null },
      after,
      query.limit + 1,
    );
    return page(rows, query.limit, showOwn, (row) => [toInstant(row.created_at), row.id]);
  }
}
