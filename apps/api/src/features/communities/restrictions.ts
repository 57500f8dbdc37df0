import { Injectable } from '@nestjs/common';
import type { CommunityRestriction } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { MembershipEnds } from './membership-ends.ts';
import { RestrictionsRepository, type Restriction } from './restrictions.repository.ts';

/** The club silences members in all communities, or bans them from all. It counts with their next request. */
@Injectable()
export class CommunityRestrictions {
  constructor(
    private readonly restrictions: RestrictionsRepository,
    private readonly ends: MembershipEnds,
    private readonly clock: Clock,
  ) {}

  /** What counts now. */
  async now(memberId: string): Promise<CommunityRestriction | null> {
    return this.#counts(await this.restrictions.find(memberId));
  }

  /** The same for many; null for those that are not there. */
  async nowOfMany(memberIds: readonly string[]): Promise<ReadonlyMap<string, CommunityRestriction | null>> {
    const found = await this.restrictions.findMany(memberIds);
    return new Map([...found].map(([id, restriction]) => [id, this.#counts(restriction)]));
  }

  async of(memberId: string): Promise<Restriction> {
    return this.restrictions.find(memberId);
  }

  /** In the caller's transaction. Returns what counted before, for an undo. */
  async set(memberId: string, change: Partial<Restriction>): Promise<Restriction> {
    await this.restrictions.lock(memberId);
    const before = await this.restrictions.find(memberId);
    await this.restrictions.put(memberId, { ...before, ...change }, this.clock.date());
    if (change.banned) await this.ends.tell(memberId, null);
    return before;
  }

  #counts({ silencedUntil, banned }: Restriction): CommunityRestriction | null {
    if (banned) return 'banned';
    return silencedUntil !== null && silencedUntil > this.clock.date() ? 'silenced' : null;
  }
}
