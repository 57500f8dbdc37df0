import { Controller } from '@nestjs/common';
import {
  createReward,
  getReward,
  listOwnRewards,
  listRewards,
  updateReward,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  CurrentMember,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { RewardsService } from './rewards.service.ts';

@Controller()
export class RewardsController {
  constructor(private readonly rewards: RewardsService) {}

  @Contract(listRewards)
  async list(@Input() { query }: InputOf<typeof listRewards>): Promise<ReplyOf<typeof listRewards>> {
    return this.rewards.list(query);
  }

  @Contract(createReward)
  async create(
    @Input() { body }: InputOf<typeof createReward>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof createReward>> {
    return this.rewards.create(actor, body);
  }

  @Contract(getReward)
  async find(@Input() { params }: InputOf<typeof getReward>): Promise<ReplyOf<typeof getReward>> {
    return this.rewards.find(params.id);
  }

  @Contract(updateReward)
  async change(
    @Input() { params, body }: InputOf<typeof updateReward>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<ReplyOf<typeof updateReward>> {
    return this.rewards.change(actor, params.id, body, version);
  }

  @Contract(listOwnRewards)
  async offered(@CurrentMember() memberId: string): Promise<ReplyOf<typeof listOwnRewards>> {
    return { data: await this.rewards.offeredTo(memberId), cursor: { next: null } };
  }
}
