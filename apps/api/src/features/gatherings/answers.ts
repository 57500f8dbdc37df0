import { Injectable } from '@nestjs/common';
import type { answerGathering, BodyOf } from '@regulars/contracts';
import { seatFor, takesAnswers } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { AttendancesRepository, type AttendanceRow } from './attendances.repository.ts';
import { freePlaces, timesOf, type GatheringRow } from './gathering.ts';
import { GatheringEvents } from './gathering-events.ts';
import { GatheringsRepository } from './gatherings.repository.ts';
import { Seats } from './seats.ts';

type Said = BodyOf<typeof answerGathering>;

/** Members say whether they come. One after the other for each gathering, so places and order are right. */
@Injectable()
export class Answers {
  constructor(
    private readonly gatherings: GatheringsRepository,
    private readonly attendances: AttendancesRepository,
    private readonly seats: Seats,
    private readonly events: GatheringEvents,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`, `answers-closed`, `members-of-community-only`. */
  async give(memberId: string, id: string, said: Said): Promise<void> {
    await this.transactions.run(async () => {
      const gathering = await this.gatherings.lock(id);
      if (!gathering) throw new ClubError('not-found');
      const before = await this.attendances.find(id, memberId);
      // A member who was checked in cannot say that they did not come.
      if (before?.state === 'came') return;
      if (said.answer === 'declined') await this.#decline(gathering, memberId, before);
      else await this.#come(gathering, memberId, { before, mails: said.mails });
    });
  }

  async #come(
    gathering: GatheringRow,
    memberId: string,
    { before, mails }: { before: AttendanceRow | undefined; mails: boolean },
  ): Promise<void> {
    if (before?.state === 'going' || before?.state === 'waiting')
      return this.attendances.setMails(before.id, mails);
    if (!takesAnswers(timesOf(gathering), this.clock.now())) throw new ClubError('answers-closed');
    // Asked under the lock: who leaves at the same moment comes before or after, never between.
    if (!(await this.seats.mayCome(memberId, gathering.communityId)))
      throw new ClubError('members-of-community-only');
    // Places may be free while some wait whose right ended.
    await this.seats.fill(gathering);
    const figures = (await this.attendances.figuresOf([gathering.id]))(gathering.id);
    const state = seatFor(freePlaces(gathering, figures), figures.waiting);
    await this.attendances.answer(gathering.id, memberId, { state, mails, at: this.clock.date() });
    await this.events.answered(gathering, [memberId], state);
  }

  /** Until the end: better late than a place that stays empty. */
  async #decline(
    gathering: GatheringRow,
    memberId: string,
    before: AttendanceRow | undefined,
  ): Promise<void> {
    if (before?.state === 'declined') return;
    if (gathering.state !== 'planned' || gathering.endsAt <= this.clock.date())
      throw new ClubError('answers-closed');
    const answer = { state: 'declined' as const, mails: false, at: this.clock.date() };
    await this.attendances.answer(gathering.id, memberId, answer);
    await this.events.answered(gathering, [memberId], 'declined');
    if (before?.state === 'going') await this.seats.fill(gathering);
  }
}
