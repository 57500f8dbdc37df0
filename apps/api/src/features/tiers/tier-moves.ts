import { Injectable } from '@nestjs/common';
import type { Tier, TierReason } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { Outbox, type ClubEvent, type Origin } from '../../platform/events/outbox.ts';
import { heldOf } from './ladder.ts';
import { StandingsRepository, type MemberStanding } from './standings.repository.ts';
import { eventsOf, rowsOf, type TierChange } from './tier-changes.ts';
import { Tiers } from './tiers.ts';

/** Moves members to another tier and publishes events. */
@Injectable()
export class TierMoves {
  constructor(
    private readonly standings: StandingsRepository,
    private readonly tiers: Tiers,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Moves the earned tiers as decided; undefined keeps one. Ends grants whose time is over. Call it in the transaction that
   * locked their wallets. Of members who keep their tier, and of former members, nobody is told.
   */
  async move<Standing extends MemberStanding>(
    standings: readonly Standing[],
    reason: TierReason,
    decide: (standing: Standing, earnedId: string | null) => Tier | null | undefined,
    origin: Origin = 'live',
  ): Promise<void> {
    const ladder = await this.tiers.ladder();
    const at = this.clock.now();
    await this.book(
      standings.flatMap((standing) => {
        const { memberId, credit } = standing;
        const to = decide(standing, heldOf(standing).earnedId);
        return ladder.moves(standing, to, { memberId, at, credit, reason });
      }),
      origin,
    );
  }

  async book(changes: readonly TierChange[], origin: Origin = 'live'): Promise<void> {
    if (changes.length === 0) return;
    await this.standings.change(rowsOf(changes));
    const events = await this.#ofMembers(eventsOf(changes));
    if (events.length > 0) await this.outbox.append(events, origin);
  }

  async #ofMembers(events: readonly ClubEvent[]): Promise<ClubEvent[]> {
    if (events.length === 0) return [];
    const former = await this.standings.former(events.flatMap(({ memberId }) => memberId ?? []));
    return events.filter(({ memberId }) => !former.has(memberId ?? ''));
  }
}
