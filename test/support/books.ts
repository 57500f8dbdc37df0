import pg from 'pg';

export interface UnbalancedWallet {
  readonly member_id: string;
  readonly why: string;
}

/**
 * Members whose books do not balance: stored balances must equal the journal and the lots, no lot may hold less than
 * nothing or more than it was opened with, and what a lot lost must be in the takings or back in it.
 */
export const unbalancedWallets = async (databaseUrl: string): Promise<UnbalancedWallet[]> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<UnbalancedWallet>(`
      with moved as (
        select member_id, account, sum(amount) as amount from (
          select member_id, to_account as account, amount from journal
          union all
          select member_id, from_account, -amount from journal
        ) legs group by 1, 2
      ), booked as (
        select w.*, coalesce((select amount from moved m where m.member_id = w.member_id and account = 'available'), 0) as j_available,
          coalesce((select amount from moved m where m.member_id = w.member_id and account = 'pending'), 0) as j_pending,
          coalesce((select amount from moved m where m.member_id = w.member_id and account = 'held'), 0) as j_held,
          -coalesce((select amount from moved m where m.member_id = w.member_id and account = 'debt'), 0) as j_debt,
          coalesce((select amount from moved m where m.member_id = w.member_id and account = 'status'), 0) as j_status,
          coalesce((select sum(remaining) from lots l where l.member_id = w.member_id and released), 0) as l_available,
          coalesce((select sum(remaining) from lots l where l.member_id = w.member_id and not released), 0) as l_pending,
          coalesce((select sum(points) from holds h where h.member_id = w.member_id and state = 'active'), 0) as h_held
        from wallets w
      )
      select member_id, 'journal' as why from booked
        where (available, pending, held, debt, status) is distinct from (j_available::bigint, j_pending::bigint, j_held::bigint, j_debt::bigint, j_status::bigint)
      union all
      select member_id, 'lots' from booked where (available, pending, held) is distinct from (l_available::bigint, l_pending::bigint, h_held::bigint)
      union all
      select member_id, 'lot ' || id from lots where remaining < 0 or remaining > amount
      union all
      select member_id, 'transaction ' || id from points_transactions p
        where not exists (select from journal j where j.member_id = p.member_id and j.transaction_id = p.id)
    `);
    return rows;
  } finally {
    await client.end();
  }
};
