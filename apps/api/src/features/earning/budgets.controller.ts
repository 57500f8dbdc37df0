import { Controller } from '@nestjs/common';
import {
  createBudget,
  listBudgets,
  removeBudget,
  updateBudget,
  type ReplyOf,
  type SharedBudget,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { SharedBudgets } from './shared-budgets.ts';

@Controller()
export class BudgetsController {
  constructor(private readonly budgets: SharedBudgets) {}

  @Contract(listBudgets)
  async list(@Input() { query }: InputOf<typeof listBudgets>): Promise<ReplyOf<typeof listBudgets>> {
    return this.budgets.list(query);
  }

  @Contract(createBudget)
  async create(
    @Input() { body }: InputOf<typeof createBudget>,
    @CurrentActor() actor: Actor,
  ): Promise<SharedBudget> {
    return this.budgets.create(actor, body);
  }

  @Contract(updateBudget)
  async update(
    @Input() { params, body }: InputOf<typeof updateBudget>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<SharedBudget> {
    return this.budgets.change(actor, params.id, body, version);
  }

  @Contract(removeBudget)
  async remove(
    @Input() { params }: InputOf<typeof removeBudget>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.budgets.remove(actor, params.id);
  }
}
