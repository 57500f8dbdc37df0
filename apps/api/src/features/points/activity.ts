import type { ActivityItem, ExplanationLine } from '@regulars/contracts';
import type { TransactionKind } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import type { KeptExplanation } from './explanations.ts';
import type { ActivityRow } from './ledger.repository.ts';

const kinds: Record<TransactionKind, ActivityItem['kind']> = {
  earn: 'earn',
  bonus: 'earn',
  import: 'earn',
  redeem: 'redeem',
  capture: 'redeem',
  return: 'return',
  adjust: 'adjust',
  repay: 'adjust',
  reclaim: 'return',
  release: 'release',
  expire: 'expire',
  hold: 'hold',
  'hold-release': 'hold',
  'hold-timeout': 'hold',
  cancel: 'cancel',
  'transfer-out': 'transfer',
  'transfer-in': 'transfer',
};

/** Causes that are more specific than the kind of the transaction. */
const kindsOfCauses: Readonly<Record<string, ActivityItem['kind']>> = { claim: 'claim' };
/** Points that pay, or that a return gives back. */
const kindsOfPayments: Partial<Record<TransactionKind, ActivityItem['kind']>> = {
  redeem: 'payment',
  capture: 'payment',
  cancel: 'return',
};

const kindOf = ({ kind, cause }: ActivityRow): ActivityItem['kind'] => {
  if (cause.reverses !== undefined) return 'reverse';
  const ofPayment = cause.kind === 'points-payment' ? kindsOfPayments[kind] : undefined;
  if (cause.kind === 'voucher-expired' && kind === 'cancel') return 'voucher-expired';
  return ofPayment ?? kindsOfCauses[cause.kind ?? ''] ?? kinds[kind];
};

/** What an activity entry needs to be worded. */
export interface ActivityWords {
  readonly say: (line: KeptExplanation) => ExplanationLine;
  /** Name of a location by its id. */
  readonly place: (id: string) => string | null;
}

/** A transaction in words, as far as its cause allows. */
export const showActivity = (row: ActivityRow, { say, place }: ActivityWords): ActivityItem => {
  const { cause } = row;
  const { purchase, reward } = cause;
  return {
    id: row.id,
    kind: kindOf(row),
    at: toInstant(row.happened_at),
    bookedAt: toInstant(row.effective_at),
    points: row.owned,
    pending: row.pending,
    availableAt: row.available_at && toInstant(row.available_at),
    location: cause.locationId === undefined ? (cause.location ?? null) : place(cause.locationId),
    reason: cause.reason ?? null,
    purchase: cause.purchaseId && purchase ? { id: cause.purchaseId, ...purchase } : null,
    reward: cause.redemptionId && reward ? { redemptionId: cause.redemptionId, name: reward.name } : null,
    explanation: (cause.explanation ?? []).map(say),
  };
};
