import { Controller } from '@nestjs/common';
import {
  createCommunity,
  getCommunity,
  listCommunities,
  listCommunityMembers,
  replaceCommunity,
  setCommunityMember,
  type Community,
  type CommunityMember,
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
import { Communities } from './communities.ts';
import { CommunityMembers } from './community-members.ts';

@Controller()
export class CommunitiesController {
  constructor(
    private readonly communities: Communities,
    private readonly members: CommunityMembers,
  ) {}

  @Contract(listCommunities)
  async list(@Input() { query }: InputOf<typeof listCommunities>): Promise<ReplyOf<typeof listCommunities>> {
    return this.communities.list(query);
  }

  @Contract(createCommunity)
  async create(
    @Input() { body }: InputOf<typeof createCommunity>,
    @CurrentActor() actor: Actor,
  ): Promise<Community> {
    return this.communities.create(actor, body);
  }

  @Contract(getCommunity)
  async get(@Input() { params }: InputOf<typeof getCommunity>): Promise<Community> {
    return this.communities.find(params.id);
  }

  @Contract(replaceCommunity)
  async replace(
    @Input() { params, body }: InputOf<typeof replaceCommunity>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Community> {
    return this.communities.replace(actor, params.id, body, version);
  }

  @Contract(listCommunityMembers)
  async listMembers(
    @Input() { params, query }: InputOf<typeof listCommunityMembers>,
  ): Promise<ReplyOf<typeof listCommunityMembers>> {
    return this.members.list(params.id, query);
  }

  @Contract(setCommunityMember)
  async setMember(
    @Input() { params, body }: InputOf<typeof setCommunityMember>,
    @CurrentActor() actor: Actor,
  ): Promise<CommunityMember> {
    return this.members.set(actor, params.id, params.memberId, body);
  }
}
