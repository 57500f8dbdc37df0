import { Injectable } from '@nestjs/common';
import type { Instant } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Origin } from '../../platform/events/outbox.ts';
import { Pace } from '../../platform/jobs/pace.ts';
import { Points } from '../points/index.ts';
import type { TierReason } from '@regulars/contracts';
import type { AskedPeriod } from './asked-period.ts';
import { heldOf } from './ladder.ts';
import { StandingsRepository, type MaybeDue, type MemberStanding } from './standings.repository.ts';
import { isBelow } from './tier-changes.ts';
import { TierMoves } from './tier-moves.ts';
import type { ReviewTerms } from './tier-periods.ts';
import { Tiers } from './tiers.ts';

/** Members who are looked at in one statement, without a lock. */
const page = 5000;
/** Members whose wallets are locked at once, at most. */
const batch = 500;

/** Reviews tiers when no posting does it: after a period ends, and after the ladder changes. */
@Injectable()
export class TierReviews {
  constructor(
    private readonly standings: StandingsRepository,
    private readonly moves: TierMoves,
    private readonly tiers: Tiers,
    private readonly points: Points,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Moves every member with a due review to the tier that the credit earns, up or down. Members with a locked wallet
   * stay due for the next run.
   */
  async review(): Promise<void> {
    const terms = await this.tiers.reviewAt(this.clock.now());
    const pace = new Pace(batch);
    const look = (after: MaybeDue | null): Promise<MaybeDue[]> => this.standings.maybeDue(terms, after, page);
    for (let some = await look(null); some.length > 0; some = await look(some.at(-1) ?? null))
      await pace.pages(
        some.filter(({ isDue }) => isDue),
        (asked) => this.transactions.run(() => this.#reviewSome(asked, terms)),
      );
  }

  async #reviewSome(asked: readonly MaybeDue[], terms: ReviewTerms): Promise<void> {
    const { now, periods, measure, downgrade, holds } = terms;
    const free = new Set(await this.points.lockFree(asked.map(({ memberId }) => memberId)));
    // Another run may have reviewed some of them before this one had the locks.
    const due = await this.standings.notReviewed(asked.filter(({ memberId }) => free.has(memberId)));
    const ladder = await this.tiers.ladder();
    const reviewed = await this.standings.reviewed(due, periods, measure);
    await this.moves.move(reviewed, 'period-ended', ({ credit, steppedAt }, earnedId) => {
      const to = ladder.reviewed(earnedId, credit, downgrade);
      const isLower = isBelow(to, ladder.current(earnedId));
      const isHeld = downgrade === 'one-step' && isLower && holds(steppedAt && steppedAt.getTime());
      return isHeld ? undefined : to;
    });
    await this.standings.markReviewed(due, new Date(now));
  }

  /**
   * The club begins to count in another period: nobody is reviewed for one that was over before. Call it in the transaction
   * of the change.
   */
  async skip(): Promise<void> {
    await this.standings.markAllReviewed(this.clock.date());
  }

  /**
   * The credit that a member has before goods come back; null if returns lower no tier. Call it and `lower` in the
   * transaction that locked the wallet.
   */
  async creditBeforeReturn(memberId: string | null, purchasedAt: Instant): Promise<number | null> {
    if (memberId === null || !(await this.tiers.returnsLower(memberId, purchasedAt))) return null;
    const { periods, measure } = await this.tiers.reviewAt(this.clock.now());
    return (await this.standings.reviewed([memberId], periods, measure))[0]?.credit ?? null;
  }

  /** Lowers a tier that the credit reached before the return, and no longer reaches. Others keep theirs. */
  async lower(memberId: string, before: number): Promise<void> {
    const { periods, measure } = await this.tiers.reviewAt(this.clock.now());
    const ladder = await this.tiers.ladder();
    const after = await this.standings.reviewed([memberId], periods, measure);
    await this.moves.move(after, 'credit-returned', ({ credit }, earnedId) => {
      const threshold = ladder.current(earnedId)?.threshold ?? 0;
      return before >= threshold && credit < threshold ? ladder.earned(credit) : undefined;
    });
  }

  /** Ends the grants whose time is over. Members with a locked wallet come again in the next run. */
  async endGrants(): Promise<void> {
    const now = this.clock.now();
    const period = await this.tiers.period(now);
    const measure = await this.tiers.measure();
    let after: string | null = null;
    const endSome = async (): Promise<boolean> => {
      const some = await this.standings.endedGrants(now, after, batch);
      const free = await this.points.lockFree(some);
      const standings = await this.standings.standings(free, period, measure);
      await this.moves.move(standings, 'grant-ended', () => undefined);
      after = some.at(-1) ?? null;
      return some.length === batch;
    };
    while (await this.transactions.run(endSome));
  }

  /**
   * Lifts members to the tier that they reach in the current period or in the one that the last review compared. Call
   * it in the transaction that locked the wallets, after a posting that gave something.
   */
  async lift(memberIds: readonly string[], origin: Origin = 'live'): Promise<void> {
    const { periods } = await this.tiers.reviewAt(this.clock.now());
    for (const period of periods) await this.#liftIn(period, memberIds, 'credit-reached', origin);
  }

  /**
   * Lifts every member whose credit reaches a higher tier of the current ladder. Lowers nobody. Returns members with a
   * locked wallet. It ends when the ladder changes: the change has queued another run, over all members.
   */
  async raise(wanted: readonly string[] | null = null): Promise<string[]> {
    const ladder = await this.tiers.ladder();
    const left: string[] = [];
    const pace = new Pace(batch);
    const measure = await this.tiers.measure();
    const period = await this.tiers.period(this.clock.now());
    const look = (after: string | null): Promise<string[]> =>
      this.standings.withCredit(after, page, wanted, measure);
    for (let some = await look(null); some.length > 0; some = await look(some.at(-1) ?? null)) {
      if (!ladder.equals(await this.tiers.ladder())) return [];
      const standings = await this.standings.counted(some, period, measure);
      const rising = standings.filter(
        (standing) => ladder.reached(heldOf(standing).earnedId, standing.credit) !== null,
      );
      await pace.pages(rising, async (part) => left.push(...(await this.#raiseSome(part))));
    }
    return left;
  }

  /** Returns those with a locked wallet. */
  async #raiseSome(rising: readonly MemberStanding[]): Promise<string[]> {
    return this.transactions.run(async () => {
      const members = rising.map(({ memberId }) => memberId);
      // Postings change tiers under the lock of the wallet; who decides beside them holds it too.
      const free = new Set(await this.points.lockFree(members));
      await this.#liftIn(await this.tiers.period(this.clock.now()), [...free], 'ladder-changed', 'live');
      return members.filter((id) => !free.has(id));
    });
  }

  async #liftIn(
    period: AskedPeriod,
    memberIds: readonly string[],
    reason: TierReason,
    origin: Origin,
  ): Promise<void> {
    const ladder = await this.tiers.ladder();
    const standings = await this.standings.counted(memberIds, period, await this.tiers.measure());
    const raised = ({ credit }: MemberStanding, earnedId: string | null) =>
      ladder.reached(earnedId, credit) ?? undefined;
    await this.moves.move(standings, reason, raised, origin);
  }
}
