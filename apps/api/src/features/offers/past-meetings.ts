import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox, type ClubEvent, type Origin } from '../../platform/events/outbox.ts';
import { AssignmentsRepository, type PastAssignment } from './assignments.repository.ts';
import { assigned } from './met-offers.ts';
import type { OfferRow } from './offer.ts';
import { OffersRepository } from './offers.repository.ts';

/** A member who met an offer in the past. */
export interface PastMeeting {
  readonly offerId: string;
  readonly memberId: string;
  readonly at: Instant;
  readonly met: PastAssignment['met'];
  /** Null for one who has not looked at it. Counts only for members who are not held out. */
  readonly seenAt: Instant | null;
  readonly openedAt: Instant | null;
  readonly activatedAt: Instant | null;
}

const steps = [
  ['offer.seen', 'seenAt'],
  ['offer.opened', 'openedAt'],
  ['offer.activated', 'activatedAt'],
] as const;

/** Past meetings of members and offers, many in one call. The caller says who was in the audience then. */
@Injectable()
export class PastMeetings {
  constructor(
    private readonly offers: OffersRepository,
    private readonly assignments: AssignmentsRepository,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  /** The arm of each member is the one that it would be today. What is known already stays. */
  async meetMany(meetings: readonly PastMeeting[], origin: Origin): Promise<void> {
    if (meetings.length === 0) return;
    const rows = await this.offers.some([...new Set(meetings.map(({ offerId }) => offerId))]);
    const byId = new Map(rows.map((offer) => [offer.id, offer]));
    const assignments = meetings.map((meeting) => assignmentOf(meeting, byId.get(meeting.offerId)));
    await this.transactions.run(async () => {
      const added = await this.assignments.addPast(assignments);
      await this.outbox.append(added.flatMap(eventsOf), origin);
    });
  }
}

const assignmentOf = (meeting: PastMeeting, offer: OfferRow | undefined): PastAssignment => {
  if (!offer) throw new ClubError('not-found', 'No such offer');
  const { memberId, at, met, seenAt, openedAt, activatedAt } = meeting;
  const assignment = assigned(offer, memberId);
  const done = (moment: Instant | null): string | null =>
    assignment.arm === 'offered' && moment !== null ? isoOf(moment) : null;
  return {
    ...assignment,
    member_id: memberId,
    assigned_at: isoOf(at),
    met,
    seen_at: done(seenAt),
    opened_at: done(openedAt),
    activated_at: done(activatedAt),
  };
};

const eventsOf = ({
  offerId,
  memberId,
  version,
  ...moments
}: Awaited<ReturnType<AssignmentsRepository['addPast']>>[number]): ClubEvent[] =>
  steps.flatMap(([name, moment]) => {
    const at = moments[moment];
    return at ? [{ name, memberId, data: { offerId, version }, at: at.getTime() }] : [];
  });
