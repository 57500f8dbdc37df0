import { Controller } from '@nestjs/common';
import { getMemberTags, listMemberTags, setMemberTags, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { MemberTags } from './tags.ts';

@Controller()
export class TagsController {
  constructor(private readonly tags: MemberTags) {}

  @Contract(getMemberTags)
  async show(@Input() { params }: InputOf<typeof getMemberTags>): Promise<ReplyOf<typeof getMemberTags>> {
    return { tags: await this.tags.of(params.id) };
  }

  @Contract(setMemberTags)
  async set(
    @Input() { params, body }: InputOf<typeof setMemberTags>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof setMemberTags>> {
    return { tags: await this.tags.set(actor, params.id, body.tags) };
  }

  @Contract(listMemberTags)
  async inUse(): Promise<ReplyOf<typeof listMemberTags>> {
    return { data: await this.tags.inUse(), cursor: { next: null } };
  }
}
