import type { Cause, Entry, Instant, Place, Snapshot, Taking, TransactionKind } from '@regulars/loyalty';

/** A transaction that the opener named, as stored. */
export interface NamedTransaction {
  readonly id: string;
  readonly kind: TransactionKind;
  readonly takings: readonly Taking[];
  /** When its points left; those of a capture left when they were held. */
  readonly place: Place;
  /** The lots that it opened. */
  readonly lotIds: readonly string[];
  readonly entries: readonly Entry[];
  readonly reversed: boolean;
  readonly cause: Cause;
}

/** What a return needs to know about the award that it takes back. */
export const awardTaken = (
  award: NamedTransaction | undefined,
): { readonly lotIds: readonly string[]; readonly statusAt?: Instant } => {
  const credit = award?.entries.find(({ currency }) => currency === 'status');
  return { lotIds: award?.lotIds ?? [], ...(credit ? { statusAt: credit.effectiveAt } : {}) };
};

/** One wallet as `open_wallets` returns it; times are epoch milliseconds. */
export interface StoredWallet extends Snapshot {
  readonly memberId: string;
  readonly version: number;
  readonly memberStatus: 'active' | 'blocked' | 'closed' | null;
  readonly named: readonly NamedTransaction[];
}
