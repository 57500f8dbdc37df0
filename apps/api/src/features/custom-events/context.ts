import {
  capPeriod,
  localDateOf,
  type CapUsage,
  type Detail,
  type Instant,
  type NothingGiven,
  type Occasion,
  type OccasionRule,
  type Period,
  type PersonFacts,
} from '@regulars/loyalty';
import type { ResolvedCard } from '../cards/index.ts';
import type { BudgetDays, ReservedBudget } from '../earning/index.ts';
import type { StoredWallet } from '../points/index.ts';
import type { AskedPeriod, BookedTier, Measure } from '../tiers/index.ts';

/** The member an occasion is about, as the caller named them. */
export interface EventMember {
  readonly pointer: string;
  readonly code: string | null;
  readonly memberId: string | null;
  readonly externalId: string | null;
}

/** Something that may earn points, and counts once by its type and id. */
export interface OfferedOccasion extends Occasion {
  readonly eventId: string;
}

export interface CapDays {
  readonly rule_id: string;
  readonly per: CapUsage['per'];
  readonly counts_from: string | null;
  readonly counts_until: string | null;
}

export interface ContextRequest {
  readonly buyer: EventMember;
  readonly occasion: OfferedOccasion;
  readonly caps: readonly CapDays[];
  readonly budgets: readonly BudgetDays[];
  readonly dueBy: string;
  readonly withLots: boolean;
  readonly period: AskedPeriod;
  readonly withPerson: boolean;
  /** What counts for the tier; null for status credit. */
  readonly measure: Measure | null;
}

/** The result of `custom_event_context`. */
export interface StoredContext extends BookedTier {
  readonly memberId: string;
  readonly name: string | null;
  readonly cardStatus: ResolvedCard['cardStatus'];
  readonly wallets: readonly StoredWallet[];
  /** The event that counted already. */
  readonly counted: string | null;
  readonly credit: number;
  /** The year that counts, where each member has an own one; else null. */
  readonly ownYear: Period | null;
  readonly usage: readonly CapUsage[];
  readonly budgets: readonly ReservedBudget[] | null;
  readonly person: PersonFacts | null;
}

/** A rule that gave nothing, as stored. */
export interface NothingFrom {
  readonly id: string;
  readonly version: number;
  readonly why: NothingGiven;
}

export type Payload = Readonly<Record<string, Detail>>;

/** The cap usage that these rules need around an occasion. */
export const capsOf = (rules: readonly OccasionRule[], at: Instant, zone: string): CapDays[] =>
  rules.flatMap(({ id, caps }) =>
    caps.flatMap(({ per }): CapDays[] => {
      if (per === 'purchase') return [];
      const period = capPeriod(per, at, zone);
      const day = (moment: Instant | undefined): string | null =>
        moment === undefined ? null : localDateOf(moment, zone).toString();
      return [{ rule_id: id, per, counts_from: day(period?.from), counts_until: day(period?.until) }];
    }),
  );
