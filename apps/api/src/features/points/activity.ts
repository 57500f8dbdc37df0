import type { ActivityItem } from '@regulars/contracts';
import type { TransactionKind } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
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

const kindOf = ({ kind, cause }: ActivityRow): ActivityItem['kind'] => {
  if (cause.reverses !== undefined) return 'reverse';
  return cause.kind === 'claim' ? 'claim' : kinds[kind];
};

/** A transaction in the words that its poster left. */
export const showActivity = (row: ActivityRow): ActivityItem => {
  const { cause } = row;
  const { purchase, reward } = cause;
  return {
    id: row.id,
    kind: kindOf(row),
    at: toInstant(row.effective_at),
    points: row.owned,
    pending: row.pending,
    availableAt: row.available_at && toInstant(row.available_at),
    location: cause.location ?? null,
    reason: cause.reason ?? null,
    purchase: cause.purchaseId && purchase ? { id: cause.purchaseId, ...purchase } : null,
    reward: cause.redemptionId && reward ? { redemptionId: cause.redemptionId, name: reward.name } : null,
    explanation: [...(cause.explanation ?? [])],
  };
};
