import {
  awardFor,
  explained,
  isoOf,
  isWithin,
  localDateOf,
  measuredAfter,
  measureOf,
  ownLivesOf,
  type Awarded,
  type ClubPointsPolicy,
  type Instant,
  type OccasionAward,
  type OccasionRule,
  type Period,
  type Wallet,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { Budgets, type BudgetDays } from '../earning/index.ts';
import { causeOf, orRefuse, type OpenWallets } from '../points/index.ts';
import type { Ladder, TierChange } from '../tiers/index.ts';
import type { OfferedOccasion, StoredContext } from './context.ts';

/** Everything that decides what an occasion gives. */
export interface DecisionTerms {
  readonly id: string;
  readonly occasion: OfferedOccasion;
  readonly rules: readonly OccasionRule[];
  readonly budgets: readonly BudgetDays[];
  readonly found: StoredContext;
  readonly wallets: OpenWallets;
  readonly ladder: Ladder;
  readonly policy: ClubPointsPolicy;
  readonly zone: string;
  readonly now: Instant;
  /** Whose status credit decides the tier. */
  readonly period: Period;
}

export interface DecidedOccasion extends DecisionTerms {
  readonly award: OccasionAward;
  readonly awarded: Awarded;
  /** What is written of budgets. */
  readonly spent: object;
  readonly tierChanges: readonly TierChange[];
}

/** Decides what it gives and books it in the member's wallet. Throws `points-out-of-range`. */
export const decide = (terms: DecisionTerms): DecidedOccasion => {
  const { occasion, rules, budgets, found, wallets, ladder, now } = terms;
  const wallet = wallets.get(found.memberId);
  const member = {
    tierIds: ladder.reachedBy(found, now),
    points: wallet.balance().available,
    person: found.person,
    figures: null,
  };
  const reserved = new Budgets(found);
  const asked = { budgets };
  const award = awardFor(rules, occasion, {
    ...terms,
    usage: [...found.usage, ...reserved.usage(asked)],
    shared: reserved.shared(asked),
    member,
  });
  const awarded = orRefuse(() => wallet.award(requestOf(terms, award)));
  reserved.give(asked, award.grants);
  return {
    ...terms,
    award,
    awarded,
    spent: reserved.written(),
    tierChanges: tierChangesOf(terms, award.status, wallet),
  };
};

const requestOf = ({ id, occasion, now }: DecisionTerms, award: OccasionAward) => {
  const { points, status, availableAt, grants } = award;
  const { occurredAt, locationId } = occasion;
  const own = ownLivesOf(grants, points);
  const happened = occurredAt === now ? {} : { happenedAt: Math.min(occurredAt, now) };
  return {
    points,
    status,
    kind: 'bonus' as const,
    earnedAt: occurredAt,
    statusAt: occurredAt,
    availableAt,
    cause: causeOf({
      kind: 'custom-event',
      customEventId: id,
      ...(locationId === null ? {} : { locationId }),
      ...happened,
      explanation: explained(grants),
    }),
    source: { customEventId: id, rules: grants.map(({ ruleId, version }) => ({ ruleId, version })) },
    ...(own.length > 0 ? { own } : {}),
  };
};

const tierChangesOf = (
  { occasion, found, ladder, policy, now, period }: DecisionTerms,
  status: number,
  wallet: Wallet,
): TierChange[] => {
  const counts = isWithin(period, Math.min(occasion.occurredAt, now));
  const { available } = wallet.balance();
  const credit = measuredAfter(measureOf(policy), found.credit, {
    status,
    isVisit: false,
    available,
    counts,
  });
  return ladder.afterPosting(found, { memberId: found.memberId, at: now, credit });
};

/** The row of the event that `record_custom_event` writes. */
export const eventRow = (
  { id, occasion, found, now, award, awarded }: DecidedOccasion,
  actor: Actor,
): object => ({
  id,
  member_id: found.memberId,
  type_code: occasion.type,
  event_id: occasion.eventId,
  occurred_at: isoOf(occasion.occurredAt),
  booked_at: isoOf(now),
  location_id: occasion.locationId,
  payload: occasion.payload,
  points: awarded.granted,
  pending: awarded.pending,
  debt_repaid: awarded.debtRepaid,
  transaction_id: awarded.transactionId,
  explanation: explained(award.grants),
  nothing: award.nothing.map(({ rule, why }) => ({ id: rule.id, version: rule.version, why })),
  actor_kind: actor.kind,
  actor_id: actor.id,
});

/** What rules gave, for their caps. */
export const grantRows = ({ id, occasion, found, zone, award }: DecidedOccasion): object[] =>
  award.grants
    .filter(({ points }) => points > 0)
    .map(({ ruleId, version, points }) => ({
      member_id: found.memberId,
      rule_id: ruleId,
      custom_event_id: id,
      rule_version: version,
      points,
      local_day: localDateOf(occasion.occurredAt, zone).toString(),
    }));

export const recordedEvent = ({ id, occasion, found, now, awarded }: DecidedOccasion): ClubEvent => ({
  name: 'custom-event.recorded',
  memberId: found.memberId,
  at: now,
  data: { customEventId: id, type: occasion.type, points: awarded.granted },
});
