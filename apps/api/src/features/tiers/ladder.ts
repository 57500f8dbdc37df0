import type { MemberTier, Tier, TierReason } from '@regulars/contracts';
import {
  currentTier,
  heldTier,
  reachedTiers,
  runningGrant,
  tierAfterReview,
  tierAhead,
  tierOf,
  tierReached,
  type HeldTier,
  type Instant,
  type TierDowngrade,
  type TierFacts,
  type TierGrant,
} from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { isBelow, type TierChange } from './tier-changes.ts';

/** A grant as stored, with what is earned below it. It may have ended. */
export interface StoredGrant {
  readonly tierId: string;
  readonly earnedId: string | null;
  readonly until: Instant;
}

/** The tier that was booked last. */
export interface BookedTier {
  readonly tierId: string | null;
  readonly grant: StoredGrant | null;
}

/** What is stored of a member's standing. */
export interface StoredStanding extends BookedTier {
  readonly since: Date | null;
  /** Status credit within the qualifying period. */
  readonly credit: number;
}

/** Why the earned tier of a member may move. */
export interface MoveTerms {
  readonly memberId: string;
  readonly at: Instant;
  readonly credit: number;
  readonly reason: TierReason;
}

type GrantTerms = Omit<MoveTerms, 'reason'> & { readonly grantId: string };

/** All tiers of the club, lowest first. */
export class Ladder {
  readonly tiers: readonly Tier[];

  constructor(tiers: readonly Omit<Tier, 'rank'>[]) {
    this.tiers = [...tiers]
      .sort((a, b) => a.threshold - b.threshold)
      .map((tier, index) => ({ ...tier, rank: index + 1 }));
  }

  /** Whether the same credit reaches the same tiers. */
  equals(other: Ladder): boolean {
    const steps = ({ tiers }: Ladder): string =>
      tiers.map(({ id, threshold }) => `${id} ${threshold}`).join();
    return steps(this) === steps(other);
  }

  /** Members who have not reached a tier yet are on the one that needs nothing, if there is one. */
  current(tierId: string | null): Tier | null {
    return currentTier(this.tiers, tierId);
  }

  /** What rules need to know of the tier that multiplies most; null without tiers. */
  best(): TierFacts | null {
    const [first] = this.tiers.toSorted((one, other) => other.multiplierPercent - one.multiplierPercent);
    return first ? tierFacts(first) : null;
  }

  /** The tier that the member has at that moment, earned or granted. */
  held(booked: BookedTier, at: Instant): Tier | null {
    return heldTier(this.tiers, heldOf(booked), at);
  }

  /** For conditions: the ids of that tier and of those below it, the highest first. */
  reachedBy(booked: BookedTier, at: Instant): string[] {
    return reachedTiers(this.tiers, this.held(booked, at)?.id ?? null);
  }

  /** The earned tier that a posting has reached; null when it stays. */
  reached(earnedId: string | null, credit: number): Tier | null {
    return tierReached(this.tiers, this.current(earnedId), credit);
  }

  /** The tier after a change of what decides: who reaches a higher one has it at once, and nobody falls at once. */
  lifted(booked: BookedTier, credit: number, at: Instant): Tier | null {
    const held = heldOf(booked);
    const earnedId = this.reached(held.earnedId, credit)?.id ?? held.earnedId;
    return heldTier(this.tiers, { ...held, earnedId }, at);
  }

  /** What the credit earns, be it more or less than the present tier. */
  earned(credit: number): Tier | null {
    return tierOf(this.tiers, credit);
  }

  /** The earned tier after a review. */
  reviewed(earnedId: string | null, credit: number, downgrade: TierDowngrade): Tier | null {
    return tierAfterReview(this.tiers, this.current(earnedId), credit, downgrade);
  }

  /** What a posting changes: a grant that has ended, and the tier that the credit reaches. */
  afterPosting(booked: BookedTier, { memberId, at, credit }: Omit<MoveTerms, 'reason'>): TierChange[] {
    const to = this.reached(heldOf(booked).earnedId, credit) ?? undefined;
    return this.moves(booked, to, { memberId, at, credit, reason: 'credit-reached' });
  }

  /** What changes when the earned tier moves; undefined keeps it. Ends a grant whose time is over. */
  moves(
    booked: BookedTier,
    to: Tier | null | undefined,
    { memberId, at, credit, reason }: MoveTerms,
  ): TierChange[] {
    const held = heldOf(booked);
    const earned = this.current(held.earnedId);
    const grant = runningGrant(held, at);
    const changes: TierChange[] = [];
    if (held.grant && !grant)
      changes.push({
        memberId,
        at: held.grant.until,
        from: this.current(booked.tierId),
        to: earned,
        status: credit,
        reason: 'grant-ended',
        earned,
        grant,
      });
    if (to !== undefined && to?.id !== earned?.id)
      changes.push({
        memberId,
        at,
        from: heldTier(this.tiers, held, at),
        to: heldTier(this.tiers, { earnedId: to?.id ?? null, grant }, at),
        status: credit,
        reason,
        earned: to,
        ...(isBelow(to, earned) && { lowersEarned: true }),
        grant,
      });
    return changes;
  }

  /** What changes when the club gives a tier; it replaces an earlier grant. */
  granted(booked: BookedTier, grant: TierGrant, { memberId, at, credit, grantId }: GrantTerms): TierChange[] {
    const settled = this.moves(booked, undefined, { memberId, at, credit, reason: 'grant-ended' });
    const held = heldOf(bookedAfter(booked, settled));
    const change = {
      memberId,
      at,
      from: heldTier(this.tiers, held, at),
      to: heldTier(this.tiers, { ...held, grant }, at),
      status: credit,
      reason: 'granted' as const,
      earned: this.current(held.earnedId),
      grant,
      grantId,
    };
    return [...settled, change];
  }

  /** What changes when the club ends a running grant early. */
  grantEnded(booked: BookedTier, { memberId, at, credit, grantId }: GrantTerms): TierChange[] {
    const held = heldOf(booked);
    const earned = this.current(held.earnedId);
    const from = heldTier(this.tiers, held, at);
    const common = { memberId, at, status: credit, reason: 'grant-ended' as const, grantId };
    return [{ ...common, from, to: earned, earned, grant: null }];
  }

  standing(stored: StoredStanding, at: Instant): MemberTier | null {
    const tier = this.held(stored, at);
    if (!tier) return null;
    const { credit, since } = stored;
    const held = heldOf(stored);
    const grant = runningGrant(held, at);
    // The end of a grant may not be booked yet. It may leave the tier as it is.
    const hasFallen = held.grant !== null && !grant && this.current(stored.tierId)?.id !== tier.id;
    const changedAt = hasFallen ? new Date(held.grant.until) : since;
    const next = tierAhead(this.tiers, tier, credit);
    const isGranted = grant !== null && this.current(held.earnedId)?.id !== tier.id;
    return {
      code: tier.code,
      name: tier.name,
      status: credit,
      since: changedAt && toInstant(changedAt),
      grantedUntil: isGranted ? toInstant(new Date(grant.until)) : null,
      next: next && {
        code: next.tier.code,
        name: next.tier.name,
        missing: next.missing,
        threshold: next.tier.threshold,
      },
    };
  }
}

/** Without a grant, the booked tier is the earned one. */
export const heldOf = ({ tierId, grant }: BookedTier): HeldTier =>
  grant ? { earnedId: grant.earnedId, grant } : { earnedId: tierId, grant: null };

/** The booked tier after changes of the same member. */
export const bookedAfter = (booked: BookedTier, changes: readonly TierChange[]): BookedTier => {
  const last = changes.at(-1);
  if (!last) return booked;
  const { to, earned, grant } = last;
  return { tierId: to?.id ?? null, grant: grant && { ...grant, earnedId: earned?.id ?? null } };
};

/** What earning rules need to know of a member's tier. */
export const tierFacts = ({ id, code, multiplierPercent }: Tier): TierFacts => ({
  id,
  code,
  multiplier: multiplierPercent / 100,
});
