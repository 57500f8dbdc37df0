import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  createBudget,
  listBudgets,
  QueryOf,
  SharedBudget,
  updateBudget,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import { LiveBudgets } from './live-budgets.ts';
import { ShownBudgets } from './shown-budgets.ts';
import type { SharedBudgetRecord } from './shared-budget-record.ts';
import { SharedBudgetsRepository } from './shared-budgets.repository.ts';

/** Budgets of locations and of the club: the most points that all rules give for purchases together. */
@Injectable()
export class SharedBudgets {
  constructor(
    private readonly budgets: SharedBudgetsRepository,
    private readonly live: LiveBudgets,
    private readonly shown: ShownBudgets,
    private readonly audit: AuditTrail,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The club first, then locations by name. */
  async list(query: QueryOf<typeof listBudgets>): Promise<Page<SharedBudget>> {
    const rows = await this.shown.show(await this.budgets.all());
    // Names are not empty.
    return sortedPage(rows, query, { by: { name: ({ location }) => location?.name ?? '' }, usual: 'name' });
  }

  /** Throws `invalid-request` for an unknown location and for less than an award of a live rule, `already-taken` if it has a budget. */
  async create(
    actor: Actor,
    { locationId, per, points }: BodyOf<typeof createBudget>,
  ): Promise<SharedBudget> {
    await this.shown.assertPlace(locationId, '/locationId');
    await this.shown.assertRoom({ locationId, points });
    return this.transactions.run(async () => {
      const budget = { id: newId(), locationId, per, points, since: this.clock.date() };
      const after = await this.budgets.insert(budget);
      if (!after) throw ClubError.field('already-taken', '/locationId', 'it has a budget already');
      await this.#note(actor, 'budget.created', undefined, after);
      return this.#one(after);
    });
  }

  /** Throws `not-found`, `version-changed`, and `invalid-request` for less than an award of a live rule. */
  async change(
    actor: Actor,
    id: string,
    patch: BodyOf<typeof updateBudget>,
    version: number,
  ): Promise<SharedBudget> {
    return this.transactions.run(async () => {
      const before = await this.budgets.find(id);
      if (!before) throw new ClubError('not-found');
      const wanted = { ...before, ...patch };
      await this.shown.assertRoom(wanted);
      const after = await this.budgets.update(wanted, version);
      if (!after) throw new ClubError('version-changed');
      await this.#note(actor, 'budget.changed', before, after);
      return this.#one(after);
    });
  }

  /** Throws `not-found`. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async () => {
      const before = await this.budgets.remove(id);
      if (!before) throw new ClubError('not-found');
      await this.#note(actor, 'budget.removed', before, undefined);
    });
  }

  async #one(budget: SharedBudgetRecord): Promise<SharedBudget> {
    const [shown] = await this.shown.show([budget]);
    if (!shown) throw new Error('A budget was not shown');
    return shown;
  }

  async #note(
    actor: Actor,
    action: string,
    before: SharedBudgetRecord | undefined,
    after: SharedBudgetRecord | undefined,
  ): Promise<void> {
    const id = (after ?? before)?.id ?? '';
    await this.audit.record(actor, {
      action,
      subject: { type: 'budget', id },
      ...(before ? { before: stateOf(before) } : {}),
      ...(after ? { after: stateOf(after) } : {}),
    });
    await this.live.announce(id);
  }
}

const stateOf = ({ locationId, per, points, since }: SharedBudgetRecord): object => ({
  locationId,
  per,
  points,
  since: toInstant(since),
});
