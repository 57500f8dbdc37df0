import { isoOf, localDateOf, type Grant, type Instant, type StoredEarning } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { tierEventsOf, tierRowsOf, type TierChange } from '../tiers/index.ts';
import type { Posting } from './posting.ts';

type Row = Record<string, unknown>;

/** What of the evaluation stays with the purchase; its lines stand in rows of their own, its rules never change. */
export type KeptEvaluation = Pick<StoredEarning, 'facts' | 'policy' | 'headroom' | 'granted'> & {
  readonly rules: readonly { readonly id: string; readonly version: number }[];
};

export const keptOf = ({ rules, facts, policy, headroom, granted }: StoredEarning): KeptEvaluation => ({
  rules: rules.map(({ id, version }) => ({ id, version })),
  facts,
  policy,
  headroom,
  granted,
});

/** The rows that `record_purchases` writes, but for the points. */
export const rowsOf = (postings: readonly Posting[], actor: Actor, zone: string): Row => ({
  purchases: postings.map((posting) => purchaseRow(posting, actor)),
  lines: postings.flatMap(lineRows),
  ...rewardRows(
    postings.flatMap(({ id, intake, reward }) => {
      if (!reward) return [];
      const { patron, due, tierChange } = reward;
      const { memberId } = patron.buyer;
      return { memberId, purchaseId: id, at: intake.purchasedAt, grants: due.grants, tierChange };
    }),
    zone,
  ),
});

export interface Rewarded {
  readonly memberId: string;
  readonly purchaseId: string;
  readonly at: Instant;
  readonly grants: readonly Grant[];
  readonly tierChange: TierChange | null;
}

/** The rows that `grant_points` writes, but for the points. */
export const rewardRows = (rewarded: readonly Rewarded[], zone: string): Row => {
  const grants = rewarded.flatMap((each) => grantRows(each, zone));
  const changes = rewarded.flatMap(({ tierChange }) => tierChange ?? []);
  return {
    ...(grants.length > 0 ? { grants } : {}),
    ...(changes.length > 0 ? { tier_changes: tierRowsOf(changes) } : {}),
  };
};

const grantRows = ({ memberId, purchaseId, at, grants }: Rewarded, zone: string): Row[] =>
  grants
    .filter(({ ruleId, points }) => ruleId !== null && points > 0)
    .map(({ ruleId, version, points }) => ({
      member_id: memberId,
      rule_id: ruleId,
      purchase_id: purchaseId,
      rule_version: version,
      points,
      local_day: localDateOf(at, zone).toString(),
    }));

const purchaseRow = ({ id, intake, bookedAt, stored, reward }: Posting, actor: Actor): Row => ({
  id,
  member_id: reward?.patron.buyer.memberId ?? null,
  location_id: intake.location.id,
  receipt_number: intake.receipt?.number,
  till: intake.receipt?.till ?? null,
  purchased_at: isoOf(intake.purchasedAt),
  booked_at: isoOf(bookedAt),
  currency: intake.currency,
  gross: intake.gross,
  net: intake.net,
  payments: intake.payments,
  earned: reward?.awarded.granted ?? 0,
  transaction_id: reward?.awarded.transactionId ?? null,
  explanation: reward?.due.explanation ?? [],
  evaluation: keptOf(stored),
  actor_kind: actor.kind,
  actor_id: actor.id,
});

const lineRows = ({ id, intake }: Posting): Row[] =>
  intake.lines.map((line, index) => ({
    purchase_id: id,
    line: index,
    sku: line.sku,
    name: line.name,
    category: line.category,
    brand: line.brand,
    kind: line.kind,
    quantity: line.quantity / 1000,
    unit_price: line.unitPrice,
    discount: line.discount,
    amount: line.gross,
    net: line.net,
    tax_rate: line.taxRate / 100,
  }));

/** What the purchases tell, besides what their points tell. */
export const eventsOf = (postings: readonly Posting[]): ClubEvent[] => [
  ...postings.map(({ id, intake, bookedAt, reward }) => ({
    name: 'purchase.recorded' as const,
    memberId: reward?.patron.buyer.memberId ?? null,
    at: bookedAt,
    data: {
      purchaseId: id,
      location: intake.location.code,
      amount: intake.gross,
      currency: intake.currency,
      points: reward?.awarded.granted ?? 0,
    },
  })),
  ...tierEventsOf(postings.flatMap(({ reward }) => reward?.tierChange ?? [])),
];
