import { Controller } from '@nestjs/common';
import {
  createReward,
  getReward,
  listMemberRewards,
  listOwnRewards,
  listRewards,
  updateReward,
  type ReplyOf,
  type Reward,
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
import { Reader, type Wording } from '../club/index.ts';
import { OfferedRewards } from './offered-rewards.ts';
import type { RewardRecord } from './reward.ts';
import { RewardsService } from './rewards.service.ts';

@Controller()
export class RewardsController {
  constructor(
    private readonly rewards: RewardsService,
    private readonly offers: OfferedRewards,
    private readonly reader: Reader,
  ) {}

  @Contract(listRewards)
  async list(@Input() { query }: InputOf<typeof listRewards>): Promise<ReplyOf<typeof listRewards>> {
    const wording = await this.reader.wording();
    const list = await this.rewards.list(query, wording.of);
    return { ...list, data: list.data.map((reward) => categorised(reward, wording)) };
  }

  @Contract(createReward)
  async create(
    @Input() { body }: InputOf<typeof createReward>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof createReward>> {
    const category = await this.reader.texts(body.category);
    return this.#said(this.rewards.create(actor, { ...body, category }));
  }

  @Contract(getReward)
  async find(@Input() { params }: InputOf<typeof getReward>): Promise<ReplyOf<typeof getReward>> {
    return this.#said(this.rewards.find(params.id));
  }

  @Contract(updateReward)
  async change(
    @Input() { params, body }: InputOf<typeof updateReward>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<ReplyOf<typeof updateReward>> {
    const { category, ...patch } = body;
    const moved = category === undefined ? {} : { category: await this.reader.texts(category) };
    return this.#said(this.rewards.change(actor, params.id, { ...patch, ...moved }, version));
  }

  @Contract(listOwnRewards)
  async offered(@CurrentMember() memberId: string): Promise<ReplyOf<typeof listOwnRewards>> {
    return this.#offeredTo(memberId);
  }

  @Contract(listMemberRewards)
  async offeredTo(
    @Input() { params }: InputOf<typeof listMemberRewards>,
  ): Promise<ReplyOf<typeof listMemberRewards>> {
    return this.#offeredTo(params.id);
  }

  async #offeredTo(memberId: string): Promise<ReplyOf<typeof listOwnRewards>> {
    const wording = await this.reader.wording();
    const offered = await this.offers.to(memberId);
    const data = offered.map((reward) => ({ ...reward, category: wording.of(reward.category) }));
    return { data, cursor: { next: null } };
  }

  async #said(reward: Promise<RewardRecord>): Promise<Reward> {
    return categorised(await reward, await this.reader.wording());
  }
}

const categorised = (reward: RewardRecord, wording: Wording): Reward => ({
  ...reward,
  category: wording.of(reward.category),
  categoryTexts: reward.category,
});
