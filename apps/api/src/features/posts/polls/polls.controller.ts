import { Controller } from '@nestjs/common';
import { castVote, type Poll } from '@regulars/contracts';
import { Contract, CurrentMember, Input, type InputOf } from '../../../platform/http/contract.ts';
import { Polls } from './polls.ts';

@Controller()
export class PollsController {
  constructor(private readonly polls: Polls) {}

  @Contract(castVote)
  async vote(
    @Input() { params, body }: InputOf<typeof castVote>,
    @CurrentMember() memberId: string,
  ): Promise<Poll> {
    return this.polls.vote(memberId, params.id, body.choices);
  }
}
