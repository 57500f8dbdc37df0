import pg from 'pg';
import { bookChecks } from '../../apps/api/src/features/points/books.ts';

export interface UnbalancedWallet {
  readonly member_id: string;
  readonly why: string;
}

/** Members whose books do not balance, by the checks of `npm run club -- verify`. */
export const unbalancedWallets = async (databaseUrl: string): Promise<UnbalancedWallet[]> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const faults = bookChecks.map((check) => `(${check.faults})`).join(' union all ');
    return (await client.query<UnbalancedWallet>(faults)).rows;
  } finally {
    await client.end();
  }
};
