import { historyPeriod, type Instant, type SaleNeed } from '@regulars/loyalty';
import type { HistoryNeed } from './sale-participant.ts';

/** What to read of a member's history. */
export interface HistoryRequest {
  /** Days for which the amount bought is needed. */
  readonly windows: readonly (HistorySpan & { readonly days: number })[];
  /** What was bought in each. */
  readonly purchases: readonly HistorySpan[];
}

/** Both moments are included; null is open-ended. */
export interface HistorySpan {
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** What participants need, with the days that the conditions of rules ask about. */
export const withDays = (
  history: Required<HistoryNeed> | null,
  days: SaleNeed['days'],
): Required<HistoryNeed> | null =>
  days.length === 0
    ? history
    : {
        windows: history?.windows ?? [],
        purchases: [...new Set([...(history?.purchases ?? []), ...days])],
      };

export const historyRequest = (
  { windows, purchases }: Required<HistoryNeed>,
  purchasedAt: Instant,
  zone: string,
): HistoryRequest => ({
  windows: windows.map((days) => ({ days, ...historyPeriod(days, purchasedAt, zone) })),
  purchases: purchases.map((days) =>
    days === null ? { from: null, until: null } : historyPeriod(days, purchasedAt, zone),
  ),
});
