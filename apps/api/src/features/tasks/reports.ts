import { Injectable } from '@nestjs/common';
import type { listOwnTasks, OwnTask, QueryOf, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { memberOf, ReportedPurchases } from './reported-purchases.ts';
import { showOwn, TaskViews } from './task-views.ts';
import { TasksRepository } from './tasks.repository.ts';

const kind = 'receipt-wrong';

/** Members say what is wrong with their purchases. */
@Injectable()
export class Reports {
  constructor(
    private readonly tasks: TasksRepository,
    private readonly views: TaskViews,
    private readonly purchases: ReportedPurchases,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** One task per purchase: another report adds to it. Throws `not-found`, and `invalid-request` if it is full. */
  async report(actor: Actor, purchaseId: string, text: string): Promise<OwnTask> {
    const memberId = memberOf(actor);
    const { receipt, locationId } = await this.purchases.ofMember(actor, purchaseId);
    const due = await this.views.due();
    return this.transactions.run(async () => {
      const entry = { id: newId(), kind, memberId, purchaseId, receipt, locationId, text, due } as const;
      const row = await this.tasks.report({ ...entry, at: this.clock.date() });
      if (!row) throw ClubError.field('invalid-request', '/text', 'the reports on this purchase are full');
      if (row.id === entry.id)
        await this.outbox.append([{ name: 'task.created', memberId, data: { taskId: row.id, kind } }]);
      return showOwn(row);
    });
  }

  async list(actor: Actor, query: QueryOf<typeof listOwnTasks>): Promise<ReplyOf<typeof listOwnTasks>> {
    const after = readCursor(query.cursor, 'moment', 'id');
    const rows = await this.tasks.own(memberOf(actor), query.purchase ?? null, after, query.limit + 1);
    return page(rows, query.limit, showOwn, (row) => [toInstant(row.created_at), row.id]);
  }
}
