import { Injectable } from '@nestjs/common';
import { tierReviewAt } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ClubSettings } from '../club/index.ts';
import { Points } from '../points/index.ts';
import { StandingsRepository, type MemberStanding } from './standings.repository.ts';
import { eventsOf, rowsOf, type TierChange, type TierChangeReason } from './tier-changes.ts';
import { Tiers } from './tiers.ts';

export const raiseTiersJob = 'raise-tiers';
const batch = 500;
/** When members come again whose wallet was held. */
const againAfterSeconds = 3;

interface Raising {
  /** All members when absent. */
  readonly members?: readonly string[];
}

/** Decides tiers anew where no posting does it: when a period is over, and when the ladder changed. */
@Injectable()
export class TierReviews {
  constructor(
    private readonly standings: StandingsRepository,
    private readonly tiers: Tiers,
    private readonly points: Points,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {
    // Every hour: wherever the club's midnight lies, who was reviewed since is not due.
    jobs.register({ name: 'review-tiers', cron: '1 * * * *', run: () => this.review() });
    jobs.register({ name: raiseTiersJob, run: (data) => this.raise((data as Raising).members) });
  }

  /**
   * Gives every member whose review is due the tier that the credit earns, up or down. Whose wallet somebody holds stays
   * due for the next time.
   */
  async review(): Promise<void> {
    const { timeZone, points } = await this.club.current();
    const now = this.clock.now();
    const { dueBefore, periods } = tierReviewAt(points.qualifyingPeriod, now, timeZone);
    let after: string | null = null;
    const reviewSome = async (): Promise<boolean> => {
      const some = await this.standings.dueForReview(dueBefore, after, batch);
      const due = await this.points.lockFree(some);
      const ladder = await this.tiers.ladder();
      const reviewed = await this.standings.reviewed(due, periods);
      await this.#change(reviewed, 'period-ended', ({ credit }) => ladder.earned(credit));
      await this.standings.markReviewed(due, this.clock.date());
      after = some.at(-1) ?? null;
      return some.length === batch;
    };
    while (await this.transactions.run(reviewSome));
  }

  /**
   * Lifts every member whose credit reaches a higher tier of the ladder as it is now. Lowers nobody. Whose wallet
   * somebody holds comes again in a job of their own.
   */
  async raise(wanted: readonly string[] | null = null): Promise<void> {
    const ladder = await this.tiers.ladder();
    const period = await this.tiers.period(this.clock.now());
    const left: string[] = [];
    let after: string | null = null;
    const raiseSome = async (): Promise<boolean> => {
      const members = await this.standings.withCredit(after, batch, wanted);
      // Postings change tiers under the lock of the wallet; who decides beside them holds it too.
      const free = await this.points.lockFree(members);
      const rows = await this.standings.standings(free, period);
      await this.#change(
        rows,
        'ladder-changed',
        ({ tierId, credit }) => ladder.reached(tierId, credit) ?? ladder.current(tierId),
      );
      left.push(...members.filter((id) => !free.includes(id)));
      after = members.at(-1) ?? null;
      return members.length === batch;
    };
    while (await this.transactions.run(raiseSome));
    if (left.length > 0) await this.jobs.enqueue(raiseTiersJob, { members: left }, againAfterSeconds);
  }

  async #change(
    standings: readonly MemberStanding[],
    reason: TierChangeReason,
    decide: (standing: MemberStanding) => TierChange['to'],
  ): Promise<void> {
    const ladder = await this.tiers.ladder();
    const at = this.clock.now();
    const changes = standings.flatMap((standing): TierChange[] => {
      const { memberId, tierId, credit } = standing;
      const from = ladder.current(tierId);
      const to = decide(standing);
      return from?.id === to?.id ? [] : [{ memberId, at, from, to, status: credit, reason }];
    });
    if (changes.length === 0) return;
    await this.standings.change(rowsOf(changes));
    await this.outbox.append(eventsOf(changes));
  }
}
