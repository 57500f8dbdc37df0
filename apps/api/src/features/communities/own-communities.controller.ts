import { Controller } from '@nestjs/common';
import {
  getNickname,
  getOwnCommunity,
  hearCommunity,
  joinCommunity,
  leaveCommunity,
  listOwnCommunities,
  setNickname,
  type Nickname,
  type OwnCommunity,
  type ReplyOf,
} from '@regulars/contracts';
import { Contract, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { Nicknames } from './nicknames.ts';
import { OwnCommunities } from './own-communities.ts';

@Controller()
export class OwnCommunitiesController {
  constructor(
    private readonly own: OwnCommunities,
    private readonly nicknames: Nicknames,
  ) {}

  @Contract(listOwnCommunities)
  async list(@CurrentMember() memberId: string): Promise<ReplyOf<typeof listOwnCommunities>> {
    return { data: await this.own.list(memberId), cursor: { next: null } };
  }

  @Contract(getOwnCommunity)
  async get(
    @Input() { params }: InputOf<typeof getOwnCommunity>,
    @CurrentMember() memberId: string,
  ): Promise<OwnCommunity> {
    return this.own.one(memberId, params.id);
  }

  @Contract(joinCommunity)
  async join(
    @Input() { params, body }: InputOf<typeof joinCommunity>,
    @CurrentMember() memberId: string,
  ): Promise<OwnCommunity> {
    return this.own.join(memberId, params.id, body);
  }

  @Contract(hearCommunity)
  async hear(
    @Input() { params, body }: InputOf<typeof hearCommunity>,
    @CurrentMember() memberId: string,
  ): Promise<OwnCommunity> {
    return this.own.hear(memberId, params.id, body);
  }

  @Contract(leaveCommunity)
  async leave(
    @Input() { params }: InputOf<typeof leaveCommunity>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    return this.own.leave(memberId, params.id);
  }

  @Contract(getNickname)
  async nickname(@CurrentMember() memberId: string): Promise<Nickname> {
    return this.nicknames.of(memberId);
  }

  @Contract(setNickname)
  async choose(
    @Input() { body }: InputOf<typeof setNickname>,
    @CurrentMember() memberId: string,
  ): Promise<Nickname> {
    return this.nicknames.choose(memberId, body);
  }
}
