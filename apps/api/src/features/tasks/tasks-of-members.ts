import { Injectable } from '@nestjs/common';
import type { TimelineEntry } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { TimelineSources } from '../members/index.ts';
import { TaskHistoryRepository, type ToldTask } from './task-history.repository.ts';

/** What tasks add to a membership: entries of the timeline. */
@Injectable()
export class TasksOfMembers {
  constructor(timelines: TimelineSources, history: TaskHistoryRepository) {
    timelines.register({
      name: 'tasks',
      timeline: async (memberId, slice) =>
        (await history.created(memberId, slice)).map((row) => show('task.created', row, row.at)),
    });
    // A source of its own: both entries of a task have its id.
    timelines.register({
      name: 'tasks-done',
      timeline: async (memberId, slice) =>
        (await history.done(memberId, slice)).flatMap((row) =>
          row.at ? [show('task.done', row, row.at)] : [],
        ),
    });
  }
}

const show = (
  kind: 'task.created' | 'task.done',
  { id, kind: task, purchase_id: purchaseId, receipt, text, name }: ToldTask,
  at: Date,
): TimelineEntry => ({
  id,
  at: toInstant(at),
  kind,
  points: null,
  amount: null,
  subject: purchaseId === null ? null : { type: 'purchase', id: purchaseId },
  details: { task, receipt, text, author: name },
});
