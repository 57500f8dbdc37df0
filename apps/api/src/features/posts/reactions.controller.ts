import { Controller } from '@nestjs/common';
import {
  reactToComment,
  reactToPost,
  takeBackCommentReaction,
  takeBackPostReaction,
  type Reactions as Shown,
} from '@regulars/contracts';
import { Contract, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { Reactions } from './reactions.ts';

@Controller()
export class ReactionsController {
  constructor(private readonly reactions: Reactions) {}

  @Contract(reactToPost)
  async toPost(
    @Input() { params }: InputOf<typeof reactToPost>,
    @CurrentMember() memberId: string,
  ): Promise<Shown> {
    return this.reactions.add(memberId, { kind: 'post', id: params.id }, params.kind);
  }

  @Contract(takeBackPostReaction)
  async fromPost(
    @Input() { params }: InputOf<typeof takeBackPostReaction>,
    @CurrentMember() memberId: string,
  ): Promise<Shown> {
    return this.reactions.takeBack(memberId, { kind: 'post', id: params.id }, params.kind);
  }

  @Contract(reactToComment)
  async toComment(
    @Input() { params }: InputOf<typeof reactToComment>,
    @CurrentMember() memberId: string,
  ): Promise<Shown> {
    return this.reactions.add(memberId, { kind: 'comment', id: params.id }, params.kind);
  }

  @Contract(takeBackCommentReaction)
  async fromComment(
    @Input() { params }: InputOf<typeof takeBackCommentReaction>,
    @CurrentMember() memberId: string,
  ): Promise<Shown> {
    return this.reactions.takeBack(memberId, { kind: 'comment', id: params.id }, params.kind);
  }
}
