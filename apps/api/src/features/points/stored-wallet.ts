import type { Cause, Entry, Snapshot, Taking, TransactionKind } from '@regulars/loyalty';

/** A transaction that the opener named, as it is stored. */
export interface NamedTransaction {
  readonly id: string;
  readonly kind: TransactionKind;
  readonly takings: readonly Taking[];
  /** The lots that it opened. */
  readonly lotIds: readonly string[];
  readonly entries: readonly Entry[];
  readonly reversed: boolean;
  readonly cause: Cause;
}

/** One wallet as `open_wallets` returns it; times are epoch milliseconds. */
export interface StoredWallet extends Snapshot {
  readonly memberId: string;
  readonly version: number;
  readonly memberStatus: 'active' | 'blocked' | 'closed' | null;
  readonly named: readonly NamedTransaction[];
}
