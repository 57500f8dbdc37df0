import { Controller } from '@nestjs/common';
import {
  getInterestFigures,
  getInterestSettings,
  getMemberInterests,
  listMemberInterests,
  setInterestSettings,
  type InterestFigures,
  type InterestSettings as ShownSettings,
  type MemberInterests as ShownInterests,
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
import { InterestSettings } from './interest-settings.ts';
import { ListedInterests } from './listed-interests.ts';
import { MemberInterests } from './member-interests.ts';

@Controller()
export class InterestsController {
  constructor(
    private readonly settings: InterestSettings,
    private readonly interests: MemberInterests,
    private readonly listed: ListedInterests,
  ) {}

  @Contract(getInterestSettings)
  async showSettings(): Promise<ShownSettings> {
    return this.settings.show();
  }

  @Contract(setInterestSettings)
  async chooseSettings(
    @Input() { body }: InputOf<typeof setInterestSettings>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<ShownSettings> {
    return this.settings.choose(actor, body, version);
  }

  @Contract(getInterestFigures)
  async count(): Promise<InterestFigures> {
    return this.listed.count();
  }

  @Contract(listMemberInterests)
  async list(
    @Input() { query }: InputOf<typeof listMemberInterests>,
  ): Promise<ReplyOf<typeof listMemberInterests>> {
    return this.listed.list(query);
  }

  @Contract(getMemberInterests)
  async ofMember(@Input() { params }: InputOf<typeof getMemberInterests>): Promise<ShownInterests> {
    return this.interests.of(params.id);
  }
}
