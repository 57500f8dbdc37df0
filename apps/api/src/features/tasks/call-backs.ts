import { Injectable } from '@nestjs/common';
import type { Task } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { CallBacksRepository, type CallBackState, type NewCallBack } from './call-backs.repository.ts';
import { TaskViews } from './task-views.ts';

/** A member who was not happy waits no longer. */
const daysToCall = 1;
const mostShown = 5;

export type AskedCallBack = Omit<NewCallBack, 'id' | 'due' | 'at'>;

/** The team of a location calls members back who were not happy in a survey. */
@Injectable()
export class CallBacks {
  constructor(
    private readonly tasks: CallBacksRepository,
    private readonly views: TaskViews,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction, once for each answer: false if it has its task. */
  async ask(asked: AskedCallBack): Promise<boolean> {
    const id = newId();
    const { memberId } = asked;
    const due = await this.views.due(daysToCall);
    if (!(await this.tasks.add({ ...asked, id, due, at: this.clock.date() }))) return false;
    const data = { taskId: id, kind: 'survey-call-back' } as const;
    await this.outbox.append([{ name: 'task.created', memberId, data }]);
    return true;
  }

  /** Of the answers since a moment: how many are open and done, and the most urgent ones. */
  async of(
    surveyId: string,
    from: Date | null,
  ): Promise<{ open: number; called: number; noContact: number; days: number | null; tasks: Task[] }> {
    const counts = await this.tasks.counts(surveyId, from);
    const tasks = await this.views.show(await this.tasks.open(surveyId, from, mostShown));
    return { ...counts, days: counts.days === null ? null : Math.round(counts.days * 10) / 10, tasks };
  }

  /** By the answer; those without a task are not there. */
  async states(responseIds: readonly string[]): Promise<ReadonlyMap<string, CallBackState>> {
    const rows = await this.tasks.states(responseIds);
    return new Map(rows.flatMap((row) => (row.responseId === null ? [] : [[row.responseId, row]])));
  }
}
