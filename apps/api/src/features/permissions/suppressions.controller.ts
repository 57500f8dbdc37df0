import { Controller } from '@nestjs/common';
import {
  addSuppression,
  checkSuppression,
  listSuppressions,
  removeSuppression,
  type ReplyOf,
  type Suppression,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { SuppressionList } from './suppression-list.ts';

@Controller()
export class SuppressionsController {
  constructor(private readonly suppressions: SuppressionList) {}

  @Contract(listSuppressions)
  async list(
    @Input() { query }: InputOf<typeof listSuppressions>,
  ): Promise<ReplyOf<typeof listSuppressions>> {
    return this.suppressions.list(query);
  }

  @Contract(addSuppression)
  async add(
    @Input() { body }: InputOf<typeof addSuppression>,
    @CurrentActor() actor: Actor,
  ): Promise<Suppression> {
    return this.suppressions.add(actor, body);
  }

  @Contract(checkSuppression)
  async check(
    @Input() { body }: InputOf<typeof checkSuppression>,
  ): Promise<ReplyOf<typeof checkSuppression>> {
    return { suppression: await this.suppressions.check(body) };
  }

  @Contract(removeSuppression)
  async remove(
    @Input() { params, query }: InputOf<typeof removeSuppression>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.suppressions.remove(actor, params.id, query);
  }
}
