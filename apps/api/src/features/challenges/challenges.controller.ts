import { Controller } from '@nestjs/common';
import {
  createChallenge,
  getChallenge,
  listBadges,
  listChallenges,
  listMemberBadges,
  listMemberChallenges,
  listOwnBadges,
  listOwnChallenges,
  listPurchaseChallenges,
  updateChallenge,
  type Challenge,
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
import { Badges } from './badges.ts';
import { Challenges } from './challenges.ts';
import { MemberChallenges } from './member-challenges.ts';

@Controller()
export class ChallengesController {
  constructor(
    private readonly challenges: Challenges,
    private readonly members: MemberChallenges,
    private readonly badges: Badges,
  ) {}

  @Contract(listChallenges)
  async list(@Input() { query }: InputOf<typeof listChallenges>): Promise<ReplyOf<typeof listChallenges>> {
    return this.challenges.list(query);
  }

  @Contract(listBadges)
  async listBadges(): Promise<ReplyOf<typeof listBadges>> {
    return { data: await this.badges.all(), cursor: { next: null } };
  }

  @Contract(createChallenge)
  async create(
    @Input() { body }: InputOf<typeof createChallenge>,
    @CurrentActor() actor: Actor,
  ): Promise<Challenge> {
    return this.challenges.create(actor, body);
  }

  @Contract(getChallenge)
  async get(@Input() { params }: InputOf<typeof getChallenge>): Promise<Challenge> {
    return this.challenges.find(params.id);
  }

  @Contract(updateChallenge)
  async update(
    @Input() { params, body }: InputOf<typeof updateChallenge>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Challenge> {
    return this.challenges.change(actor, params.id, body, version);
  }

  @Contract(listOwnChallenges)
  async own(@CurrentMember() memberId: string): Promise<ReplyOf<typeof listOwnChallenges>> {
    return { data: await this.members.of(memberId), cursor: { next: null } };
  }

  @Contract(listMemberChallenges)
  async ofMember(
    @Input() { params }: InputOf<typeof listMemberChallenges>,
  ): Promise<ReplyOf<typeof listMemberChallenges>> {
    return { data: await this.members.ofMember(params.id), cursor: { next: null } };
  }

  @Contract(listPurchaseChallenges)
  async ofPurchase(
    @Input() { params }: InputOf<typeof listPurchaseChallenges>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listPurchaseChallenges>> {
    return { data: await this.members.ofPurchase(actor, params.id), cursor: { next: null } };
  }

  @Contract(listOwnBadges)
  async ownBadges(@CurrentMember() memberId: string): Promise<ReplyOf<typeof listOwnBadges>> {
    return { data: await this.badges.of(memberId), cursor: { next: null } };
  }

  @Contract(listMemberBadges)
  async badgesOf(
    @Input() { params }: InputOf<typeof listMemberBadges>,
  ): Promise<ReplyOf<typeof listMemberBadges>> {
    return { data: await this.badges.ofMember(params.id), cursor: { next: null } };
  }
}
