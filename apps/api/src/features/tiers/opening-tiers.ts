import { Injectable } from '@nestjs/common';
import type { Tier } from '@regulars/contracts';
import { openingTierUntil, type Instant } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { newId } from '../../platform/ids.ts';
import { ClubSettings } from '../club/index.ts';
import { Points } from '../points/index.ts';
import { qualifyingOf } from './asked-period.ts';
import { GrantsRepository } from './grants.repository.ts';
import { StandingsRepository, type MemberStanding } from './standings.repository.ts';
import { isBelow, type TierChange } from './tier-changes.ts';
import { TierMoves } from './tier-moves.ts';
import { Tiers } from './tiers.ts';

interface BroughtTier {
  readonly memberId: string;
  readonly joinedAt: Instant;
  readonly tier: Tier;
}

interface Grant {
  readonly memberId: string;
  readonly id: string;
}

/**
 * Tiers that members bring from another programme: granted for one whole qualifying period, so that no review
 * takes them for what the club did not see. Call it in a transaction; it locks the wallets.
 */
@Injectable()
export class OpeningTiers {
  constructor(
    private readonly grants: GrantsRepository,
    private readonly standings: StandingsRepository,
    private readonly moves: TierMoves,
    private readonly tiers: Tiers,
    private readonly points: Points,
    private readonly club: ClubSettings,
  ) {}

  /** Members who hold this tier or a higher one keep it. Returns the grants that were made. */
  async give(actor: Actor, brought: readonly BroughtTier[], words: string): Promise<Grant[]> {
    if (brought.length === 0) return [];
    const { now, zone } = await this.points.terms();
    const qualifies = qualifyingOf((await this.club.current()).points);
    const ladder = await this.tiers.ladder();
    const standings = await this.#standings(brought.map(({ memberId }) => memberId));
    const given = brought.flatMap(({ memberId, joinedAt, tier }) => {
      const standing = standings.get(memberId);
      if (!standing || !isBelow(ladder.held(standing, now), tier)) return [];
      const id = newId();
      const until = openingTierUntil(qualifies, { at: now, joinedAt }, zone);
      const terms = { memberId, at: now, credit: standing.credit, grantId: id };
      return [
        { id, memberId, until, tier, changes: ladder.granted(standing, { tierId: tier.id, until }, terms) },
      ];
    });
    if (given.length === 0) return [];
    const at = new Date(now);
    const members = given.map(({ memberId }) => memberId);
    await this.grants.endRunning(members, at, actor.name);
    await this.grants.insertMany(
      given.map(({ id, memberId, until, tier }) => ({
        id,
        memberId,
        tierId: tier.id,
        grantedAt: at,
        until: new Date(until),
        reason: words,
        by: actor.name,
      })),
    );
    await this.moves.book(
      given.flatMap(({ changes }) => changes),
      'import',
    );
    return given.map(({ memberId, id }) => ({ memberId, id }));
  }

  /** Ends those that still run. What members earned here stays. */
  async end(actor: Actor, grants: readonly Grant[]): Promise<void> {
    if (grants.length === 0) return;
    const { now } = await this.points.terms();
    const ended = await this.grants.endMany(grants, new Date(now), actor.name);
    const ladder = await this.tiers.ladder();
    const standings = await this.#standings(ended.map(({ memberId }) => memberId));
    const changes = ended.flatMap(({ memberId, id }): TierChange[] => {
      const standing = standings.get(memberId);
      return standing
        ? ladder.grantEnded(standing, { memberId, at: now, credit: standing.credit, grantId: id })
        : [];
    });
    await this.moves.book(changes, 'import');
  }

  async #standings(memberIds: readonly string[]): Promise<ReadonlyMap<string, MemberStanding>> {
    await this.points.open([...new Set(memberIds)]);
    const { now } = await this.points.terms();
    const rows = await this.standings.standings(
      memberIds,
      await this.tiers.period(now),
      await this.tiers.measure(),
    );
    return new Map(rows.map((row) => [row.memberId, row]));
  }
}
