import { Controller } from '@nestjs/common';
import {
  assignTask,
  finishTask,
  listOwnTasks,
  listTasks,
  reopenTask,
  reportChallenge,
  reportPurchase,
  type OwnTask,
  type ReplyOf,
  type Task,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Reports } from './reports.ts';
import { Tasks } from './tasks.ts';

@Controller()
export class TasksController {
  constructor(
    private readonly reports: Reports,
    private readonly tasks: Tasks,
  ) {}

  @Contract(reportPurchase)
  async report(
    @Input() { params, body }: InputOf<typeof reportPurchase>,
    @CurrentActor() actor: Actor,
  ): Promise<OwnTask> {
    return this.reports.report(actor, params.id, body.text);
  }

  @Contract(reportChallenge)
  async reportChallenge(
    @Input() { params, body }: InputOf<typeof reportChallenge>,
    @CurrentActor() actor: Actor,
  ): Promise<OwnTask> {
    return this.reports.reportChallenge(actor, params.id, body.text);
  }

  @Contract(listOwnTasks)
  async own(
    @Input() { query }: InputOf<typeof listOwnTasks>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listOwnTasks>> {
    return this.reports.list(actor, query);
  }

  @Contract(listTasks)
  async list(
    @Input() { query }: InputOf<typeof listTasks>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listTasks>> {
    return this.tasks.list(actor, query);
  }

  @Contract(assignTask)
  async assign(
    @Input() { params, body }: InputOf<typeof assignTask>,
    @CurrentActor() actor: Actor,
  ): Promise<Task> {
    return this.tasks.assign(actor, params.id, body.assigneeId);
  }

  @Contract(finishTask)
  async finish(
    @Input() { params, body }: InputOf<typeof finishTask>,
    @CurrentActor() actor: Actor,
  ): Promise<Task> {
    return this.tasks.finish(actor, params.id, body.note, body.outcome);
  }

  @Contract(reopenTask)
  async reopen(@Input() { params }: InputOf<typeof reopenTask>, @CurrentActor() actor: Actor): Promise<Task> {
    return this.tasks.reopen(actor, params.id);
  }
}
