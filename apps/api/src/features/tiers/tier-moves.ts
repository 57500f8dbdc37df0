import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { StandingsRepository, type MemberStanding } from './standings.repository.ts';
import { eventsOf, rowsOf, type TierChange, type TierChangeReason } from './tier-changes.ts';
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

  /** Call it in the transaction that locked their wallets. Members who keep their tier get no event. */
  async move(
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
