import { Controller } from '@nestjs/common';
import {
  applyForSample,
  withdrawFromTest,
  writeOpinion,
  type Comment,
  type TestOfPost,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { Opinions } from './opinions.ts';
import { OwnTests } from './own-tests.ts';
import { ProductTestPart } from './product-test-part.ts';

@Controller()
export class OwnTestsController {
  constructor(
    private readonly own: OwnTests,
    private readonly shown: ProductTestPart,
    private readonly opinions: Opinions,
  ) {}

  @Contract(applyForSample)
  async apply(
    @Input() { params }: InputOf<typeof applyForSample>,
    @CurrentMember() memberId: string,
  ): Promise<TestOfPost> {
    await this.own.apply(memberId, params.id);
    return this.shown.one(memberId, params.id);
  }

  @Contract(withdrawFromTest)
  async withdraw(
    @Input() { params }: InputOf<typeof withdrawFromTest>,
    @CurrentMember() memberId: string,
    @CurrentActor() actor: Actor,
  ): Promise<TestOfPost> {
    await this.own.withdraw(actor, memberId, params.id);
    return this.shown.one(memberId, params.id);
  }

  @Contract(writeOpinion)
  async write(
    @Input() { params, body }: InputOf<typeof writeOpinion>,
    @CurrentMember() memberId: string,
  ): Promise<Comment> {
    return this.opinions.write(memberId, params.id, body);
  }
}
