import { Controller } from '@nestjs/common';
import {
  createDiscountCategory,
  listDiscountCategories,
  removeDiscountCategory,
  updateDiscountCategory,
  type DiscountCategory,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { DiscountCategories } from './discount-categories.ts';

@Controller()
export class DiscountCategoriesController {
  constructor(private readonly categories: DiscountCategories) {}

  @Contract(listDiscountCategories)
  async list(
    @Input() { query }: InputOf<typeof listDiscountCategories>,
  ): Promise<ReplyOf<typeof listDiscountCategories>> {
    return this.categories.list(query);
  }

  @Contract(createDiscountCategory)
  async create(
    @Input() { body }: InputOf<typeof createDiscountCategory>,
    @CurrentActor() actor: Actor,
  ): Promise<DiscountCategory> {
    return this.categories.create(actor, body);
  }

  @Contract(updateDiscountCategory)
  async update(
    @Input() { params, body }: InputOf<typeof updateDiscountCategory>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<DiscountCategory> {
    return this.categories.change(actor, params.id, body, version);
  }

  @Contract(removeDiscountCategory)
  async remove(
    @Input() { params }: InputOf<typeof removeDiscountCategory>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.categories.remove(actor, params.id);
  }
}
