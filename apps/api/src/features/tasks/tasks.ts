import { Injectable } from '@nestjs/common';
import type { listTasks, QueryOf, ReplyOf, Task } from '@regulars/contracts';
import { boundTo, hasRole, mayWorkAt, personBehind, type Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { StaffAccounts } from '../identity/index.ts';
import { TaskTrail } from './task-trail.ts';
import { TaskViews } from './task-views.ts';
import { TasksRepository, type TaskFilter, type TaskRow } from './tasks.repository.ts';

/** The team looks at tasks of its locations and finishes them. */
@Injectable()
export class Tasks {
  constructor(
    private readonly tasks: TasksRepository,
    private readonly views: TaskViews,
    private readonly staff: StaffAccounts,
    private readonly trail: TaskTrail,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: QueryOf<typeof listTasks>): Promise<ReplyOf<typeof listTasks>> {
    const filter: TaskFilter = {
      done: query.state === undefined ? null : query.state === 'done',
      assigneeId: query.mine === true ? personBehind(actor) : null,
      overdueOn: query.overdue === true ? await this.views.today() : null,
      kind: query.kind ?? null,
      within: boundTo(actor),
      forManagers: isManager(actor),
    };
    const rows = await this.#rows(filter, query);
    const shown = await this.views.show(rows);
    const pairs = rows.flatMap((row, index) => {
      const task = shown[index];
      return task ? [{ row, task }] : [];
    });
    const listed = page(
      pairs,
      query.limit,
      ({ task }) => task,
      ({ row }) => [query.sort === 'due' ? row.due : toInstant(row.created_at), row.id],
    );
    return query.include === 'total' ? { ...listed, total: await this.tasks.count(filter) } : listed;
  }

  /** Throws `not-found`, also for an assignee who does not work here. */
  async assign(actor: Actor, id: string, assigneeId: string | null): Promise<Task> {
    return this.#change(actor, id, async (before) => {
      const to = assigneeId === null ? null : await this.staff.byId(assigneeId);
      if (to && to.state !== 'active')
        throw ClubError.field('invalid-request', '/assigneeId', 'this person does not work here');
      const after = await this.tasks.assign(id, to && { id: to.id, name: to.display_name });
      if (before.assignee_id !== after.assignee_id) await this.trail.changed(actor, 'task.assigned', after);
      return after;
    });
  }

  /** A task that is done stays as it is. Throws `not-found`, and `invalid-request` for an outcome of another kind. */
  async finish(actor: Actor, id: string, note: string, outcome?: Task['outcome']): Promise<Task> {
    return this.#change(actor, id, async (before) => {
      const isCallBack = before.kind === 'survey-call-back';
      if (outcome && !isCallBack)
        throw ClubError.field('invalid-request', '/outcome', 'only of a task to call a member back');
      if (before.state === 'done') return before;
      const done = {
        at: this.clock.date(),
        by: personBehind(actor),
        name: actor.name,
        note,
        outcome: isCallBack ? (outcome ?? 'called') : null,
      };
      const after = await this.tasks.finish(id, done);
      await this.trail.changed(actor, 'task.done', after);
      return after;
    });
  }

  async reopen(actor: Actor, id: string): Promise<Task> {
    return this.#change(actor, id, async (before) => {
      if (before.state !== 'done') return before;
      const after = await this.tasks.reopen(id, await this.views.due());
      await this.trail.changed(actor, 'task.reopened', after);
      return after;
    });
  }

  async #rows(filter: TaskFilter, { sort, cursor, limit }: QueryOf<typeof listTasks>): Promise<TaskRow[]> {
    return sort === 'due'
      ? this.tasks.byDue(filter, readCursor(cursor, 'date', 'id'), limit + 1)
      : this.tasks.newest(filter, readCursor(cursor, 'moment', 'id'), limit + 1);
  }

  async #change(actor: Actor, id: string, change: (before: TaskRow) => Promise<TaskRow>): Promise<Task> {
    const row = await this.transactions.run(async () => {
      const before = await this.tasks.lock(id);
      if (!before || !maySee(actor, before)) throw new ClubError('not-found');
      return change(before);
    });
    return this.views.one(row);
  }
}

/** Rules, budgets, referrals and rewards are the work of managers. */
const isManager = (actor: Actor): boolean => actor.kind !== 'account' || hasRole(actor, 'manager', 'admin');

const maySee = (
  actor: Actor,
  { location_id: locationId, rule_id: ruleId, budget_id: budgetId, referral_id: referralId }: TaskRow,
): boolean =>
  (locationId === null || mayWorkAt(actor, locationId)) &&
  ([ruleId, budgetId, referralId].every((id) => id === null) || isManager(actor));
