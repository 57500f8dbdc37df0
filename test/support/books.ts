import { bookChecks } from '../../apps/api/src/features/points/books.ts';
import { rowsOf } from './rows.ts';

type UnbalancedWallet = {
  readonly member_id: string;
  readonly why: string;
};

/** Members whose books do not balance, by the checks of `npm run club -- verify`. */
export const unbalancedWallets = (databaseUrl: string): Promise<UnbalancedWallet[]> =>
  rowsOf({ databaseUrl }, bookChecks.map((check) => `(${check.faults})`).join(' union all '));
