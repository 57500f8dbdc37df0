import { Injectable } from '@nestjs/common';
import type { TimelineEntry } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { textDetails, TimelineSources, type TimelineSlice, type TimelineSource } from '../members/index.ts';
import { MemberChallengesRepository } from './member-challenges.repository.ts';

/** Timeline entries of challenges: cards that were filled, and those that a return took back. */
@Injectable()
export class ChallengesOfMembers implements TimelineSource {
  readonly name = 'challenges';

  constructor(
    timelines: TimelineSources,
    private readonly challenges: MemberChallengesRepository,
  ) {
    timelines.register(this);
  }

  async timeline(memberId: string, slice: TimelineSlice): Promise<readonly TimelineEntry[]> {
    const rows = await this.challenges.timeline(memberId, slice);
    return rows.map(({ id, at, filled, name }) => ({
      id,
      at: toInstant(at),
      kind: filled ? 'challenge.filled' : 'challenge.withdrawn',
      points: null,
      amount: null,
      subject: null,
      details: textDetails('challenge', name),
    }));
  }
}
