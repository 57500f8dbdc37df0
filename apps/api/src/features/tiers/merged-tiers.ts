import { Injectable } from '@nestjs/common';
import { Points } from '../points/index.ts';
import { heldOf } from './ladder.ts';
import { StandingsRepository, type MemberStanding } from './standings.repository.ts';
import { isBelow } from './tier-changes.ts';
import { TierMoves } from './tier-moves.ts';
import { Tiers } from './tiers.ts';

/** Tiers of two members who are one person. Call it under the locks of both wallets, after their points moved. */
@Injectable()
export class MergedTiers {
  constructor(
    private readonly standings: StandingsRepository,
    private readonly moves: TierMoves,
    private readonly tiers: Tiers,
    private readonly points: Points,
  ) {}

  /** The survivor has the higher of both earned tiers, or what both credits reach together. Returns the earned tier of before. */
  async keepHigher(survivorId: string, duplicateId: string): Promise<string | null> {
    const [survivor, duplicate] = await this.#of([survivorId, duplicateId]);
    if (!survivor) return null;
    const ladder = await this.tiers.ladder();
    const own = heldOf(survivor).earnedId;
    const other = duplicate ? ladder.current(heldOf(duplicate).earnedId) : null;
    const together = ladder.reached(own, survivor.credit) ?? ladder.current(own);
    const best = isBelow(together, other) ? other : together;
    await this.moves.move([survivor], 'merged', () =>
      isBelow(ladder.current(own), best) ? best : undefined,
    );
    return own;
  }

  /** As before the merge, unless their credit earns more. */
  async giveBack(survivorId: string, earnedBefore: string | null): Promise<void> {
    const [survivor] = await this.#of([survivorId]);
    if (!survivor) return;
    const ladder = await this.tiers.ladder();
    const earned = ladder.reached(earnedBefore, survivor.credit) ?? ladder.current(earnedBefore);
    const now = ladder.current(heldOf(survivor).earnedId);
    await this.moves.move([survivor], 'merged', () => (isBelow(earned, now) ? earned : undefined));
  }

  async #of(memberIds: readonly string[]): Promise<(MemberStanding | undefined)[]> {
    const { now } = await this.points.terms();
    const [period, measure] = [await this.tiers.period(now), await this.tiers.measure()];
    const found = await this.standings.standings([...memberIds], period, measure);
    return memberIds.map((id) => found.find(({ memberId }) => memberId === id));
  }
}
