import { Controller } from '@nestjs/common';
import { getAnswer, pinOwnPost, pinPost, setAnswer, type Comment } from '@regulars/contracts';
import type { Actor } from '../../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  CurrentMember,
  Input,
  type InputOf,
} from '../../../platform/http/contract.ts';
import { Answers } from './answers.ts';
import { PostPins } from './post-pins.ts';

@Controller()
export class MarksController {
  constructor(
    private readonly answers: Answers,
    private readonly pins: PostPins,
  ) {}

  @Contract(getAnswer)
  async answer(
    @Input() { params }: InputOf<typeof getAnswer>,
    @CurrentMember() memberId: string,
  ): Promise<Comment> {
    return this.answers.of(memberId, params.id);
  }

  @Contract(setAnswer)
  async setAnswer(
    @Input() { params, body }: InputOf<typeof setAnswer>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    await this.answers.set(memberId, params.id, body.commentId);
  }

  @Contract(pinOwnPost)
  async pinOwn(
    @Input() { params, body }: InputOf<typeof pinOwnPost>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    await this.pins.byModerator(memberId, params.id, body.pinned);
  }

  @Contract(pinPost)
  async pin(@Input() { params, body }: InputOf<typeof pinPost>, @CurrentActor() actor: Actor): Promise<void> {
    await this.pins.byManager(actor, params.id, body.pinned);
  }
}
