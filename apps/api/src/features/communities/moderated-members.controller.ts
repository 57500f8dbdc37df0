import { Controller } from '@nestjs/common';
import {
  inviteToCommunity,
  listCommunityDirectory,
  listModeratedMembers,
  setModeratedMember,
  type ModeratedMember,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { CommunityDirectory } from './community-directory.ts';
import { ModeratedMembers } from './moderated-members.ts';

/** What owners and moderators, who are members themselves, see and decide. */
@Controller()
export class ModeratedMembersController {
  constructor(
    private readonly members: ModeratedMembers,
    private readonly directory: CommunityDirectory,
  ) {}

  @Contract(listCommunityDirectory)
  async listed(
    @Input() { params, query }: InputOf<typeof listCommunityDirectory>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listCommunityDirectory>> {
    return this.directory.list(memberId, params.id, query);
  }

  @Contract(listModeratedMembers)
  async list(
    @Input() { params, query }: InputOf<typeof listModeratedMembers>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listModeratedMembers>> {
    return this.members.list(memberId, params.id, query);
  }

  @Contract(setModeratedMember)
  async set(
    @Input() { params, body }: InputOf<typeof setModeratedMember>,
    @CurrentActor() actor: Actor,
    @CurrentMember() memberId: string,
  ): Promise<ModeratedMember> {
    return this.members.set({ actor, memberId }, params.id, params.memberId, body);
  }

  @Contract(inviteToCommunity)
  async invite(
    @Input() { params, body }: InputOf<typeof inviteToCommunity>,
    @CurrentActor() actor: Actor,
    @CurrentMember() memberId: string,
  ): Promise<ModeratedMember> {
    return this.members.invite({ actor, memberId }, params.id, body.nickname);
  }
}
