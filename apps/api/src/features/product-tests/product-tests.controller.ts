import { Controller } from '@nestjs/common';
import {
  createProductTest,
  drawProductTest,
  endProductTest,
  getProductTest,
  listProductTests,
  listTestApplications,
  listTestOpinions,
  type ProductTest,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Draws } from './draws.ts';
import { ProductTests } from './product-tests.ts';
import { TestLists } from './test-lists.ts';

@Controller()
export class ProductTestsController {
  constructor(
    private readonly tests: ProductTests,
    private readonly draws: Draws,
    private readonly lists: TestLists,
  ) {}

  @Contract(listProductTests)
  async list(
    @Input() { params, query }: InputOf<typeof listProductTests>,
  ): Promise<ReplyOf<typeof listProductTests>> {
    return this.lists.tests(params.id, query);
  }

  @Contract(createProductTest)
  async create(
    @Input() { params, body }: InputOf<typeof createProductTest>,
    @CurrentActor() actor: Actor,
  ): Promise<ProductTest> {
    return this.tests.create(actor, params.id, body);
  }

  @Contract(getProductTest)
  async get(@Input() { params }: InputOf<typeof getProductTest>): Promise<ProductTest> {
    return this.tests.find(params.id);
  }

  @Contract(drawProductTest)
  async draw(
    @Input() { params }: InputOf<typeof drawProductTest>,
    @CurrentActor() actor: Actor,
  ): Promise<ProductTest> {
    await this.draws.draw(actor, params.id);
    return this.tests.find(params.id);
  }

  @Contract(endProductTest)
  async end(
    @Input() { params }: InputOf<typeof endProductTest>,
    @CurrentActor() actor: Actor,
  ): Promise<ProductTest> {
    return this.tests.end(actor, params.id);
  }

  @Contract(listTestApplications)
  async applications(
    @Input() { params, query }: InputOf<typeof listTestApplications>,
  ): Promise<ReplyOf<typeof listTestApplications>> {
    return this.lists.applications(params.id, query);
  }

  @Contract(listTestOpinions)
  async opinions(
    @Input() { params, query }: InputOf<typeof listTestOpinions>,
  ): Promise<ReplyOf<typeof listTestOpinions>> {
    return this.lists.opinions(params.id, query);
  }
}
