import type { Account, TransactionKind } from '@regulars/loyalty';
import type { StoredCause } from './posting-cause.ts';
import type { StoredWallet } from './stored-wallet.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'points_transactions.kind': TransactionKind;
  'points_transactions.cause': StoredCause;
  'journal.from_account': Account;
  'journal.to_account': Account;
  'open_wallets()': StoredWallet[];
  'read_balances()': StoredWallet[];
  'points-movements-by-period:period': string;
  'points-expiring-next:date': string | null;
  'points-expiring-next:member_id': string;
};
