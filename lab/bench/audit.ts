import pg from 'pg';

/** The counts of rows that a request may create once. */
export interface Books {
  readonly purchases: number;
  readonly redemptions: number;
  readonly coupons: number;
  readonly codes: number;
  readonly keys: number;
}

const books = `select (select count(*)::int from purchases) as purchases,
  (select count(*)::int from points_transactions where kind = 'redeem') as redemptions,
  (select count(*)::int from discount_redemptions) as coupons,
  (select count(*)::int from coupon_codes where used_at is not null) as codes,
  (select count(*)::int from idempotency_keys) as keys`;

const wrongWallets = `
  select count(*)::int as wrong from wallets w
  left join (
    select member_id,
      sum(case 'available' when to_account then amount when from_account then -amount else 0 end) filter (where currency = 'points') as available,
      sum(case 'status' when to_account then amount when from_account then -amount else 0 end) filter (where currency = 'status') as status
    from journal group by member_id) j using (member_id)
  left join (select member_id, sum(remaining) as remaining from lots group by member_id) l using (member_id)
  left join (select member_id, sum(credit) as credit from status_credit group by member_id) s using (member_id)
  where w.available is distinct from coalesce(j.available, 0) or w.available is distinct from coalesce(l.remaining, 0)
     or w.status is distinct from coalesce(j.status, 0) or w.status is distinct from coalesce(s.credit, 0)`;

const ours: Record<string, string> = {
  'wallets that differ from journal, lots or status credit': wrongWallets,
  'balances below zero':
    'select count(*)::int as wrong from wallets where least(available, pending, held, debt) < 0',
  'lots below zero or above what they were':
    'select count(*)::int as wrong from lots where remaining < 0 or remaining > amount',
  'lots that do not hold what was taken from them': `select count(*)::int as wrong from lots l
     left join (select member_id, lot_id, sum(points) as taken from takings group by 1, 2) t on t.member_id = l.member_id and t.lot_id = l.id
     where l.remaining <> l.amount - coalesce(t.taken, 0)`,
  'journal rows without a transaction': `select count(*)::int as wrong from journal j
     where not exists (select from points_transactions t where t.member_id = j.member_id and t.id = j.transaction_id)`,
  'transactions without journal rows': `select count(*)::int as wrong from points_transactions t
     where not exists (select from journal j where j.member_id = t.member_id and j.transaction_id = t.id)`,
  'purchases whose points are not in the journal': `select count(*)::int as wrong from purchases p
     where p.earned <> coalesce((select sum(amount) from journal j where j.member_id = p.member_id and j.transaction_id = p.transaction_id
       and j.currency = 'points' and j.from_account = 'issued'), 0)`,
  'purchases without lines': `select count(*)::int as wrong from purchases p
     where not exists (select from purchase_lines l where l.purchase_id = p.id)`,
};

const naive: Record<string, string> = {
  'naive wallets that differ from journal or lots': `select count(*)::int as wrong from wallets w
     left join (select "memberId", sum(case 'available' when "toAccount" then amount when "fromAccount" then -amount else 0 end) as available
       from journal where currency = 'points' group by 1) j using ("memberId")
     left join (select "memberId", sum(remaining) as remaining from lots group by 1) l using ("memberId")
     where w.available is distinct from j.available or w.available is distinct from l.remaining`,
};

export const countBooks = (url: string): Promise<Books> =>
  ask(url, async (client) => {
    const { rows } = await client.query<Books>(books);
    if (!rows[0]) throw new Error('A count has a row');
    return rows[0];
  });

/** Counts everything again with separate SQL. Each acknowledged request must be there once. Resolves to the faults. */
export const auditClub = (url: string, before: Books, acknowledged: Books): Promise<string[]> =>
  ask(url, async (client) => {
    const faults = await faultsBy(client, ours);
    const after = await countBooks(url);
    for (const what of ['purchases', 'redemptions', 'coupons', 'codes', 'keys'] as const) {
      const written = after[what] - before[what];
      if (written !== acknowledged[what])
        faults.push(`${acknowledged[what]} ${what} were acknowledged, ${written} were written`);
    }
    return faults;
  });

export const auditNaive = (url: string): Promise<string[]> => ask(url, (client) => faultsBy(client, naive));

const faultsBy = async (client: pg.Client, queries: Record<string, string>): Promise<string[]> => {
  const faults: string[] = [];
  for (const [what, sql] of Object.entries(queries)) {
    const { rows } = await client.query<{ wrong: number }>(sql);
    if (rows[0]?.wrong !== 0) faults.push(`${rows[0]?.wrong} ${what}`);
  }
  return faults;
};

const ask = async <Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set work_mem = '128MB'`);
    return await work(client);
  } finally {
    await client.end();
  }
};
