import { Injectable } from '@nestjs/common';
import type { BodyOf, checkIn } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Cards } from '../cards/index.ts';
import { Members } from '../members/index.ts';

/** Finds the member at the door: by card, as the till reads it, or by the list. */
@Injectable()
export class Guests {
  constructor(
    private readonly cards: Cards,
    private readonly members: Members,
  ) {}

  /** Throws, with pointers, what `Cards.resolve` throws, `not-found` and `member-not-active`. */
  async find({ code, memberId }: BodyOf<typeof checkIn>): Promise<string> {
    if (code !== undefined) return (await this.cards.resolve(code)).memberId;
    const pointer = '/memberId';
    const [member] = await this.members.byIds([memberId ?? '']);
    if (!member) throw ClubError.field('not-found', pointer, 'no such member');
    if (member.status !== 'active')
      throw ClubError.field('member-not-active', pointer, 'this membership is not active');
    return member.id;
  }
}
