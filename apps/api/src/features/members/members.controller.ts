import { Controller } from '@nestjs/common';
import {
  createMember,
  getMember,
  listMembers,
  memberTimeline,
  updateMe,
  updateMember,
  type Member,
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
import { Enrolment } from './enrolment.ts';
import { MemberList } from './member-list.ts';
import { MemberView } from './member-view.ts';
import { Members } from './members.ts';
import { Profiles } from './profiles.ts';
import { Timeline } from './timeline.ts';

@Controller()
export class MembersController {
  constructor(
    private readonly members: Members,
    private readonly enrolment: Enrolment,
    private readonly memberList: MemberList,
    private readonly profiles: Profiles,
    private readonly timelines: Timeline,
    private readonly view: MemberView,
  ) {}

  @Contract(createMember)
  async create(
    @Input() { body }: InputOf<typeof createMember>,
    @CurrentActor() actor: Actor,
  ): Promise<Member> {
    return this.view.show(await this.enrolment.enrol(actor, body));
  }

  @Contract(listMembers)
  async list(
    @Input() { query }: InputOf<typeof listMembers>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listMembers>> {
    return this.memberList.search(actor, query);
  }

  @Contract(getMember)
  async show(@Input() { params }: InputOf<typeof getMember>): Promise<Member> {
    return this.view.show(await this.members.byId(params.id));
  }

  @Contract(updateMember)
  async change(
    @Input() { params, body }: InputOf<typeof updateMember>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Member> {
    return this.view.show(await this.profiles.change(actor, params.id, body, version));
  }

  @Contract(memberTimeline)
  async timeline(
    @Input() { params, query }: InputOf<typeof memberTimeline>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof memberTimeline>> {
    const { id } = await this.members.byId(params.id);
    return this.timelines.of(actor, id, query);
  }

  @Contract(updateMe)
  async changeOwn(
    @Input() { body }: InputOf<typeof updateMe>,
    @CurrentMember() memberId: string,
    @ExpectedVersion() version: number,
  ): Promise<Member> {
    return this.view.show(await this.profiles.changeOwn(memberId, body, version));
  }
}
