import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { TaskAnswers } from './task-answers.ts';
import type { TaskRow } from './tasks.repository.ts';

/** Tells the audit log, the events and the member what became of a task. */
@Injectable()
export class TaskTrail {
  constructor(
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly answers: TaskAnswers,
  ) {}

  async changed(
    actor: Actor,
    action: 'task.assigned' | 'task.done' | 'task.reopened',
    task: TaskRow,
  ): Promise<void> {
    const { id, kind, state, member_id: memberId, purchase_id: purchaseId, assignee_id: assigneeId } = task;
    await this.audit.record(actor, {
      action,
      subject: { type: 'task', id },
      memberId,
      after: { kind, state, purchaseId, assigneeId },
    });
    if (action !== 'task.done' || memberId === null) return;
    await this.outbox.append([{ name: action, memberId, data: { taskId: id, kind } }]);
    await this.answers.tell(task);
  }
}
